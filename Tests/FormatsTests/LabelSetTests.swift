import Formats
import MosaicTestKit
import Testing

@Suite
struct LabelSetTests {
    /// A gauge with `labels`, as the text format has it.
    static func line(_ labels: LabelSet, _ more: LabelSet = LabelSet()) -> String {
        var writer = MetricWriter(format: .text)
        writer.beginFamily("m", type: .gauge, help: "M.")
        writer.sample(1, labels: labels, more)
        return String(decoding: writer.finish(), as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
    }

    @Test
    func `labels keep their order`() {
        #expect(Self.line(["z": "1", "a": "2"]) == #"m{z="1",a="2"} 1"#)
        #expect(Self.line(["z": "1"], ["a": "2", "b": "3"]) == #"m{z="1",a="2",b="3"} 1"#)
        #expect(Self.line(LabelSet(), ["a": "2"]) == #"m{a="2"} 1"#)
    }

    @Test
    func `a label with an empty value is none`() {
        #expect(Self.line(["a": ""]) == "m 1")
        #expect(Self.line(["a": "", "b": "1", "c": ""]) == #"m{b="1"} 1"#)
        #expect((["a": ""] as LabelSet).isEmpty)
        #expect(["a": "", "b": "1"] as LabelSet == ["b": "1"])
    }

    @Test(arguments: [
        (#"a\b"#, #"a\\b"#), (#"say "x""#, #"say \"x\""#),
        ("a\nb", #"a\nb"#), ("a\r\nb", #"a \nb"#), ("内蒙古", "内蒙古"),
        ("a,b}{=", "a,b}{="), ("\t", "\t"),
    ])
    func `values are escaped and stay on their line`(value: String, written: String) {
        #expect(Self.line(["a": value]) == "m{a=\"\(written)\"} 1")
    }

    @Test(arguments: ["", "1a", "a-b", "a:b", "地区", "a b"])
    func `a label's name that is none traps`(name: String) async {
        await #expect(processExitsWith: .failure) { [name] in
            var labels = LabelSet()
            labels.append(name, "x")
        }
    }
}
