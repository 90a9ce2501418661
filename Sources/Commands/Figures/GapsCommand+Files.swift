internal import ArgumentParser
internal import Config
internal import Foundation
internal import Indicators
internal import Reports

extension GapsCommand {
    /// Makes sure that `--from` and `--targets` stand together, without options about a record.
    func validateFiles() throws {
        guard source.from != nil || targets != nil else { return }
        guard source.from != nil else { throw ValidationError("--targets stands beside --from, the file of series") }
        guard targets != nil else { throw ValidationError("--from needs --targets, the file of targets") }
        guard region == nil, level.level == nil, explain == nil, since == nil else {
            throw ValidationError("--from is about its file alone; leave out --region, --level, --explain and --since")
        }
    }

    /// Shows the gaps of a file's series to another file's targets, in the order of the targets.
    /// Of one id it is the target in force today. The year that counts as now is the clock's unless it is said.
    func showGaps(of file: String, targets path: String, in world: World) throws(CommandFailure) {
        let today = world.now.day(in: Settings.defaultTimeZone)
        let (series, read) = try FileSeries.read(file, source.reading, targets: path, in: world)
        let observations = Dictionary(
            series.map { ($0.key, $0.observations) }, uniquingKeysWith: { first, _ in first })
        let inForce = Catalog(regions: [], indicators: [], targetRows: read.rows).targets(inForceOn: today)
        for id in Set(read.rows.map(\.id)).subtracting(inForce.map(\.id)).sorted() {
            world.console.tell("\(path): warning: target \(id) is published after today, \(today), and left out")
        }
        let asOfYear = source.year.asOfYear?.year ?? today.parts.year
        let shown = inForce.compactMap { target in
            read.units[target.series.indicator].map { unit in
                GapReport(
                    target: target, unit: unit, observations: observations[target.series] ?? [],
                    reference: target.terms.reference.flatMap { observations[$0.series] } ?? [], asOfYear: asOfYear)
            }
        }
        try write(shown, to: world.console, source.view.wording(in: world)) { target in
            (observations[target.series] ?? []).filter { $0.period.year <= asOfYear }
        }
    }
}
