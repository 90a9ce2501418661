import Evaluation
import Formats
import Indicators
import Testing

@testable import Exposition

@Suite
struct MetricFamilyTests {
    @Test
    func `every family that is written is in the table, and every one in the table is written, in its order`() throws {
        let snapshot = try Sample.renderer(Set(MetricGroup.allCases)).render(Sample.snapshotOfAll()).metrics
        #expect(!snapshot.openMetrics.isEmpty)
        let service = try Sample.service().render(beside: snapshot)
        let requests = HTTPRequestMetrics()
        requests.record(route: "/metrics", status: 200, seconds: 0.001)
        requests.noteConfiguration(readAt: Timestamp(microseconds: 1), certificateEnd: Timestamp(microseconds: 2))
        let process = ProcessMetrics(startTime: 1).render(requests, beside: snapshot, as: .openMetrics)
        let families =
            Exposed(snapshot.openMetrics).families + Exposed(service.openMetrics).families + Exposed(process).families
        #expect(families == MetricFamily.all.map(\.name))
    }

    @Test
    func `no family stands twice`() {
        #expect(Set(MetricFamily.all.map(\.name)).count == MetricFamily.all.count)
        #expect(Set(MetricFamily.all.map(\.sampleName)).count == MetricFamily.all.count)
    }

    @Test(arguments: MetricFamily.all)
    func `names follow Prometheus's rules`(family: MetricFamily) {
        let words = family.name.split(separator: "_", omittingEmptySubsequences: false)
        let letters = Set("abcdefghijklmnopqrstuvwxyz_")
        #expect(family.name.allSatisfy(letters.contains))
        #expect(words.count >= 2 && words.allSatisfy { !$0.isEmpty })
        #expect(family.name.hasPrefix("mosaic_") || family.name.hasPrefix("process_"))
        // What types, units and samples are called has no place elsewhere in a name.
        let reserved: Set = [
            "total", "info", "bucket", "count", "sum", "created", "gauge", "counter", "histogram", "summary",
        ]
        #expect(words.allSatisfy { !reserved.contains(String($0)) })
        let otherUnits: Set = [
            "milliseconds", "microseconds", "minutes", "hours", "days", "ms", "percent", "kilobytes", "megabytes", "kb",
            "mb",
            "percentage",
        ]
        #expect(words.allSatisfy { !otherUnits.contains(String($0)) })
        #expect(family.sampleName.hasSuffix("_total") == (family.type == .counter))
        #expect(family.sampleName.hasSuffix("_info") == (family.type == .info))
        if family.name.contains("timestamp") { #expect(family.name.hasSuffix("_timestamp_seconds")) }
        if let unit = family.unit { #expect(family.name.hasSuffix("_" + unit)) }
    }

    @Test(arguments: MetricFamily.all)
    func `labels have names of their own, and none that Prometheus sets itself`(family: MetricFamily) {
        #expect(Set(family.labels).count == family.labels.count)
        let theirs: Set = ["job", "instance", "le", "quantile", "__name__"]
        #expect(family.labels.allSatisfy { !theirs.contains($0) && !$0.isEmpty })
    }

    @Test(arguments: MetricFamily.all)
    func `every family says what it is, in a sentence`(family: MetricFamily) {
        #expect(family.help.hasSuffix("."))
        #expect(family.help.first?.isLowercase == false)
        #expect(!family.help.contains("\n"))
    }

    @Test
    func `samples have the labels that the table says, in its order`() throws {
        let snapshot = try Sample.renderer(Set(MetricGroup.allCases)).render(Sample.snapshotOfAll()).metrics
        let service = try Sample.service().render(beside: snapshot)
        for family in MetricFamily.all {
            let samples = snapshot.exposed.samples(family.sampleName) + service.exposed.samples(family.sampleName)
            for sample in samples {
                let names = sample.labels.matches(of: /([a-z_]+)="/).map { String($0.1) }
                // A label without a value is left out.
                #expect(family.labels.filter(names.contains) == names)
                #expect(family.type == .info || names == family.labels)
            }
        }
    }
}
