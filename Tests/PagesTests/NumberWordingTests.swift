import Indicators
import Testing

@testable import Pages

struct NumberWordingTests {
    private let english = NumberWording(language: .english, units: .builtIn)
    private let chinese = NumberWording(language: .chinese, units: .builtIn)

    @Test(
        arguments: [
            (0, "0"), (246_000, "246,000"), (-1_234_567.8, "−1,234,568"), (999.96, "1000"), (12.345, "12.35"),
            (0.000123456, "0.0001235"),
            (1e18, "1e+18"),
        ] as [(Double, String)])
    func `in English digits stand in groups of three`(value: Double, text: String) {
        #expect(english.number(value) == text)
    }

    @Test(
        arguments: [
            (246_000, "24.6万"), (9999, "9999"), (99_999_999, "1亿"), (-3.2e8, "−3.2亿"), (1.5e12, "1.5万亿"), (0.5, "0.5"),
        ] as [(Double, String)])
    func `in Chinese numbers are counted in 万 and 亿`(value: Double, text: String) {
        #expect(chinese.number(value) == text)
    }

    @Test func `percentages are points apart, other numbers their unit`() throws {
        let (percent, power) = (
            try #require(UnitOfMeasure(known: "percent")), try #require(UnitOfMeasure(known: "GW"))
        )
        #expect(english.distance(5.576, percent) == "5.576\u{A0}points")
        #expect(chinese.difference(5.576, percent) == "+5.576个百分点")
        #expect(english.difference(-2, power) == "−2\u{A0}GW")
        let rate = try #require(UnitOfMeasure(known: "per 10k persons"))
        #expect(chinese.difference(0.378, rate) == "每万人+0.378")
        #expect(chinese.difference(-0.378, rate) == "每万人−0.378")
    }

    @Test(
        arguments: [
            (39_262, "100M CNY", "3.926 trillion\u{A0}CNY", "3.926万亿元"),
            (140_828, "10k persons", "1.408 billion\u{A0}persons", "14.08亿人"),
            (12.5, "percent", "12.5%", "12.5%"), (4925, "10k kW", "49.25 million\u{A0}kW", "4925万千瓦"),
            (33, "count", "33", "33"), (1.3, "10k units", "13,000\u{A0}units", "1.3万"),
            (5.255, "per 10k persons", "5.255\u{A0}per 10k persons", "每万人5.255"),
            (79.25, "years", "79.25\u{A0}years", "79.25年"),
            (110_300, "CNY/person", "110,300\u{A0}CNY/person", "11.03万元/人"),
            (10.05, "PFLOPS/10k persons", "10.05\u{A0}PFLOPS/10k persons", "10.05\u{A0}PFLOPS/万人"),
            (246_000, "PFLOPS", "246,000\u{A0}PFLOPS", "24.6万\u{A0}PFLOPS"),
        ] as [(Double, String, String, String)])
    func `the unit's 万 and the number's are one`(value: Double, symbol: String, en: String, zh: String) throws {
        let unit = try #require(UnitOfMeasure(known: symbol))
        #expect(english.amount(value, unit) == en)
        #expect(chinese.amount(value, unit) == zh)
    }
}
