import Formats
import Foundation
import Testing

@Suite
struct JSONValueTests {
    static func text(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            (.null, "null"), (.boolean(true), "true"), (.boolean(false), "false"), (.integer(0), "0"),
            (.integer(-12), "-12"), (.integer(.max), "9223372036854775807"), (.integer(.min), "-9223372036854775808"),
            (.number(1.5), "1.5"), (.number(98_000), "98000"), (.number(-0.1), "-0.1"),
            (.number(0.1 + 0.2), "0.30000000000000004"),
            (.text("算力"), "\"算力\""), (.text(""), "\"\""), (.array([]), "[]"), (.object([]), "{}"),
            (.array([.integer(1), .null, .array([.text("a")])]), "[1,null,[\"a\"]]"),
            (["b": .number(1.5), "a": ["z": .null], "b2": .array([])], "{\"b\":1.5,\"a\":{\"z\":null},\"b2\":[]}"),
        ] as [(JSONValue, String)])
    func `a value is written on one line, without spaces`(value: JSONValue, expected: String) {
        #expect(Self.text(value) == expected)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that is not finite is null`(number: Double) {
        #expect(Self.text(.array([.number(number)])) == "[null]")
    }

    @Test(arguments: [
        0, -0.0, 1e21, 1e22, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, 324.49233, 123_456_789.123,
        1e-7, -2.5e-10,
    ])
    func `numbers are the shortest that are read as the same double`(number: Double) throws {
        let text = Self.text(.number(number))
        let read = try JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8))
        #expect(read == [number])
        #expect(text.count <= "\(number)".count)
    }

    @Test(arguments: [
        ("\"a\\b\"", #""\"a\\b\"""#), ("\n\r\t\u{0}\u{1F}", #""\u000a\u000d\u0009\u0000\u001f""#),
        ("\u{7F}/<é😀", "\"\u{7F}/<é😀\""),
    ])
    func `quotes, backslashes and control characters are escaped, and nothing else`(text: String, expected: String) {
        #expect(Self.text(.text(text)) == expected)
        #expect(Self.text(.object([JSONValue.Member(key: text, value: .null)])) == "{\(expected):null}")
    }

    @Test
    func `every character comes back as it was`() throws {
        let scalars =
            (0...0x2FF).compactMap(Unicode.Scalar.init) + [0x2028, 0xFFFD, 0x1F600].compactMap(Unicode.Scalar.init)
        for scalar in scalars {
            let text = String(Character(scalar))
            let read = try JSONDecoder().decode([String].self, from: Data(Self.text(.array([.text(text)])).utf8))
            #expect(read == [text])
        }
    }

    @Test
    func `an object's keys keep their order, and those of one name too`() {
        let keys = ["z", "a", "m", "a"]
        let object = JSONValue.object(keys.enumerated().map { JSONValue.Member(key: $1, value: .integer($0)) })
        #expect(Self.text(object) == #"{"z":0,"a":1,"m":2,"a":3}"#)
    }

    @Test
    func `what is nil is null`() {
        #expect(JSONValue(nil as Double?) == .null)
        #expect(JSONValue(nil as Int?) == .null)
        #expect(JSONValue(nil as String?) == .null)
        #expect(JSONValue(1.0 as Double?) == .number(1))
        #expect(JSONValue(1 as Int?) == .integer(1))
        #expect(JSONValue("a" as String?) == .text("a"))
    }

    @Test
    func `a value is written behind what is there`() {
        var bytes = Array("data: ".utf8)
        JSONValue.boolean(true).append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "data: true")
    }
}
