import Evaluation
import Exposition
import Formats
import Indicators
import MosaicTestKit
import Testing

@testable import Exposition

/// The blocks of a snapshot: what a change makes again, and that the bytes are those of a whole rendering.
@Suite
struct SnapshotBlocksTests {
    @Test(arguments: ExpositionForm.allCases, [8_000, 20])
    func `after each step of a random history the bytes are those of a whole rendering`(
        form: ExpositionForm, packSamples: Int
    ) throws {
        var random = SeededGenerator(seed: 20)
        let renderer = try Sample.renderer(Set(MetricGroup.allCases), packSamples: packSamples)
        var record = Dictionary(uniqueKeysWithValues: try Sample.record().map { ($0.key, $0) })
        let evaluator = Evaluator(catalog: try Sample.catalog())
        var snapshot = evaluator.snapshot(of: Array(record.values), at: try Sample.moment())
        var rendered = try renderer.render(snapshot, at: Self.start)
        #expect(try !rendered.bytes(form).parts.isEmpty)
        var kept = 0
        for step in 1...60 {
            let keys = record.keys.sorted()
            let key = random.pick(keys)
            let old = try #require(record[key])
            let changed = try Self.changed(old, using: &random)
            record[key] = changed
            snapshot = snapshot.updated(with: [changed], at: try Sample.moment(asOfYear: step % 20 == 0 ? 2024 : 2025))
            let next = try renderer.render(snapshot, after: rendered, at: Self.start)
            let made = try #require(next.made(form))
            let whole = try renderer.render(snapshot, at: Self.start)
            let content = try #require(try whole.bytes(form).content(form))
            #expect(made.content(form) == content)
            #expect(next.samples == whole.samples)
            kept += next.blocks?.changes.map { $0.isEmpty ? 0 : 1 } ?? 0
            rendered = next
        }
        #expect(kept > 20)
        let packs = try #require(rendered.made(form)).packs
        #expect((packs.count > 1) == (packSamples == 20 || !form.isGzipped))
    }

    @Test
    func `a change packs its indicator's member again, and takes over the others`() throws {
        let renderer = try Sample.renderer(packSamples: 20)
        let form = ExpositionForm(.text, gzipped: true)
        let snapshot = try Sample.snapshot()
        let first = try renderer.render(snapshot, at: Self.start)
        let old = try first.bytes(form)
        let series = try #require(try Sample.record().first { $0.key.indicator.rawValue == "area" })
        var random = SeededGenerator(seed: 1)
        let next = snapshot.updated(with: [try Self.changed(series, using: &random)], at: snapshot.moment)
        let new = try #require(try renderer.render(next, after: first, at: Self.start).made(form))
        let area = try #require(snapshot.catalog.position(of: series.key.indicator))
        #expect(new.packs == old.packs)
        let changed = old.packs.indices.filter { number in
            zip(old.families, new.families).contains { !$0.block(number).elementsEqual($1.block(number)) }
        }
        #expect(changed == old.packs.indices.filter { old.packs[$0].contains(area) })
    }

    @Test
    func `a change makes the blocks of its indicator again, and those alone`() throws {
        let renderer = try Sample.renderer()
        let snapshot = try Sample.snapshot()
        let first = try renderer.render(snapshot, at: Self.start)
        let series = try #require(try Sample.record().first { $0.key.indicator.rawValue == "area" })
        var random = SeededGenerator(seed: 1)
        let next = snapshot.updated(with: [try Self.changed(series, using: &random)], at: snapshot.moment)
        let area = try #require(snapshot.catalog.position(of: series.key.indicator))
        func changes(_ snapshot: Snapshot, by renderer: SnapshotRenderer) throws -> [Int]? {
            try #require(try renderer.render(snapshot, after: first, at: Self.start).blocks).changes
        }
        #expect(try changes(next, by: renderer) == [area])
        #expect(try changes(snapshot, by: renderer) == [])
        #expect(try changes(next, by: Sample.renderer([.trend])) == nil)
        #expect(try changes(Sample.snapshot(), by: renderer) == nil)
    }

    @Test
    func `a limit that is passed by a change leaves out what a whole rendering does`() throws {
        let snapshot = try Sample.snapshot(targets: false)
        let all = try Sample.renderer().render(snapshot).metrics
        let renderer = try Sample.renderer(limit: all.samples)
        let first = try renderer.render(snapshot, at: Self.start)
        #expect(first.samplesLeftOut == 0)
        #expect(!first.text.isEmpty)
        let series = try #require(try Sample.record().first)
        let grown = Series(
            key: SeriesKey(indicator: series.key.indicator, region: "CN-NM"),
            observations: series.observations)
        let next = snapshot.updated(with: [grown], at: snapshot.moment)
        let second = try renderer.render(next, after: first, at: Self.start)
        let whole = try renderer.render(next, at: Self.start)
        #expect(second.samplesLeftOut > 0)
        #expect(second.samplesLeftOut == whole.samplesLeftOut)
        #expect(second.text == whole.text)
    }

    @Test
    func `a form that nobody has asked for is not made, and is forgotten after an hour`() throws {
        let renderer = try Sample.renderer()
        let snapshot = try Sample.snapshot()
        let form = ExpositionForm(.openMetrics, gzipped: true)
        func made(_ rendered: RenderedSnapshot) -> [ExpositionForm] { rendered.sizes.map(\.form) }
        let first = try renderer.render(snapshot, at: Self.start)
        #expect(made(first) == [])
        #expect(first.made(form) == nil)
        let second = try renderer.render(snapshot, after: first, at: Self.start)
        #expect(made(second) == [form])
        let soon = Self.start.advanced(by: .seconds(3599))
        let third = try renderer.render(snapshot, after: second, at: soon)
        #expect(made(third) == [form])
        let late = Self.start.advanced(by: .seconds(3600))
        #expect(made(try renderer.render(snapshot, after: third, at: late)) == [])
        #expect(third.made(form) != nil)
        #expect(made(try renderer.render(snapshot, after: third, at: late)) == [form])
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `the gzip members hold the bytes, a member for some indicators`(format: ExpositionFormat) throws {
        let rendered = try Sample.renderer(packSamples: 20).render(Sample.snapshot()).metrics
        let plain = try rendered.bytes(ExpositionForm(format, gzipped: false))
        let packed = try rendered.bytes(ExpositionForm(format, gzipped: true))
        #expect(gunzip(packed.whole)?.flatMap(\.self) == plain.whole)
        for (family, other) in zip(packed.families, plain.families) {
            for (number, groups) in packed.packs.enumerated() {
                let members = try #require(gunzip(Array(family.block(number))))
                #expect(members.flatMap(\.self) == groups.flatMap { Array(other.block($0)) })
                #expect(members.count <= 1)
            }
        }
        #expect(rendered.text != rendered.openMetrics)
    }

    @Test(arguments: [1, 2, 5])
    func `the number of threads changes no byte`(threads: Int) throws {
        let snapshot = try Sample.snapshotOfAll()
        let renderer = SnapshotRenderer(
            groups: Set(MetricGroup.allCases), samplesLimit: 100_000, timeZone: try Sample.renderer().calendar.timeZone,
            threads: threads)
        let one = try Sample.renderer(Set(MetricGroup.allCases)).render(snapshot).metrics
        #expect(try renderer.render(snapshot).metrics.text == one.text)
    }

    static let start = Timestamp(microseconds: 1_767_139_200_000_000)

    /// A series with one figure changed.
    static func changed(_ series: Series, using random: inout SeededGenerator) throws -> Series {
        var observations = series.observations
        let index = random.number(0...observations.count - 1)
        let old = observations[index]
        let value = Double(random.number(1...99))
        observations[index] = try #require(Observation(period: old.period, value: value, status: old.status))
        return Series(key: series.key, observations: observations)
    }
}
