import Indicators
import Testing

@testable import Commands

struct SparklineTests {
    private func observation(_ year: Int, _ value: Double?, _ status: ObservationStatus) -> Observation? {
        Period(year: year).flatMap { Observation(period: $0, value: value, status: status) }
    }

    private func text(_ values: KeyValuePairs<Int, Double?>, status: ObservationStatus = .normal) -> String {
        Sparkline(values.compactMap { observation($0, $1, $1 == nil ? .missing : status) }).text
    }

    @Test func `the least value is the lowest bar and the greatest the highest`() {
        #expect(text([2020: 0, 2021: 1, 2022: 2, 2023: 7]) == "▁▂▃█")
        #expect(text([2020: 7, 2021: -7]) == "█▁")
    }

    @Test func `a year without a value is a dot, and none stands before the first or behind the last`() {
        #expect(text([2018: nil, 2019: 1, 2021: nil, 2022: 2, 2023: nil]) == "▁··█")
    }

    @Test func `values of one height stand in the middle`() {
        #expect(text([2020: 5, 2021: 5]) == "▄▄")
        #expect(text([2020: 5]) == "▄")
    }

    @Test func `nothing is drawn of nothing, or of forecasts`() {
        #expect(text([:]) == "")
        #expect(text([2020: nil]) == "")
        #expect(text([2020: 1, 2021: 2], status: .forecast) == "")
    }

    @Test func `the last years are shown, whatever gaps are between`() {
        let long = (1950...2025).compactMap { observation($0, Double($0), .normal) }
        #expect(Sparkline(long).text == "▁▁▂▃▃▄▅▆▆▇██")
        #expect(text([1950: 1, 2025: 2]) == "▄")
    }

    @Test func `the greatest values that there are have a range too`() {
        #expect(text([2020: -1.7e308, 2021: 1.7e308]) == "▁█")
    }
}
