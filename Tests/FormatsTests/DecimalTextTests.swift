import Formats
import MosaicTestKit
import Testing

@Suite
struct DecimalTextTests {
    private static func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        appendDecimal(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (10, "10"), (1200, "1200"), (0.1, "0.1"), (-0.5, "-0.5"),
        (0.1 + 0.2, "0.30000000000000004"), (324.49233, "324.49233"), (1.0 / 3, "0.3333333333333333"),
        (1e-5, "0.00001"), (1e-6, "0.000001"), (1.5e-6, "0.0000015"), (9.999e-7, "9.999e-7"), (1e-7, "1e-7"),
        (9_007_199_254_740_991, "9007199254740991"), (9_007_199_254_740_992, "9007199254740992"),
        (1e16, "10000000000000000"),
        (1e20, "100000000000000000000"), (1.2345678901234568e20, "123456789012345680000"), (1e21, "1e21"),
        (-1.5e21, "-1.5e21"), (1e22, "1e22"), (1e23, "1e23"), (.greatestFiniteMagnitude, "1.7976931348623157e308"),
        (.leastNormalMagnitude, "2.2250738585072014e-308"), (.leastNonzeroMagnitude, "5e-324"),
        (1_767_225_600, "1767225600"), (4_503_599_627_370_495.5, "4503599627370495.5"),
    ])
    func `the text is the shortest, plain where it can be read`(value: Double, text: String) {
        #expect(Self.text(value) == text)
    }

    @Test(arguments: 0..<10)
    func `what is written is read back, here and by the standard library`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<2000 {
            let value = Self.value(&generator)
            let text = Self.text(value)
            try #require(Double(text) == value, "\(text)")
            try #require(DecimalNumber(text.utf8.span)?.double() == value, "\(text)")
            try #require(Self.digits(text) == Self.digits("\(value)"), "\(text) is not the shortest")
        }
    }

    /// Half of them any double, half of them figures with a few decimals.
    private static func value(_ generator: inout SeededGenerator) -> Double {
        guard Bool.random(using: &generator) else {
            return Double(Int.random(in: -9_999_999...9_999_999, using: &generator)) / 1000
        }
        let any = Double(bitPattern: generator.next())
        return any.isFinite ? any : 1
    }

    /// The significant digits of a number's text.
    private static func digits(_ text: String) -> Substring {
        let mantissa = text.prefix { $0 != "e" }
        let digits = mantissa.filter(\.isWholeNumber).drop { $0 == "0" }
        return digits.dropLast(digits.reversed().prefix { $0 == "0" }.count)
    }

    @Test
    func `what has no digits traps`() async {
        await #expect(processExitsWith: .failure) {
            var bytes: [UInt8] = []
            appendDecimal(.nan, to: &bytes)
        }
    }

    @Test(
        arguments: [(220_000, "220000"), (324.49233, "324.49233"), (0.1, "0.1"), (-1.5, "-1.5"), (0, "0")]
            as [(Double, String)])
    func `a figure is shown as it is exported`(number: Double, text: String) {
        #expect(number.decimalText == text)
    }
}
