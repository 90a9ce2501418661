import Testing

@testable import Pages

struct LinearScaleTests {
    @Test func `a value stands where it lies between the ends, also on an axis that goes up`() {
        let scale = LinearScale(domain: 10...20, start: 100, end: 0)
        #expect(scale.position(10) == 100)
        #expect(scale.position(20) == 0)
        #expect(scale.position(15) == 50)
        #expect(scale.position(25) == -50)
    }

    @Test(
        arguments: [
            ([0.0, 10], [0.0, 2, 4, 6, 8, 10]), ([3, 97], [0, 20, 40, 60, 80, 100]),
            ([-0.4, 0.35], [-0.4, -0.2, 0, 0.2, 0.4]),
            ([1e9, 4.2e9], [1e9, 2e9, 3e9, 4e9, 5e9]),
        ])
    func `ticks stand at even numbers, the first and last of them at the ends`(values: [Double], ticks: [Double]) throws
    {
        let scale = try #require(LinearScale(of: values, ticks: 5, start: 0, end: 1))
        let found = scale.ticks(5)
        #expect(found.count == ticks.count)
        for (one, other) in zip(found, ticks) { #expect(abs(one - other) <= 1e-9 * max(1, other.magnitude)) }
        #expect(abs(scale.domain.lowerBound - ticks[0]) <= 1e-9 * max(1, ticks[0].magnitude))
    }

    @Test func `one value has room on both sides`() throws {
        for value in [0, -7, 1e12, 1e-12] {
            let scale = try #require(LinearScale(of: [value], ticks: 5, start: 0, end: 100))
            #expect((1...99).contains(scale.position(value)))
        }
    }

    @Test(arguments: [[], [Double.nan], [.infinity], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude]])
    func `there is no scale where no even number fits, and nothing is trapped`(values: [Double]) {
        let scale = LinearScale(of: values, ticks: 5, start: 0, end: 1)
        #expect(scale == nil || scale?.position(0).isFinite == true)
    }

    @Test(arguments: [(0.0, "0"), (1.04, "1"), (-0.06, "-0.1"), (12.25, "12.3"), (1e300, "99999"), (Double.nan, "0")])
    func `a position is written to a tenth of a pixel`(value: Double, text: String) {
        #expect(value.pixels == text)
    }
}
