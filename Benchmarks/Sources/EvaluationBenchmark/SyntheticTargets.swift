import Indicators
import Statistics

/// What the targets of a synthetic catalog are, one for each series.
enum TargetsMeasured: CaseIterable {
    case plain, milestones, references
}

extension SyntheticRecord {
    /// The same catalog with a target for each series.
    func catalog(of targets: TargetsMeasured) throws -> Catalog {
        let rows = try keys.enumerated().map { number, key in
            Target(id: Identifier("target_\(number)"), series: key, terms: try terms(of: targets, key, number))
        }
        return Catalog(regions: catalog.regions, indicators: catalog.indicators, targetRows: rows)
    }

    /// Every second path is geometric; every second reference counts in every year, and all are the nation's sums.
    private func terms(of targets: TargetsMeasured, _ key: SeriesKey, _ number: Int) throws -> TargetTerms {
        let isEven = number.isMultiple(of: 2)
        switch targets {
        case .plain, .milestones:
            let way = [(2018, 250.0), (2022, 330), (2026, 440)].map { Milestone(year: $0, value: $1) }
            return try TargetTerms(
                kind: .atLeast, path: isEven ? .linear : .geometric, baseYear: 2014, targetYear: 2029, targetValue: 500,
                milestones: targets == .milestones ? way : [])
        case .references:
            return try TargetTerms(
                kind: .relative, baseYear: 2014, targetYear: 2029,
                reference: TargetReference(
                    of: key, indicator: nil, region: "CN", factor: 0.04, mode: isEven ? .finalYear : .everyYear))
        }
    }
}
