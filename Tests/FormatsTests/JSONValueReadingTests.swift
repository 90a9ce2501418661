import Testing

@testable import Formats

/// JSON that is read and written again.
@Suite struct JSONValueReadingTests {
    @Test(arguments: [
        #"{"a":1,"b":[true,false,null],"c":"x\"y","d":-0.5,"e":{},"f":[]}"#, "[]", "12", #""text""#, "1e+300", "0.1",
    ])
    func `a text of ours is read and written as it was`(text: String) throws {
        var bytes: [UInt8] = []
        try JSONValue(text: Array(text.utf8)).append(to: &bytes)
        #expect(try JSONValue(text: bytes) == JSONValue(text: Array(text.utf8)))
        if !text.contains("e+") { #expect(String(decoding: bytes, as: UTF8.self) == text) }
    }

    @Test(arguments: ["", "{", "[1,]", "nul", "1 2", "{\"a\"}", "--1", String(repeating: "[", count: 100)])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONFault.self) { try JSONValue(text: Array(text.utf8)) }
    }

    @Test func `members, texts, numbers and elements are asked for by what they are`() throws {
        let value = try JSONValue(text: Array(#"{"a":{"b":[1,"x"]}}"#.utf8))
        #expect(value["a"]?["b"]?.elements.first?.asInteger == 1)
        #expect(value["a"]?["b"]?.elements.last?.asText == "x")
        #expect(value["b"] == nil && value.asText == nil && value.asInteger == nil && value.elements == [])
    }
}
