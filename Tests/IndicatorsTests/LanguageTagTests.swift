import Indicators
import Testing

@Suite
struct LanguageTagTests {
    @Test(arguments: [
        ("fr", "fr"), ("FR", "fr"), ("zh-hant-tw", "zh-Hant-TW"), ("ZH-HANT", "zh-Hant"), ("es-419", "es-419"),
        ("de-ch-1996", "de-CH-1996"), ("sl-rozaj-biske", "sl-rozaj-biske"), ("zh-cmn-hans-cn", "zh-cmn-Hans-CN"),
        ("en-a-myext-b-another", "en-a-myext-b-another"), ("en-X-US", "en-x-us"), ("x-WHATEVER", "x-whatever"),
        ("ar-arab-eg-u-nu-LATN", "ar-Arab-EG-u-nu-latn"), ("und", "und"), ("bo", "bo"), ("hak", "hak"),
    ])
    func `a tag of BCP 47 has its letters in the recommended case`(text: String, tag: String) throws {
        #expect(try #require(LanguageTag(text)).text == tag)
        #expect(LanguageTag(tag) == LanguageTag(text))
    }

    @Test(arguments: [
        "", "-", "f", "fr-", "-fr", "fr--FR", "fr_FR", "f r", "french", "français", "fr-F", "en-us-x", "x", "en-a",
        "en-a-b", "zh-Hant-Hans", "12", "fr-toolongtag", "i-klingon", "en.UTF-8", "zh-Hant-TW-HK",
    ])
    func `any other text is no tag`(text: String) {
        #expect(LanguageTag(text) == nil)
    }

    private static let lookups: [(LanguageTag, [LanguageTag])] = [
        ("fr-CA", ["fr-CA", "fr"]), ("fr", ["fr"]), ("zh-Hant-TW", ["zh-Hant-TW", "zh-Hant", "zh"]),
        ("de-CH-1996", ["de-CH-1996", "de-CH", "de"]), ("en-x-a", ["en-x-a", "en"]),
        ("en-a-bb-x-c", ["en-a-bb-x-c", "en-a-bb", "en"]), ("zh", ["zh", "zh-Hans"]),
        ("zh-TW", ["zh-TW", "zh-Hant-TW", "zh-Hant", "zh"]), ("zh-HK", ["zh-HK", "zh-Hant-HK", "zh-Hant", "zh"]),
        ("zh-CN", ["zh-CN", "zh-Hans-CN", "zh-Hans", "zh"]), ("zh-Hans", ["zh-Hans", "zh"]),
    ]

    @Test(arguments: lookups)
    func `a lookup goes from a tag to wider ones, and knows the script of Chinese regions`(
        tag: LanguageTag, found: [LanguageTag]
    ) {
        #expect(tag.lookup == found)
    }

    @Test(arguments: [
        ("fr_FR.UTF-8", "fr-FR"), ("de_DE@euro", "de-DE"), ("zh_TW", "zh-TW"), ("en", "en"), ("C.UTF-8", nil),
        ("C", nil), ("POSIX", nil), ("", nil), ("klingon_K", nil), (".UTF-8", nil),
    ])
    func `a locale has a language, but not C and POSIX`(locale: String, tag: String?) {
        #expect(LanguageTag(locale: locale)?.text == tag)
    }
}
