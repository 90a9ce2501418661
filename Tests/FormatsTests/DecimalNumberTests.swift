import Formats
import MosaicTestKit
import Testing

@Suite
struct DecimalNumberTests {
    private static func number(_ text: String) -> DecimalNumber? {
        DecimalNumber(text.utf8.span)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-7", -7), ("007", 7), ("1.5", 1.5), ("-1.50", -1.5),
        ("1e3", 1000), ("1E3", 1000), ("1e+3", 1000), ("1.25e-2", 0.0125), ("0.1e1", 1), ("1e0", 1),
        ("0e999999", 0),
    ])
    func `a number is sign, digits, a point between digits, and an exponent`(text: String, value: Double) throws {
        let number = try #require(Self.number(text))
        #expect(number.double() == value)
        #expect(number.isNegative == text.hasPrefix("-"))
    }

    @Test(arguments: [
        "", "+", "-", ".", ".5", "5.", "-.5", "1.e3", "e3", "1e", "1e+", "1e1.5", "--1", "+-1", "1-", " 1", "1 ",
        "1,000",
        "1_000", "1 000", "0x10", "nan", "inf", "-inf", "Infinity", "1f", "１", "1.2.3", "1\u{0}", "−1",
    ])
    func `any other text is no number`(text: String) {
        #expect(Self.number(text) == nil)
    }

    @Test(arguments: [
        "0", "-0", "-0.00", "7", "-7", "007", "12.5", "-0.001", "0.1", "123456789012345.67", "9007199254740992",
        "9007199254740993", "99999999999999999", "0.00000000000000001", "123456789012345678", "+7", "1e3", "", "-", ".",
        ".5", "5.", "-.5", "1.2.3", "1-", "1,000", " 1", "１",
    ])
    func `a plain number is the double that the decimal number gives`(text: String) {
        for shift in -25...25 {
            let expected = Self.number(text)?.double(shiftedBy: shift)
            guard let plain = Double(plain: text.utf8.span, shiftedBy: shift) else { continue }
            #expect(plain.bitPattern == expected?.bitPattern)
        }
        let isPlain = ["0", "-0", "-0.00", "7", "-7", "007", "12.5", "-0.001", "0.1", "9007199254740992"].contains(text)
        #expect(!isPlain || Double(plain: text.utf8.span) != nil)
    }

    @Test(arguments: ["-0", "-0.0", "-0e5", "-1e-999"])
    func `a number's zero has no sign`(text: String) {
        #expect(Self.number(text)?.double()?.sign == .plus)
    }

    @Test(arguments: ["1e309", "-1e309", "1e999", "1.7976931348623159e308", "1e99999999999999999999"])
    func `what is not finite is nil`(text: String) throws {
        let number = try #require(Self.number(text))
        #expect(number.double() == nil)
    }

    @Test
    func `the point of the text is shifted before the one rounding`() {
        #expect(Self.number("3244923.3")?.double(shiftedBy: 4) == Self.number("324.49233")?.double(shiftedBy: 8))
        #expect(Self.number("3244923.3")?.double(shiftedBy: 4) == 32_449_233_000)
        #expect(Self.number("0.07")?.double(shiftedBy: 2) == 7)
        #expect(Self.number("1e999")?.double(shiftedBy: -990) == 1e9)
        #expect(Self.number("1")?.double(shiftedBy: .max) == nil)
        #expect(Self.number("1")?.double(shiftedBy: .min) == 0)
        #expect(Self.number("1" + String(repeating: "0", count: 5000))?.double(shiftedBy: -5000) == 1)
        #expect(Self.number("0." + String(repeating: "0", count: 5000) + "1e5001")?.double() == 1)
    }

    @Test(arguments: [
        ("9007199254740993", 0x1p53), ("9007199254740993.00000000000000000000000001", 0x1p53 + 2),
        ("9007199254740992", 0x1p53), ("18014398509481985", 0x1p54), ("1e22", 1e22), ("1e23", 1e23),
        ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
        ("2.2250738585072012e-308", .leastNormalMagnitude),
        ("1.7976931348623157e308", 0x1.fffffffffffffp1023), ("1.7976931348623158e308", 0x1.fffffffffffffp1023),
        ("4.9e-324", .leastNonzeroMagnitude),
        ("2.4703282292062328e-324", .leastNonzeroMagnitude), ("2.4703282292062327e-324", 0),
        ("6.0221407623e23", 6.0221407623e23), ("8.5e-1", 0.85),
        ("123456789012345678901234567890", 123456789012345678901234567890.0),
    ])
    func `hard cases are rounded as IEEE 754 says`(text: String, value: Double) {
        #expect(Self.number(text)?.double() == value)
        #expect(Double(text) == value)
    }

    @Test(arguments: [0, 1, 100, 600, 714, 715, 716, 800, 5000])
    func `digits far behind a midpoint still decide it`(zeros: Int) {
        // 1 + 2⁻⁵³, halfway between 1 and the next double.
        let midpoint = "1.00000000000000011102230246251565404236316680908203125"
        let fill = String(repeating: "0", count: zeros)
        #expect(Self.number(midpoint + fill)?.double() == 1)
        #expect(Self.number(midpoint + fill + "1")?.double() == 1.0.nextUp)
        let whole = "100000000000000011102230246251565404236316680908203125" + fill
        #expect(Self.number(whole)?.double(shiftedBy: -53 - zeros) == 1)
        #expect(Self.number(whole + "1")?.double(shiftedBy: -54 - zeros) == 1.0.nextUp)
    }

    @Test(arguments: 0..<10)
    func `random texts give the double that the standard library reads`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<2000 {
            let text = Self.text(&generator)
            let expected = try #require(Double(text))
            let number = try #require(Self.number(text))
            try #require(number.double() == (expected.isFinite ? expected : nil), "\(text)")
        }
    }

    @Test(arguments: 0..<10)
    func `a shift is the same as an exponent`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<1000 {
            let text = Self.text(&generator, hasExponent: false)
            let shift = Int.random(in: -330...330, using: &generator)
            let expected = try #require(Double("\(text)e\(shift)"))
            let found = try #require(Self.number(text)).double(shiftedBy: shift)
            try #require(found == (expected.isFinite ? expected : nil), "\(text) shifted by \(shift)")
        }
    }

    private static func text(_ generator: inout SeededGenerator, hasExponent: Bool? = nil) -> String {
        func digits(_ range: ClosedRange<Int>) -> String {
            (0..<Int.random(in: range, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }.joined()
        }
        var text = ["", "-", "+"][Int.random(in: 0..<3, using: &generator)] + digits(1...22)
        if Bool.random(using: &generator) { text += "." + digits(1...22) }
        if hasExponent ?? Bool.random(using: &generator) { text += "e\(Int.random(in: -345...320, using: &generator))" }
        return text
    }
}
