internal import ArgumentParser
internal import Indicators
internal import Record

/// What `--allow` lets a backfill do.
enum Allowance: Hashable, Sendable {
    /// Record what a guard finds.
    case guarded(SeriesGuard)
    /// Take back figures that a deletion does not name one by one.
    case deleteAll

    /// The word for deletions.
    private static let deletion = "delete-all"

    /// The guard that is passed; nil: it is none.
    var passing: SeriesGuard? {
        if case .guarded(let found) = self { found } else { nil }
    }

    /// Reads an argument such as `unit_slip`.
    @Sendable static func argument(_ text: String) throws -> Allowance {
        if text == deletion { return .deleteAll }
        if let found = SeriesGuard(rawValue: text) { return .guarded(found) }
        let codes = SeriesGuard.allCases.map(\.rawValue) + [deletion]
        let question = NearestName.question(for: text, among: codes)
        throw ValidationError(
            "\"\(text)\" is nothing that can be allowed; \(question ?? "expected \(codes.joined(separator: ", "))")")
    }
}
