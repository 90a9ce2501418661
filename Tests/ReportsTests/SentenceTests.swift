import Indicators
import Reports
import Statistics
import Testing

@Suite
struct SentenceTests {
    @Test
    func `every state and every reason has a sentence of its own in English and in Chinese`() {
        let all = TargetState.allCases.map(\.sentence) + TargetReason.allCases.map(\.sentence)
        #expect(Set(all.map(\.english)).count == all.count)
        #expect(Set(all.map(\.chinese)).count == all.count)
        for text in all {
            #expect(text.english.hasSuffix(".") && text.english.count > 10)
            #expect(text.chinese.hasSuffix("。"))
            #expect(text.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            #expect(text.english.unicodeScalars.allSatisfy { $0.value < 0x4E00 })
        }
    }

    private func gap(_ values: [(Int, Double)], asked: Double, in year: Int, asOf: Int) throws -> TargetGap {
        let observations = try values.map { year, value in
            try #require(Period(year: year).flatMap { Observation(period: $0, value: value) })
        }
        let terms = try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: year, targetValue: asked)
        return TargetGap(of: terms, observations: observations, asOfYear: asOf)
    }

    @Test(arguments: [
        (110, 2024, "提前实现"), (100, 2030, "如期实现"), (80, 2024, "快于预期"), (70, 2024, "基本符合预期"),
        (69, 2024, "基本符合预期"), (64, 2024, "滞后"), (55, 2024, "滞后"), (40, 2024, "滞后"), (99, 2030, "未实现"),
    ])
    func `the official word follows state and pace`(value: Double, year: Int, word: String) throws {
        let gap = try gap([(2020, 50), (year, value)], asked: 100, in: 2030, asOf: year)
        #expect(gap.officialWord(targetYear: 2030) == word, "\(gap.state)")
    }

    @Test
    func `there is no official word for what is open`() throws {
        #expect(try gap([(2020, 50)], asked: 100, in: 2030, asOf: 2024).officialWord(targetYear: 2030) == nil)
        let pending = try gap([(2020, 50), (2024, 60)], asked: 100, in: 2030, asOf: 2031)
        #expect(pending.state == .pending)
        #expect(pending.officialWord(targetYear: 2030) == nil)
    }
}
