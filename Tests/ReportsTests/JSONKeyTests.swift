import Evaluation
import Formats
import Foundation
import Indicators
import Record
import Reports
import Statistics
import Testing

@Suite
struct JSONKeyTests {
    /// The keys of a JSON value in their order, nested ones behind a dot.
    static func keys(_ value: JSONValue, below prefix: String = "") -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { [prefix + $0.key] + keys($0.value, below: prefix + $0.key + ".") }
        case .array(let values): values.first.map { keys($0, below: prefix) } ?? []
        default: []
        }
    }

    /// The keys of a golden case's `expect`, in the file's order.
    static func golden(_ file: String, id: String) throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden")
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(#"{"id":"\#(id)","#) })
        let start = try #require(line.range(of: #""expect":"#)).upperBound
        var reader = KeyReader(text: Array(line[start...].utf8))
        return reader.value(below: "")
    }

    static let values: [(year: Int, value: Double)] = (2010...2025).map { (year: Int) -> (year: Int, value: Double) in
        (year, Double(20 * (year - 2009) + 7 * year % 5))
    }

    static func observations() throws -> [Observation] {
        try values.map { year, value in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value))
        }
    }

    @Test
    func `a trend has the keys of the golden file, in their order, all but the answer to a question`() throws {
        let keys = Self.keys(JSONValue(Trend(of: try Self.observations())))
        let golden = try Self.golden("trends.json", id: "geometric")
        #expect(keys == golden.filter { !$0.hasPrefix("forecast.reach") })
        #expect(keys.contains("forecast.points.upper") && keys.contains("score.coverage"))
    }

    @Test
    func `a trend of nothing has every key of its own, null where undefined`() throws {
        #expect(Self.keys(JSONValue(Trend(of: []))) == (try Self.golden("trends.json", id: "empty")))
        var bytes: [UInt8] = []
        JSONValue(Trend(of: [])).append(to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == #"""
                {"n":0,"first_year":null,"latest_year":null,"latest":null,"previous_year":null,"change_abs":null,\#
                "change_ratio":null,"cagr":null,"theil_sen":{"slope":null,"lower":null,"upper":null,"interval":null},\#
                "mann_kendall":{"s":null,"var_s":null,"tau_b":null,"p":null},"least_squares":{"slope":null,\#
                "standard_error":null,"r2":null},"forecast":null,"score":null,"state":"insufficient_data"}
                """#)
    }

    @Test
    func `a gap has the keys of the golden files, in their order`() throws {
        let terms = try TargetTerms(kind: .atLeast, baseYear: 2015, targetYear: 2030, targetValue: 1000)
        let gap = TargetGap(of: terms, observations: try Self.observations(), asOfYear: 2025)
        let keys = Self.keys(JSONValue(gap))
        let level = try Self.golden("gaps.json", id: "on-track-linear")
        #expect(Array(keys.prefix(level.count)) == level)
        let milestones = try Self.golden("plans.json", id: "milestones-first-leg")
        #expect(Array(keys.prefix(milestones.count)) == milestones)
        let others = try ["relative-met", "peak_by-rising"].flatMap { try Self.golden("plans.json", id: $0) }
        #expect(Set(keys) == Set(milestones + others))
        #expect(Set(keys).count == keys.count)
    }

    @Test
    func `series and targets stand beside their names, in the indicator's unit`() throws {
        let snapshot = try Sample.snapshot()
        let series = JSONValue(TrendReport(try #require(snapshot.series.first)))
        let target = JSONValue(GapReport(try #require(snapshot.targets.first), in: snapshot))
        #expect(Self.keys(series).filter { !$0.contains(".") } == ["indicator", "region", "unit", "trend"])
        #expect(
            Self.keys(target).filter { !$0.contains(".") } == [
                "target", "indicator", "region", "kind", "target_year", "unit", "gap", "behind_since",
            ])
        var bytes: [UInt8] = []
        target.append(to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix(
                #"{"target":"t","indicator":"power","region":"CN","kind":"at_least","target_year":2030,"unit":"PFLOPS","gap":{"#
            ))
    }
}

/// Reads the keys of a JSON text in their order: a decoder would lose it.
private struct KeyReader {
    let text: [UInt8]
    var place = 0

    mutating func value(below prefix: String) -> [String] {
        switch text[place] {
        case UInt8(ascii: "{"): return elements(end: UInt8(ascii: "}"), below: prefix, isObject: true)
        case UInt8(ascii: "["): return elements(end: UInt8(ascii: "]"), below: prefix, isObject: false)
        case UInt8(ascii: "\""): _ = string()
        default: while !Array(",}]".utf8).contains(text[place]) { place += 1 }
        }
        return []
    }

    private mutating func elements(end: UInt8, below prefix: String, isObject: Bool) -> [String] {
        var keys: [String] = []
        place += 1
        while text[place] != end {
            if text[place] == UInt8(ascii: ",") { place += 1 }
            let key = isObject ? string() : ""
            if isObject { place += 1 }
            let nested = value(below: isObject ? prefix + key + "." : prefix)
            // The elements of an array have the same keys.
            keys += (isObject ? [prefix + key] : []) + nested.filter { !keys.contains($0) }
        }
        place += 1
        return keys
    }

    private mutating func string() -> String {
        place += 1
        let start = place
        while text[place] != UInt8(ascii: "\"") { place += text[place] == UInt8(ascii: "\\") ? 2 : 1 }
        place += 1
        return String(decoding: text[start..<place - 1], as: UTF8.self)
    }
}
