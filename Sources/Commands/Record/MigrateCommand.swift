internal import ArgumentParser
internal import Crypto
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic migrate`: a record in another place, between file and server either way.
struct MigrateCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Carry a record into another place, from a file to a server or back.",
        discussion: """
            Batch by batch as they stand: numbers, times, who, what is void, repeats and retractions. Each batch is there whole or \
            not at all; a migration that was broken off goes on where it was when it is started again. In the end each batch \
            of both is compared by its checksum, and both by all that they export.

            The other place has to be empty or to hold an earlier state of the same record. What is recorded meanwhile is \
            carried by another migration; nothing but a migration may record there before.
            """)

    @Argument(help: "The record, a path or postgresql://….", completion: .file())
    var from: String

    @Argument(help: "Where it is carried to, a path or postgresql://….", completion: .file())
    var to: String

    mutating func run(in world: World) throws {
        let keeper = world.keeper
        try keeper.becomeOwner(ofRecordAt: from)
        let source = try keeper.openPortable(from, for: .reading)
        try keeper.becomeOwner(ofRecordAt: to)
        let target = try keeper.openPortable(to, for: .creating)
        let progress = ProgressLine(console: world.console)
        defer { progress.end() }
        let move = try RecordMove(from: source, to: target)
        let outcome = try move.run { progress.show($0.words) }
        progress.show("comparing what both export…")
        let digests = try [move.source, target.view()].map { try Self.export(of: $0, upTo: outcome.batches) }
        guard digests[0] == digests[1] else {
            throw RecordFailure.damaged(place: target.place, why: "it exports other bytes than \(source.place)")
        }
        progress.end()
        try world.console.write(
            line: "\(keeper.shown(to)): \(outcome.batches.counted("batch", "batches")), \(outcome.carried) carried; "
                + "the same in both, SHA-256 of the export \(digests[0])")
        if try source.state() != move.source.state {
            world.console.tell(
                "mosaic: \(keeper.shown(from)) has more batches by now; migrate again to carry them too")
        }
    }

    /// SHA-256 of every statement that stands just after a batch, as `mosaic export --vintages` writes them.
    private static func export(of view: any RecordView, upTo batch: Int) throws -> String {
        let units = try view.units().mapValues { UnitOfMeasure(standingAlone: $0) }
        var (csv, digest, bytes) = (StatementCSV(), SHA256(), [UInt8]())
        csv.appendHeader(to: &bytes)
        if batch > 0 {
            try view.statements(SeriesSelection(), asOf: AsOf(recorded: .batch(batch))) { statements in
                for statement in statements {
                    let unit = units[statement.series.indicator] ?? UnitOfMeasure(standingAlone: "")
                    csv.append(statement, unit: unit, to: &bytes)
                }
                digest.update(data: bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        digest.update(data: bytes)
        return Array(digest.finalize()).hexadecimal
    }
}

extension RecordMove.Step {
    fileprivate var words: String {
        switch self {
        case .carrying(let batch, let count, let series):
            "batch \(batch) of \(count): \(series.counted("series", "series"))"
        case .comparing(let batch, let count): "comparing batch \(batch) of \(count)"
        }
    }
}
