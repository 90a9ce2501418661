public import Indicators
public import Record

extension Diagnostic {
    /// What a guard found, as a fault of its file. If it is allowed, it is a warning.
    ///
    /// - Parameters:
    ///   - file: the file as its user named it.
    ///   - location: where the value stands and how it is written; nil if only its row is known.
    ///   - unit: the indicator's unit.
    ///   - known: the units that are understood.
    public init(
        _ finding: GuardFinding, file: String, location: ValueLocation?, unit: UnitOfMeasure?,
        known: KnownUnits = .builtIn, isAllowed: Bool
    ) {
        let severity = isAllowed ? .warning : finding.severity
        let written = location.map { "\($0.value) \($0.unit)" } ?? finding.value.words(in: unit)
        let key = "\(finding.series.indicator) \(finding.series.region) \(finding.year)"
        var expected: String?
        let message: String
        switch finding.cause {
        case .unitSlip(let power, let neighbours):
            let factor = "1" + String(repeating: "0", count: abs(power))
            let others = neighbours.map { "\($0.value.words(in: unit)) in \($0.year)" }.joined(separator: " and ")
            message = "\(key): \(written) is about \(power > 0 ? "\(factor) times" : "1/\(factor) of") \(others)"
            let stated = location.flatMap { UnitOfMeasure(known: $0.unit, in: known) } ?? unit
            expected =
                stated.flatMap { known.unit($0, timesTenTo: -power) }
                .map { "looks like \($0.words(spelledLike: location?.unit ?? "", in: known))" }
                ?? "look at its unit"
        case .revision(let old):
            message = "\(key): \(written) in place of \(old.words(in: unit)) is a revision by more than half"
        }
        if severity == .error {
            expected = (expected.map { $0 + "; " } ?? "") + "if it is right, give --allow \(finding.found.rawValue)"
        }
        self.init(
            Code(rawValue: finding.found.rawValue), severity: severity, file: file,
            line: location?.line ?? Int(finding.row.line),
            column: location?.column ?? 1, message: message, value: location?.value, expected: expected)
    }
}

extension Diagnostics {
    /// Adds what guards found: the kept findings as diagnostics, the others as counts.
    ///
    /// - Parameter diagnostic: makes one of a finding.
    public mutating func add(
        _ findings: GuardFindings, allowing allowed: Set<SeriesGuard>,
        _ diagnostic: (GuardFinding, _ isAllowed: Bool) -> Diagnostic
    ) {
        var rest = findings.totals
        for finding in findings.kept {
            add(diagnostic(finding, allowed.contains(finding.found)))
            rest[GuardFindings.Kind(finding), default: 0] -= 1
        }
        for (kind, count) in rest where count > 0 {
            let severity = allowed.contains(kind.found) ? .warning : kind.severity
            self.count(Diagnostic.Code(rawValue: kind.found.rawValue), severity, times: count)
        }
    }
}

extension Double {
    /// The number and its unit.
    fileprivate func words(in unit: UnitOfMeasure?) -> String {
        words() + (unit.map { " \($0.symbol)" } ?? "")
    }
}
