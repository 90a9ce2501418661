import CMalloc
import Evaluation
import Foundation
import Indicators
import Statistics

/// Measures the evaluation of a whole record, that of a small change, that of targets, and the memory of a snapshot.
///
///     EvaluationBenchmark SAMPLE.csv EXPOSITION
///
/// Prints one JSON object, the best of nine evaluations and the median of the changes in it. Writes the first series with what was
/// worked out of them for `evaluation_peer.py`, and an exposition for `exposition_peer.py`.
@main
struct EvaluationBenchmark {
    /// How many series the peer gets.
    static let sampleSize = 300
    /// How many series a small change is about.
    static let changeSize = 10

    static func main() throws {
        guard CommandLine.arguments.count == 3, let day = CalendarDate("2025-01-01") else {
            FileHandle.standardError.write(Data("usage: EvaluationBenchmark SAMPLE.csv EXPOSITION\n".utf8))
            exit(64)
        }
        let moment = EvaluationMoment(asOfYear: 2025, day: day, time: Timestamp(microseconds: 0))
        var source = SyntheticRecord()
        let evaluator = Evaluator(catalog: source.catalog)
        let before = allocatedBytes()
        var snapshot = evaluator.snapshot(of: (0..<SyntheticRecord.size).map { source.series($0) }, at: moment)
        // The other threads let go of the record as they end.
        Thread.sleep(forTimeInterval: 0.2)
        let memory = allocatedBytes() - before
        try sample(of: snapshot).write(toFile: CommandLine.arguments[1], atomically: true, encoding: .utf8)

        let record = snapshot.series.compactMap { $0.aggregate == nil ? $0.series : nil }
        var (whole, change): ([Double], [Double]) = ([], [])
        for round in 0..<9 {
            whole.append(seconds { snapshot = evaluator.snapshot(of: record, at: moment) })
            for _ in 0..<5 {
                let changed = (0..<changeSize).map { source.series($0 * SyntheticRecord.size / changeSize + round) }
                change.append(seconds { snapshot = snapshot.updated(with: changed, at: moment) })
            }
        }
        let targets = try targetSeconds(of: record, from: source, at: moment)
        let exposition = try ExpositionMeasured(of: record, by: evaluator, at: moment)
        try exposition.text.write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
        print(
            """
            {"series": \(SyntheticRecord.size), "aggregates": \(snapshot.series.count - SyntheticRecord.size), \
            "years": \(SyntheticRecord.years.count), "whole": \(whole.min() ?? .nan), "change": \(change.sorted()[change.count / 2]), \
            "memory": \(memory), "plain": \(targets[.plain] ?? .nan), \
            "milestones": \(targets[.milestones] ?? .nan), "references": \(targets[.references] ?? .nan), \
            "samples": \(exposition.samples), "plain_form": \(exposition.plain), "all_forms": \(exposition.all)}
            """)
    }

    /// How long it takes to evaluate a target for each series, by what they are.
    ///
    /// On another day every target is evaluated again, and no series. All are measured in turn, the best of nine.
    private static func targetSeconds(
        of record: [Series], from source: SyntheticRecord, at moment: EvaluationMoment
    ) throws -> [TargetsMeasured: Double] {
        var snapshots: [TargetsMeasured: Snapshot] = [:]
        for targets in TargetsMeasured.allCases {
            snapshots[targets] = Evaluator(catalog: try source.catalog(of: targets)).snapshot(of: record, at: moment)
        }
        var best: [TargetsMeasured: Double] = [:]
        for round in 1...9 {
            let day = CalendarDate(daysSince1970: moment.day.daysSince1970 + Int32(round))
            let next = EvaluationMoment(asOfYear: moment.asOfYear, day: day, time: moment.time)
            for targets in TargetsMeasured.allCases {
                guard let snapshot = snapshots[targets] else { continue }
                let taken = seconds { snapshots[targets] = snapshot.updated(with: [], at: next) }
                best[targets] = min(best[targets] ?? .infinity, taken)
            }
        }
        return best
    }

    /// A row a figure: series, year, value, and the series' Theil–Sen slope, p of Mann–Kendall and drift.
    private static func sample(of snapshot: Snapshot) -> String {
        var text = "series,year,value,theil_sen,least_squares,drift\n"
        for (number, evaluation) in snapshot.series.lazy.filter({ $0.aggregate == nil }).prefix(sampleSize).enumerated()
        {
            let trend = evaluation.trend
            let found = [trend.theilSen.slope, trend.leastSquares.slope, trend.forecast?.drift].map { "\($0 ?? .nan)" }
            for observation in evaluation.series.observations {
                text += "\(number),\(observation.period),\(observation.value ?? .nan),\(found.joined(separator: ","))\n"
            }
        }
        return text
    }

    private static func seconds(_ work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }

    /// Bytes that the process has allocated and not freed; what the allocator keeps for later does not count.
    private static func allocatedBytes() -> Int {
        let state = mallinfo2()
        return Int(state.uordblks + state.hblkhd)
    }
}
