import Formats
import Testing

/// A cursor through JSON text: what it passes, and where it stops.
struct JSONCursorTests {
    /// The values of a text in words, each taken by its kind.
    private static func words(_ cursor: inout JSONCursor) throws(JSONFault) -> String {
        switch try cursor.kind() {
        case .object:
            var parts: [String] = []
            try cursor.object { (key, cursor) throws(JSONFault) in parts.append("\(key)=\(try words(&cursor))") }
            return "{\(parts.joined(separator: " "))}"
        case .array:
            var parts: [String] = []
            try cursor.array { (index, cursor) throws(JSONFault) in parts.append("\(index):\(try words(&cursor))") }
            return "[\(parts.joined(separator: " "))]"
        case .text: return "'\(try cursor.text())'"
        case .number, .word:
            let bytes = cursor.bytes
            return try cursor.scalar().map { String(decoding: bytes[$0], as: UTF8.self) } ?? "null"
        }
    }

    private static func read(_ text: String) throws(JSONFault) -> String {
        var cursor = JSONCursor(Array(text.utf8))
        let words = try words(&cursor)
        try cursor.finish()
        var skipping = JSONCursor(Array(text.utf8))
        try skipping.skip()
        #expect(skipping.offset == cursor.offset || text.hasSuffix(" "))
        return words
    }

    @Test(arguments: [
        ("{}", "{}"), (" [ ] ", "[]"), ("-1.5e+3", "-1.5e+3"), ("null", "null"), ("true", "true"),
        (#"{"a":[1,{"b":null}],"c":"d"}"#, "{a=[0:1 1:{b=null}] c='d'}"),
        (#"["\"\\\/\b\f\n\r\t","中\u4e2d\ud83d\ude00é"]"#, "[0:'\"\\/\u{8}\u{c}\n\r\t' 1:'中中😀é']"),
        (#"[[[]],[{}]]"#, "[0:[0:[]] 1:[0:{}]]"),
    ])
    func `values are taken as they stand`(text: String, words: String) throws {
        #expect(try Self.read(text) == words)
    }

    @Test(arguments: [
        ("", 0), ("[1", 2), ("[1,", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{1:2}", 1), ("{\"a\":1,}", 7), ("\"abc", 0),
        ("[1]]", 3), ("]", 0), ("[}", 1), (#"["\q"]"#, 2), (#"["\u12"]"#, 2), ("@", 0),
    ])
    func `a text that is no JSON is told at its byte`(text: String, offset: Int) {
        let fault = #expect(throws: JSONFault.self) { try Self.read(text) }
        #expect(fault?.offset == offset)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `values may not stand too deep in each other`(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        #expect(throws: JSONFault.self) { try Self.read(text) }
        var cursor = JSONCursor(Array(text.utf8))
        #expect(throws: JSONFault.self) { try cursor.skip() }
    }

    @Test
    func `a place is a line and a column in characters`() {
        let cursor = JSONCursor(Array("{\n \"中\": x}".utf8))
        #expect(cursor.position(of: 9) == TextPosition(line: 2, column: 6))
    }
}
