internal import Evaluation
internal import Formats
internal import Foundation
internal import Indicators
internal import Record
internal import Reports

extension GapsCommand {
    /// Shows the targets whose states have changed since a point in the record's time, and why.
    func show(
        changesSince since: RecordedPoint, regions: Set<Identifier<Region>>?, _ session: Session
    ) throws {
        let later = Viewpoint(asOf: source.view.asOf(in: session.timeZone), asOfYear: source.year.asOfYear?.year)
        let earlier = Viewpoint(
            asOf: AsOf(recorded: since.recordedBefore(in: session.timeZone), publishedBy: source.view.publishedBy),
            asOfYear: later.asOfYear)
        var search = try GapChangeSearch(
            in: session.openRecord(), evaluator: Evaluator(catalog: session.catalog), from: earlier, to: later,
            now: session.now, timeZone: session.timeZone)
        let changes = try search.changes().filter {
            (regions?.contains($0.target.region.id) ?? true) && $0.after == state ?? $0.after
        }.bindingFirst(\.target.target)
        guard !source.view.json else { return try session.console.write(.array(changes.map { JSONValue($0) })) }
        guard !rows.csv else { return try session.console.write(rows: changes.map { JSONValue($0) }, of: .gapChange) }
        var table = Table([
            Table.Column(name: "target"), Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
            Table.Column(name: "before", look: .state), Table.Column(name: "after", look: .state),
            Table.Column(name: "reason"),
            Table.Column(name: "because"),
        ])
        let wording = session.wording(source.view)
        for change in changes {
            let target = change.target
            table.add([
                target.target.id.rawValue, wording.text(target.region.name), String(target.target.terms.targetYear),
                change.before?.rawValue ?? "", change.after.rawValue, target.gap.reason?.rawValue ?? "",
                change.cause.words,
            ])
        }
        try session.console.write(table.bytes(for: session.console))
    }
}

extension GapChange.Cause {
    fileprivate var words: String {
        switch self {
        case .batch(let batch):
            "batch \(batch.id) (\(batch.whatWords), \(batch.recorded))"
        case .yearTurned(let old, let new): "the year turned: \(old) to \(new)"
        case .targetPublished(let date): "the target was published" + (date.map { " on \($0)" } ?? "")
        case .targetRevised(let date): "the target was revised" + (date.map { " on \($0)" } ?? "")
        }
    }
}

extension RecordedPoint {
    /// The point just before what is meant by "since": a date's start, else the point itself.
    fileprivate func recordedBefore(in timeZone: TimeZone) -> AsOf.Recorded {
        guard case .day(let day) = self else { return recorded(in: timeZone) }
        return .time(Timestamp(endOf: CalendarDate(daysSince1970: day.daysSince1970 - 1), in: timeZone))
    }
}
