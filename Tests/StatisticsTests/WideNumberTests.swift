import MosaicTestKit
import Testing

@testable import Statistics

@Suite
struct WideNumberTests {
    /// Worked out with 60 digits.
    static let logarithms: [(ratio: (Double, Double), logarithm: Double)] = [
        (ratio: (1.9937e-106, 3.23225e-210), logarithm: 238.98566339109487),
        (ratio: (3.6365e+90, 2.89582e-257), logarithm: 799.2247806316507),
        (ratio: (3.38223e+21, 2.5903e-81), logarithm: 235.13044104153357),
        (ratio: (6.30021e-266, 28936.1), logarithm: -620.9198969997695),
        (ratio: (3.14337e-278, 1.53961e-40), logarithm: -547.3014857973743),
        (ratio: (8.18944e-259, 2.67798e-246), logarithm: -28.81582346844494),
        (ratio: (5.14652e-46, 1.29204e+196), logarithm: -555.8434941110794),
        (ratio: (1.91063e-226, 8.77766e-167), logarithm: -137.3772973133637),
        (ratio: (1.0000000000000002, 1.0), logarithm: 2.2204460492503128e-16),
        (ratio: (1.000000001, 1.0), logarithm: 1.000000082240371e-09),
        (ratio: (1.001, 1.0), logarithm: 0.0009995003330834232),
        (ratio: (1.3, 1.0), logarithm: 0.26236426446749106),
        (ratio: (0.999999999999, 1.0), logarithm: -9.999778782803785e-13),
        (ratio: (0.6, 1.0), logarithm: -0.5108256237659907),
    ]
    static let exponentials: [(power: Double, lessOne: Double)] = [
        (power: 1e-18, lessOne: 1e-18),
        (power: -3e-09, lessOne: -2.9999999955e-09),
        (power: 0.5, lessOne: 0.6487212707001282),
        (power: -0.7, lessOne: -0.5034146962085905),
        (power: 30.25, lessOne: 13721704977463.906),
        (power: -45.0, lessOne: -1.0),
        (power: 700.5, lessOne: 1.6721859620674984e+304),
        (power: -700.5, lessOne: -1.0),
        (power: 708.9, lessOne: 7.436322587880697e+307),
    ]

    @Test(arguments: logarithms)
    func `logarithms are right, also of ratios beyond a double and next to 1`(
        ratio: (Double, Double), logarithm: Double
    ) {
        let found = (WideNumber(ratio.0) / WideNumber(ratio.1)).logarithm
        #expect(abs(found - logarithm) <= 1e-15 * abs(logarithm))
    }

    @Test(arguments: exponentials)
    func `exponentials are right`(power: Double, lessOne: Double) throws {
        let found = try #require(WideNumber.exponentialLessOne(power).double)
        #expect(abs(found - lessOne) <= 1e-14 * abs(lessOne))
        let one = try #require((WideNumber.exponential(power) * .exponential(-power)).double)
        #expect(abs(one - 1) <= 1e-15)
    }

    static let doubles = [0, 1, -3.7, .leastNonzeroMagnitude, 0x1.8p-1030, .greatestFiniteMagnitude, 1e-300]

    @Test(arguments: doubles)
    func `a double comes back as it went in`(value: Double) {
        #expect(WideNumber(value).double == value)
        #expect(WideNumber(-value).double == -value)
        #expect(WideNumber(value).magnitude.double == abs(value))
    }

    @Test
    func `minus 0 is 0`() {
        #expect(WideNumber(-0.0).double?.sign == .plus)
        #expect((-WideNumber(0)).double?.sign == .plus)
        #expect((WideNumber(3) - 3.0).double?.sign == .plus)
    }

    @Test
    func `intermediate results beyond a double do no harm`() {
        let huge = WideNumber(1.7e308)
        #expect((huge * huge).double == nil)
        #expect((huge * huge / huge).double == 1.7e308)
        #expect((huge + huge - huge).double == 1.7e308)
        let tiny = WideNumber(1e-300)
        #expect((tiny * tiny).double == 0)
        #expect((tiny * tiny / tiny).double == 1e-300)
        #expect((tiny * tiny).isPositive)
    }

    @Test(arguments: 1...50)
    func `sums and products keep about 106 bits`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let (a, b) = (Double.random(in: -3...3, using: &generator), Double.random(in: 1...9, using: &generator))
        let (wideA, wideB) = (WideNumber(a), WideNumber(b * 0x1p-40))
        #expect(wideA + wideB - wideA == wideB)
        let limit = WideNumber(0x1p-100)
        #expect((wideA / wideB * wideB - wideA).magnitude < limit)
        #expect((WideNumber(1.1).raised(to: 3) - WideNumber(1.1) * WideNumber(1.1) * 1.1).magnitude < limit)
    }

    @Test
    func `the order is that of the numbers`() {
        #expect(WideNumber(1) + 0x1p-90 > WideNumber(1))
        #expect(WideNumber(-2) < WideNumber(-1))
        #expect(WideNumber(1e-300) < WideNumber(1e300))
        #expect(WideNumber(0.1) + 0.2 != WideNumber(0.3))
        #expect(WideNumber(0.5) + 0.25 == WideNumber(0.75))
    }
}
