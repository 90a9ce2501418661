import Indicators
import Testing

@Suite
struct MultilingualTextTests {
    private static let full: MultilingualText = [
        "de": "Betten", "en": "Beds", "fr": "Lits", "zh": "床位", "zh-Hant": "牀位",
    ]
    private static let foreign: MultilingualText = ["fr": "Lits", "de": "Betten"]

    @Test(arguments: [
        ("fr", "Lits"), ("fr-CA", "Lits"), ("zh-CN", "床位"), ("zh-TW", "牀位"), ("zh-Hant-HK", "牀位"), ("it", "Beds"),
        ("en-GB", "Beds"),
    ])
    func `a reader gets the nearest language, else English`(language: LanguageTag, text: String) {
        #expect(Self.full[language] == text)
    }

    @Test func `where there is no English either the first text is taken`() {
        #expect(Self.foreign["it"] == "Lits" && Self.foreign["de-AT"] == "Betten" && Self.foreign["zh"] == "Lits")
        #expect(Self.foreign.found(in: "zh") == nil && Self.foreign.found(in: "de-AT") == "Betten")
        #expect(MultilingualText(untagged: "x")["fr"] == "x")
        #expect(MultilingualText([]) == nil)
    }

    @Test(arguments: [("zh", "是"), ("zh-Hant-TW", "是"), ("zh-SG", "是"), ("en", "yes"), ("fr", "yes"), ("yue", "yes")])
    func `sentences of Mosaic's own are Chinese for readers of Chinese, and else English`(
        language: LanguageTag, text: String
    ) {
        #expect(BilingualText(english: "yes", chinese: "是")[language] == text)
        #expect(Wording(language: language).text(BilingualText(english: "yes", chinese: "是")) == text)
    }

    @Test func `a unit has its title in the language that was said, each side of a compound for itself`() throws {
        var units = KnownUnits.builtIn
        let beds = UnitOfMeasure(symbol: "beds", dimension: "beds", powerOfTen: 0)
        units.add(beds, spelled: ["beds", "lits"])
        units.name("beds", ["fr": "lits", "de": "Betten"])
        let compound = try #require(UnitOfMeasure(known: "beds/1k persons", in: units))
        #expect(Wording(language: "fr-CA", units: units).unit(beds) == "lits")
        #expect(Wording(language: "de", units: units).unit(compound) == "Betten/1k persons")
        #expect(Wording(language: "it", units: units).unit(beds) == "beds")
        #expect(Wording(units: units).unit(compound) == "beds/1k persons")
        #expect(Wording(units: units).text(["fr": "Lits", "en": "Beds"] as MultilingualText) == "Beds")
    }
}
