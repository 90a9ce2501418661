public import Indicators

/// A check of what a batch says beside the rest of its series; its raw value is the code that `--allow` names.
public enum SeriesGuard: String, Hashable, Sendable, CaseIterable {
    /// A value looks as if it were in another unit.
    case unitSlip = "unit_slip"
    /// A figure would become another by more than half of it.
    case revision
}

/// What a guard found in a row.
public struct GuardFinding: Hashable, Sendable {
    /// What is doubtful about the row.
    public enum Cause: Hashable, Sendable {
        /// The value is so many powers of ten too great beside each neighbour (too small where negative).
        case unitSlip(powersOfTen: Int, neighbours: [Neighbour])
        /// The figure that was in force before the batch.
        case revision(old: Double)
    }

    /// The nearest figure of the series before or after the row's year that is not 0.
    public struct Neighbour: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The value, in the indicator's unit.
        public let value: Double

        /// Makes a neighbour of its parts.
        public init(year: Int, value: Double) {
            self.year = year
            self.value = value
        }
    }

    /// What is doubtful.
    public let cause: Cause
    /// Indicator and region.
    public let series: SeriesKey
    /// The row's year.
    public let year: Int
    /// The row's value, in the indicator's unit.
    public let value: Double
    /// Where the row stands in the input.
    public let row: RowLocation

    /// Makes a finding of its parts.
    public init(_ cause: Cause, series: SeriesKey, year: Int, value: Double, row: RowLocation) {
        self.cause = cause
        self.series = series
        self.year = year
        self.value = value
        self.row = row
    }

    /// Which guard found it.
    public var found: SeriesGuard {
        switch cause {
        case .unitSlip: .unitSlip
        case .revision: .revision
        }
    }

    /// Whether it stops the batch unless it is allowed: a factor of 1000 and more, and every great revision.
    public var severity: Diagnostic.Severity {
        switch cause {
        case .unitSlip(let powersOfTen, _): abs(powersOfTen) >= 3 ? .error : .warning
        case .revision: .error
        }
    }
}

/// What the guards found in a batch: of each kind the first 20 rows, and how many there were.
public struct GuardFindings: Hashable, Sendable {
    /// Findings of one guard and severity.
    public struct Kind: Hashable, Sendable {
        /// Which guard.
        public let found: SeriesGuard
        /// Error or warning.
        public let severity: Diagnostic.Severity

        /// The kind of a finding.
        public init(_ finding: GuardFinding) {
            found = finding.found
            severity = finding.severity
        }
    }

    /// Those that are kept, as the rows stand in the input, of each kind the first ``Diagnostics/keptOfAKind``.
    public private(set) var kept: [GuardFinding] = []
    /// How many there were of each kind.
    public private(set) var totals: [Kind: Int] = [:]

    /// Makes an empty collection.
    public init() {}

    /// Counts a finding, and keeps it if it is among the first of its kind in the input. They may come in any order.
    public mutating func add(_ finding: GuardFinding) {
        let kind = Kind(finding)
        totals[kind, default: 0] += 1
        if totals[kind, default: 0] > Diagnostics.keptOfAKind {
            guard let last = kept.lastIndex(where: { Kind($0) == kind }), finding.precedes(kept[last]) else { return }
            kept.remove(at: last)
        }
        kept.insert(finding, at: kept.firstIndex { finding.precedes($0) } ?? kept.count)
    }

    /// Whether an error is among them that is not allowed.
    public func refuse(allowing allowed: Set<SeriesGuard>) -> Bool {
        totals.keys.contains { $0.severity == .error && !allowed.contains($0.found) }
    }
}

extension GuardFinding {
    fileprivate func precedes(_ other: GuardFinding) -> Bool {
        (row, year, found.rawValue) < (other.row, other.year, other.found.rawValue)
    }
}
