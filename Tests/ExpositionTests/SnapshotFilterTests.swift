import Evaluation
import Formats
import Indicators
import MosaicTestKit
import NIOCore
import Testing

@testable import Exposition

/// A part of an exposition is what a filter would leave of all its lines, however it is made.
@Suite
struct SnapshotFilterTests {
    /// Whether a family is of a group, by its name alone.
    private static func isOf(_ groups: Set<CollectedGroup>, _ name: Substring) -> Bool {
        let group: CollectedGroup =
            switch name {
            case "mosaic_indicator_info", "mosaic_region_info", "mosaic_indicator", "mosaic_region": .info
            default:
                CollectedGroup(rawValue: name.split(separator: "_").dropFirst().first.map(String.init) ?? "")
                    ?? .service
            }
        return groups.contains(group)
    }

    /// The samples that a filter leaves.
    private static func left(_ lines: [Substring], by filter: ExpositionFilter) -> [Substring] {
        func isLeft<Thing>(_ label: String, _ wanted: Set<Identifier<Thing>>?, _ line: Substring) -> Bool {
            guard let wanted, line.contains("\(label)=\"") else { return true }
            return wanted.contains { line.contains("\(label)=\"\($0)\"") }
        }
        return lines.filter { line in
            let name = line.prefix { $0 != "{" }
            return filter.groups.map { isOf($0, name) } ?? true && isLeft("indicator", filter.indicators, line)
                && isLeft("region", filter.regions, line)
        }
    }

    /// Samples alone: what stands before them is held by other tests.
    private static func samples(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    private static func whole(_ parts: [ByteBuffer], _ form: ExpositionForm) throws -> [UInt8] {
        let bytes = parts.flatMap { Array($0.readableBytesView) }
        return form.isGzipped ? try #require(gunzip(bytes)).flatMap(\.self) : bytes
    }

    @Test(arguments: ExpositionForm.allCases)
    func `a part has the samples of all that a filter leaves, in their order, each family with its head`(
        form: ExpositionForm
    ) throws {
        let snapshot = try Sample.snapshotOfAll()
        let renderer = try Sample.renderer(Set(MetricGroup.allCases))
        let (fresh, made) = (try renderer.render(snapshot).metrics, try renderer.render(snapshot).metrics)
        let all = try Self.whole(try made.bytes(form).parts, form)
        let lines = Self.samples(all)
        var random = SeededGenerator(seed: 18)
        var sizes: Set<Int> = []
        for _ in 0..<200 {
            var filter = ExpositionFilter()
            if random.number(0...1) == 1 {
                filter.groups = Set(CollectedGroup.allCases.filter { _ in random.number(0...2) == 0 })
            }
            if random.number(0...1) == 1 {
                filter.indicators = Set(Sample.indicators.map(\.id).filter { _ in random.number(0...1) == 0 })
            }
            if random.number(0...1) == 1 {
                filter.regions = Set(snapshot.catalog.regions.map(\.id).filter { _ in random.number(0...1) == 0 })
            }
            let expected = Self.left(lines, by: filter)
            let bytes = try Self.whole(try made.bytes(form, of: filter), form)
            #expect(Self.samples(bytes) == expected)
            // Where the form is not made the part is written by itself, and leaves the form as it is.
            #expect(try Self.whole(try fresh.bytes(form, of: filter), form) == bytes)
            #expect(fresh.bytesAtHand(form) == nil)
            // Each head is of a family that has samples, and stands before them.
            let text = String(decoding: bytes, as: UTF8.self)
            let heads = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.count
            #expect(heads == Set(expected.map { $0.prefix { $0 != "{" } }).count)
            sizes.insert(expected.count)
        }
        #expect(sizes.count > 20)
        #expect(try Self.whole(try made.bytes(form, of: ExpositionFilter()), form) == all)
    }

    @Test(arguments: MetricGroup.allCases)
    func `the groups that can be asked for are those of which something is served`(group: MetricGroup) throws {
        let rendered = try Sample.renderer([group]).render(Sample.snapshotOfAll()).metrics
        let served = CollectedGroup.allCases.filter { one in
            var filter = ExpositionFilter()
            filter.groups = [one]
            return (try? rendered.bytes(ExpositionForm(.text, gzipped: false), of: filter))?.isEmpty == false
        }
        #expect(rendered.collected == served + [.service])
    }

    @Test func `what is left out for the limit is in no part`() throws {
        let snapshot = try Sample.snapshot(targets: false)
        let rendered = try Sample.renderer(limit: 1).render(snapshot).metrics
        var filter = ExpositionFilter()
        filter.indicators = ["area"]
        filter.groups = [.indicator]
        #expect(try rendered.bytes(ExpositionForm(.text, gzipped: false), of: filter) == [])
    }
}
