import Formats
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

/// Files of every form, changed at random by seed: each is read or refused as promised, and no reader ever stops.
@Suite
struct FuzzTests {
    /// What is changed: each form's files, and those that are packed.
    private static let targets = ObservationForm.table.map(\.name) + ["workbook", "gzip"]
    private static let seeds: [UInt64] = [1, 2, 3, 4]
    private static let corpus = Result { try Corpus.load() }

    /// How many inputs are read in all; in a debug build, which is slow, fewer.
    private static var inputs: Int {
        #if DEBUG
        2_000
        #else
        100_000
        #endif
    }

    @Test(arguments: targets, seeds)
    func `what is changed at random is read or refused, whatever it is`(target: String, seed: UInt64) throws {
        let corpus = try Self.corpus.get()
        let all = corpus.seeds.values.flatMap { $0 }
        let own = target == "gzip" ? all : try #require(corpus.seeds[target], "\(target) has no case")
        let promises = Promises(catalog: corpus.catalog)
        var mutator = Mutator(random: SeededGenerator(seed: seed))
        let count = (Self.inputs + Self.targets.count * Self.seeds.count - 1) / (Self.targets.count * Self.seeds.count)
        for round in 0..<count {
            let (first, other) = (mutator.random.pick(own), mutator.random.pick(all))
            let bytes =
                switch target {
                case "workbook": try mutator.changeWorkbook(first.bytes, other: other.bytes)
                case "gzip": try mutator.pack(first.bytes, other: other.bytes)
                default: mutator.change(first.bytes, other: other.bytes)
                }
            var options = first.options
            // Every other input is read as the form that it is of, however little it looks like it.
            if round.isMultiple(of: 2), ObservationForm.table.contains(where: { $0.name == target }) {
                options.format = target
            }
            let checks: [Promises.Check] = [[.cutting], [.readingAgain], []][round % 3]
            let broken = try promises.broken(by: bytes, options, checks)
            guard broken.isEmpty else {
                let place = FileManager.default.temporaryDirectory
                    .appending(path: "mosaic-fuzz-\(target)-\(seed)-\(round)-\(first.name)")
                try Data(bytes).write(to: place)
                Issue.record("\(broken.joined(separator: "; ")): of \(first.name), kept as \(place.path)")
                return
            }
        }
    }

    @Test
    func `what a reader once did wrong it does no more`() throws {
        let corpus = try Self.corpus.get()
        let promises = Promises(catalog: corpus.catalog)
        for seed in corpus.found {
            let broken = try promises.broken(by: seed.bytes, seed.options)
            #expect(broken == [], "\(seed.name)")
        }
    }

    @Test
    func `each target begins with files that are read`() throws {
        let corpus = try Self.corpus.get()
        for target in Self.targets {
            let isRead = try (corpus.seeds[target] ?? []).contains { seed in
                let file = try ObservationReader().read(
                    from: MemorySource(seed.bytes), catalog: corpus.catalog, options: seed.options)
                return !file.diagnostics.hasErrors && file.statements.count > 0
            }
            #expect(isRead, "\(target)")
        }
    }
}
