import Formats
import Foundation
import Indicators
import NIOCore
import Testing

@testable import Exposition

/// What both formats forbid or want of every line, held against all that the service serves.
@Suite
struct FormatRulesTests {
    /// A whole exposition: snapshot, service and process, requests too.
    private static func exposition(_ format: ExpositionFormat) throws -> [Substring] {
        let snapshot = try Sample.renderer(Set(MetricGroup.allCases)).render(Sample.snapshotOfAll()).metrics
        let form = ExpositionForm(format, gzipped: false)
        let requests = HTTPRequestMetrics()
        requests.record(route: "/metrics", status: 200, seconds: 0.002)
        var bytes = try snapshot.bytes(form).parts.flatMap { Array($0.readableBytesView) }
        bytes += Array(try Sample.service().render(beside: snapshot).buffer(form).readableBytesView)
        bytes += ProcessMetrics(startTime: 0).render(requests, beside: snapshot, as: format)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasSuffix("\n"))
        return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The samples' name without what a histogram adds.
    private static func family(_ line: Substring) -> String {
        var name = String(line.prefix { $0 != "{" && $0 != " " })
        for suffix in ["_bucket", "_sum", "_count"]
        where name == "mosaic_http_request_duration_seconds\(suffix)" { name.removeLast(suffix.count) }
        return name
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `no line is blank, none has a carriage return, and comments are heads and the end alone`(
        format: ExpositionFormat
    ) throws {
        let lines = try Self.exposition(format)
        let kinds = format == .text ? ["# HELP ", "# TYPE "] : ["# HELP ", "# TYPE ", "# UNIT "]
        for line in lines {
            #expect(!line.isEmpty && !line.utf8.contains(13))
            guard line.hasPrefix("#"), line != "# EOF" else { continue }
            #expect(kinds.contains(where: line.hasPrefix), "\(line)")
        }
        #expect(lines.count { $0 == "# EOF" } == (format == .text ? 0 : 1))
        #expect((lines.last == "# EOF") == (format == .openMetrics))
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `families are contiguous, and each has its heads before it in the format's order`(
        format: ExpositionFormat
    ) throws {
        var seen: Set<String> = []
        var heads: [Substring] = []
        var current = ""
        for line in try Self.exposition(format) where line != "# EOF" {
            if line.hasPrefix("#") {
                heads.append(line)
                continue
            }
            let name = Self.family(line)
            if name != current {
                #expect(seen.insert(name).inserted, "\(name) comes twice")
                current = name
                let kinds = heads.map { String($0.split(separator: " ")[1]) }
                #expect(
                    kinds
                        == (format == .text
                            ? ["HELP", "TYPE"] : kinds.contains("UNIT") ? ["TYPE", "UNIT", "HELP"] : ["TYPE", "HELP"]))
                let named = Set(heads.map { String($0.split(separator: " ")[2]) })
                let expected =
                    format == .text
                    ? name
                    : ["_total", "_info"].first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
                #expect(named == [expected], "\(heads)")
                heads = []
            }
            #expect(heads.isEmpty, "heads within a family: \(line)")
        }
        #expect(heads.isEmpty && seen.count > 60)
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `types are those that parsers take: no state set, no created time, units where the name ends with them`(
        format: ExpositionFormat
    ) throws {
        let lines = try Self.exposition(format)
        let types = lines.filter { $0.hasPrefix("# TYPE ") }.map {
            $0.split(separator: " ").dropFirst(2).map(String.init)
        }
        let known = format == .text ? ["gauge", "counter", "histogram"] : ["gauge", "counter", "histogram", "info"]
        for type in types {
            #expect(known.contains(type[1]), "\(type)")
            // In text an info is a gauge of the sample's own name, and a counter has its suffix.
            #expect(type[0].hasSuffix("_total") == (format == .text && type[1] == "counter"), "\(type)")
            #expect(!type[0].hasSuffix("_created"), "\(type)")
            if format == .openMetrics { #expect(!type[0].hasSuffix("_info"), "\(type)") }
        }
        #expect(types.contains { $0[0].hasSuffix("_info") } == (format == .text))
        let infos = Set(types.filter { $0[1] == "info" }.map { $0[0] })
        for unit in lines.filter({ $0.hasPrefix("# UNIT ") }).map({ $0.split(separator: " ").map(String.init) }) {
            #expect(unit[2].hasSuffix("_\(unit[3])") && !infos.contains(unit[2]), "\(unit)")
        }
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `no label is empty, and bounds of buckets are written as floating-point numbers`(
        format: ExpositionFormat
    ) throws {
        let samples = try Self.exposition(format).filter { !$0.hasPrefix("#") }
        #expect(samples.allSatisfy { !$0.contains("=\"\"") })
        let bounds = samples.compactMap { $0.firstMatch(of: /[{,]le="([^"]+)"/)?.1 }
        #expect(bounds.count == HTTPRequestMetrics.bounds.count + 1)
        #expect(bounds.contains("1.0") && bounds.last == "+Inf")
        #expect(bounds.allSatisfy { $0.contains(".") || $0 == "+Inf" })
    }
}
