import Testing

@testable import Commands

struct ShortTextTests {
    @Test(arguments: [
        (0, "0"), (0.00012345, "0.0001234"), (-12.3456, "-12.35"), (999.94, "999.9"), (98000, "98000"),
        (-1234567.8, "-1234568"), (999_999_999_999_999, "999999999999999"), (1e15, "1e+15"), (5e307, "5e+307"),
        (-1.797e308, "-1.797e+308"),
    ]) func `a number in a table has four digits, or its units, or an exponent where that is shorter`(
        number: Double, text: String
    ) {
        #expect(number.shortText == text)
    }
}
