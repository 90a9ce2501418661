import FoundationEssentials
import Logging
import Testing

@testable import Systemd

@Suite
struct LogLineTests {
    private let time = Date(timeIntervalSince1970: 1_772_352_000)

    @Test
    func `a line has time, level, message, and values in the order of their keys`() {
        let line = LogLine(
            style: .plain, level: .warning, message: "batch recorded", metadata: ["rows": "12", "batch": "7"])
        #expect(line.text(at: time) == "2026-03-01T08:00:00Z warning batch recorded batch=7 rows=12\n")
    }

    @Test(arguments: [
        (Logger.Level.trace, "<7>"), (.debug, "<7>"), (.info, "<6>"), (.notice, "<5>"), (.warning, "<4>"),
        (.error, "<3>"), (.critical, "<2>"),
    ])
    func `a line that goes to the journal begins with the journal's priority instead`(
        level: Logger.Level, prefix: String
    ) {
        let line = LogLine(style: .journal, level: level, message: "done", metadata: ["rows": "12"])
        #expect(line.text(at: time) == "\(prefix)done rows=12\n")
    }

    @Test(
        arguments: [
            ("two words", #""two words""#), ("", #""""#), ("a=b", #""a=b""#), ("say \"x\"", #""say \"x\"""#),
            (#"C:\"#, #""C:\\""#), ("省", "省"), ("plain", "plain"),
        ])
    func `a line quotes a value that would not end at a space`(value: String, expected: String) {
        let line = LogLine(style: .journal, level: .info, message: "m", metadata: ["k": "\(value)"])
        #expect(line.text(at: time) == "<6>m k=\(expected)\n")
    }

    @Test(arguments: ["a\nb", "a\r\nb", "<0>a\n<0>b", "a\u{0}b", "a\u{85}b", "\u{1b}[31mred", "a\u{2028}b"])
    func `an entry stays one line whatever is in it`(text: String) {
        let line = LogLine(style: .journal, level: .info, message: text, metadata: ["k\n": "\(text)"])
        let written = line.text(at: time)
        #expect(written.hasPrefix("<6>"))
        #expect(written.utf8.filter { $0 < 0x20 } == [0x0A])
        #expect(written.last == "\n")
    }

    @Test
    func `a line shows control characters by name or number`() {
        let line = LogLine(style: .journal, level: .info, message: "a\n\tb\u{1b}", metadata: [:])
        #expect(line.text(at: time) == #"<6>a\n\tb\u{1b}"# + "\n")
    }

    @Test
    func `a line of JSON is an object of strings, whose time, level and message no value takes`() {
        let line = LogLine(
            style: .json, level: .warning, message: "a \"b\"\n", metadata: ["batch": "7", "level": "x", "path": "/a"])
        #expect(
            line.text(at: time)
                == #"{"batch":"7","level":"warning","message":"a \"b\"\n","path":"/a","time":"2026-03-01T08:00:00Z"}"#
                + "\n")
    }
}
