import Foundation
import MosaicTestKit
import Testing

@testable import Formats

@Suite
struct LinearPatternTests {
    /// Tests/Golden/patterns.json, which Google's RE2 says.
    private static func golden() throws -> [JSON] {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSON(Data(contentsOf: folder.appending(path: "Golden/patterns.json"))).elements
    }

    @Test func `a pattern matches what RE2 says that it matches, and is refused where RE2 refuses it`() throws {
        let cases = try Self.golden()
        #expect(cases.count > 500)
        for golden in cases {
            let text = try #require(golden["pattern"]?.string)
            guard golden["refused"] == nil else {
                #expect(throws: RemoteReadFault.self, "\(text)") { try LinearPattern(text) }
                continue
            }
            let pattern = try #require(try? LinearPattern(text), "\(text) is refused")
            for (key, expected) in [("matches", true), ("others", false)] {
                for sample in golden[key]?.elements ?? [] {
                    let sample = try #require(sample.string)
                    #expect(pattern.matches(sample) == expected, "\(text) on \(sample.debugDescription)")
                }
            }
        }
    }

    @Test(arguments: [
        ("\\p{Han}+", ["甘肃", "々〇", "㐀𠀀", "\u{2E80}\u{FA6D}"], ["ㄅ", "かな", "甘a", "。"]),
        ("\\P{Han}+", ["かな ㄅ", "a。"], ["a甘"]), ("[^\\p{Han}a]", ["b", "が"], ["甘", "a"]),
        ("[\\P{Han}肃]+", ["a肃b"], ["甘"]), ("\\p{^Latin}", ["甘", "1"], ["a", "é", "Ｋ"]),
        ("(?i)[\\p{Latin}]+", ["AbÉ"], ["Ж"]), ("\\p{Tibetan}\\p{Mongolian}\\p{Yi}", ["ཀᠠꀀ"], ["ཀᠠa"]),
    ])
    func `a script is the set of its letters`(text: String, matching: [String], others: [String]) throws {
        let pattern = try LinearPattern(text)
        for sample in matching { #expect(pattern.matches(sample), "\(sample)") }
        for sample in others { #expect(!pattern.matches(sample), "\(sample)") }
    }

    @Test(arguments: [
        "(a*)*b", "(x+x+)+y", "(a|aa)+$", "((a*)*)*", "(a?){500}a{500}", "(.*)(.*)(.*)(.*)(.*)z",
        "(((){10}){10}){10}",
        "(|a|b|ab)*c",
    ])
    func `a pattern that makes others try for ever takes its steps once a character`(text: String) throws {
        let pattern = try LinearPattern(text)
        #expect(pattern.matches(String(repeating: "a", count: 20_000)) == (text == "((a*)*)*" || text == "(a|aa)+$"))
    }

    @Test(arguments: [
        ("((a{100}){100}){100}", "more than 1000 repetitions"), ("(a?b?c?d?e?f?){500}", "is too large"),
        ("[\(String(repeating: "ab", count: 3_000))]", "is too large"),
        (String(repeating: "(", count: 5_000), "100 groups within each other"),
        ("a**", "has a repetition of a repetition, at character 3"), ("a)", "a ) without its (, at character 2"),
        ("\\p{Klingon}", "none of the scripts Bopomofo, "), ("(?=a)", "a (? that is not understood"),
    ])
    func `a pattern that is refused is told with what is wrong, and where`(text: String, words: String) {
        let error = #expect(throws: RemoteReadFault.self) { try LinearPattern(text) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func `a list of ten thousand texts is looked up and not gone through`() throws {
        let pattern = try LinearPattern((0..<10_000).map { "target-\($0)" }.joined(separator: "|"))
        #expect(pattern.matches("target-9999"))
        #expect(!pattern.matches("target-10000"))
    }
}
