import Config
import Indicators
import Testing

@Suite
struct BytesTests {
    /// The faults with other bytes in place of one of the base's files.
    static func faults(_ bytes: [UInt8], as name: String) throws -> [String] {
        var files = try LoadingTests.base()
        files.contents["conf/\(name)"] = bytes
        return LoadingTests.faults(files)
    }

    @Test(arguments: ["mosaicd.yaml", "regions.csv", "indicators.yaml", "targets.csv"])
    func `a byte order mark and CR LF are no text`(name: String) throws {
        let bytes = try CaseFile.bytes("base/\(name)").flatMap { $0 == 10 ? [13, 10] : [$0] }
        #expect(try Self.faults([0xEF, 0xBB, 0xBF] + bytes, as: name) == [])
    }

    @Test(arguments: ["mosaicd.yaml", "regions.csv", "indicators.yaml", "targets.csv"])
    func `what is no UTF-8 is told at its byte`(name: String) throws {
        let text = "# 算力\r\n算\""
        let column = name.hasSuffix("csv") ? "1:1" : "2:3"
        let prefix = name.hasSuffix("csv") ? [] : Array(text.utf8)
        let faults = try Self.faults(prefix + [0xC3, 0x28, 0x0A], as: name)
        #expect(faults.contains("conf/\(name):\(column): byte is no UTF-8; save the file as UTF-8"))
    }

    @Test
    func `NUL is told at its byte`() throws {
        #expect(
            try Self.faults(Array("record:\n  path: a\0b\n".utf8), as: "mosaicd.yaml") == [
                "conf/mosaicd.yaml:2:10: control characters are not allowed; expected YAML"
            ])
        #expect(
            try Self.faults(Array("id,kind\0\n".utf8), as: "targets.csv") == [
                "conf/targets.csv:1:8: NUL byte; expected text in UTF-8"
            ])
    }

    @Test(arguments: [
        ("mosaicd.yaml", "the file is empty; expected a mapping"),
        ("indicators.yaml", "the file is empty; expected a mapping"),
        (
            "regions.csv",
            "the file is empty; expected the header id,kind,name_en,name_zh,gb_code,level,parent,clusters,"
                + "partly_in,aliases,tile_row,tile_column,valid_from,valid_to,successor"
        ),
    ])
    func `a file without bytes is a fault`(name: String, message: String) throws {
        #expect(try Self.faults([], as: name) == ["conf/\(name): \(message)"])
    }

    @Test
    func `aliases that make millions of values of few bytes are refused`() throws {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (name, next) in zip("abcdefg", "bcdefgh") {
            text += "\(next): &\(next) [\(Array(repeating: "*\(name)", count: 10).joined(separator: ", "))]\n"
        }
        #expect(
            try Self.faults(Array(text.utf8), as: "indicators.yaml") == [
                "conf/indicators.yaml:1:1: the document is too large; expected at most 200000 values, nested at most 32 deep"
            ])
    }

    @Test(arguments: [40, 900, 5000])
    func `what is nested too deep is refused`(depth: Int) throws {
        let text = "a: \(String(repeating: "[", count: depth))\(String(repeating: "]", count: depth))\n"
        let faults = try Self.faults(Array(text.utf8), as: "mosaicd.yaml")
        #expect(faults.count == 1 && faults.allSatisfy { $0.hasPrefix("conf/mosaicd.yaml:1:") })
    }

    @Test
    func `dozens of doubled keys are told, quoted and anchored ones too`() throws {
        let text = "\"web\": {}\n&x web: {}\n'web': {}\n" + String(repeating: "web: {}\n", count: 40)
        let lines = try Self.faults(Array(text.utf8), as: "mosaicd.yaml")
        #expect(lines.first == "conf/mosaicd.yaml:2:1: key `web` stands twice, first at 1:1; expected it once")
        #expect(lines.last == "conf/mosaicd.yaml: 22 more of duplicate_key, 42 in all")
    }

    @Test
    func `more doubled keys than are told apart end the file`() throws {
        let lines = try Self.faults(Array(String(repeating: "web: {}\n", count: 1000).utf8), as: "mosaicd.yaml")
        #expect(lines == ["conf/mosaicd.yaml:65:1: key `web` stands twice; expected it once"])
    }
}
