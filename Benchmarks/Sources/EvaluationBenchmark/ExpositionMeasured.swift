import Evaluation
import Exposition
import Formats
import Foundation
import Indicators
import NIOCore

/// How long the bytes take to be made that a scrape gets.
struct ExpositionMeasured {
    /// How many series have some 31,000 samples.
    private static let size = 1_300

    /// How many samples there are.
    let samples: Int
    /// Seconds for one plain form, the best of nine.
    private(set) var plain = Double.infinity
    /// Seconds for all four forms, the best of nine.
    private(set) var all = Double.infinity
    /// The plain form.
    let text: Data

    init(of record: [Series], by evaluator: Evaluator, at moment: EvaluationMoment) throws {
        let snapshot = evaluator.snapshot(of: Array(record.prefix(Self.size)), at: moment)
        let renderer = SnapshotRenderer(
            groups: [.indicator, .trend, .target], samplesLimit: .max, timeZone: TimeZone(secondsFromGMT: 0) ?? .current
        )
        let form = ExpositionForm(.text, gzipped: false)
        let rendered = try renderer.render(snapshot, at: moment.time)
        samples = rendered.samples
        text = try rendered.bytes(form).parts.reduce(into: Data()) { $0.append(contentsOf: $1.readableBytesView) }
        for _ in 0..<9 {
            let begin = ContinuousClock.now
            let rendered = try renderer.render(snapshot, at: moment.time)
            _ = try rendered.bytes(form)
            plain = min(plain, (ContinuousClock.now - begin) / .seconds(1))
            for form in ExpositionForm.allCases { _ = try rendered.bytes(form) }
            all = min(all, (ContinuousClock.now - begin) / .seconds(1))
        }
    }
}
