public import Evaluation
public import Formats
public import Indicators

/// A target and its gap, of the record or of a file without a catalog.
public struct GapReport: Sendable {
    /// The target.
    public let target: Target
    /// The indicator's title; of a file its id.
    public let indicator: MultilingualText
    /// The region's name; of a file its id.
    public let region: MultilingualText
    /// The unit of the gap's values.
    public let unit: UnitOfMeasure
    /// The gap.
    public let gap: TargetGap
    private let observations: [Observation]
    private let reference: [Observation]
    private let asOfYear: Int

    /// Which figure would make the target assessable; nil where it is, where it has an outlook, and where none would.
    ///
    /// It is looked for each time: most readers of many targets do not ask.
    public var need: BilingualText? {
        GapNeed(of: target, gap: gap, observations: observations, reference: reference, asOfYear: asOfYear).sentence
    }

    /// In which years it has been behind; nil where it is not. It is looked for each time, year by year.
    public var shortfall: Shortfall? {
        Shortfall(of: target.terms, gap: gap, observations: observations, reference: reference)
    }

    /// Reports on a target of a snapshot.
    public init(_ evaluation: TargetEvaluation, in snapshot: Snapshot) {
        target = evaluation.target
        indicator = evaluation.indicator.title
        region = evaluation.region.name
        unit = evaluation.indicator.unit
        gap = evaluation.gap
        observations = snapshot.series(of: target.series)?.series.observations ?? []
        reference = target.terms.reference.flatMap { snapshot.series(of: $0.series)?.series.observations } ?? []
        asOfYear = snapshot.moment.asOfYear
    }

    /// Reports on a target that no catalog names.
    ///
    /// - Parameters:
    ///   - observations: of its series, by year.
    ///   - reference: of the series beside which it stands, by year.
    public init(
        target: Target, unit: UnitOfMeasure, observations: [Observation], reference: [Observation], asOfYear: Int
    ) {
        self.target = target
        indicator = MultilingualText(untagged: target.series.indicator.rawValue)
        region = MultilingualText(untagged: target.series.region.rawValue)
        self.unit = unit
        gap = TargetGap(of: target.terms, observations: observations, reference: reference, asOfYear: asOfYear)
        (self.observations, self.reference, self.asOfYear) = (observations, reference, asOfYear)
    }

    /// Reports on the targets of a snapshot, binding ones first.
    ///
    /// - Parameter regions: those whose targets are wanted; nil if all are.
    public static func all(of snapshot: Snapshot, regions: Set<Identifier<Region>>? = nil) -> [GapReport] {
        let targets = snapshot.targets
        return targets.indices.filter { regions?.contains(targets[$0].region.id) ?? true }
            .bindingFirst { targets[$0].target }.map { GapReport(targets[$0], in: snapshot) }
    }
}

extension Array {
    /// The same reports, with those about binding targets first.
    ///
    /// - Parameter target: the target that an element is about.
    public func bindingFirst(_ target: (Element) -> Target) -> [Element] {
        filter { target($0).isBinding } + filter { !target($0).isBinding }
    }
}

extension JSONValue {
    /// A target's gap as the command line and the API tell it:
    /// `{"target","indicator","region","kind","target_year","unit","gap":{…},"behind_since"}`.
    public init(_ report: GapReport) {
        self = .object(
            report.target.members(unit: report.unit) + [
                Member(key: "gap", value: JSONValue(report.gap)),
                Member(key: "behind_since", value: JSONValue(report.shortfall?.years.lowerBound)),
            ])
    }

    /// A gap by its keys, undefined ones null: docs/methods.md, rule 18.
    public init(_ gap: TargetGap) {
        self = [
            "target_level": JSONValue(gap.targetLevel), "base_value": JSONValue(gap.baseValue),
            "year": JSONValue(gap.year), "value": JSONValue(gap.value), "worst": JSONValue(gap.worst),
            "worst_year": JSONValue(gap.worstYear), "breaches": JSONValue(gap.breaches),
            "gap": JSONValue(gap.gap), "gap_ratio": JSONValue(gap.gapRatio),
            "attainment_ratio": JSONValue(gap.attainmentRatio), "elapsed_ratio": JSONValue(gap.elapsedRatio),
            "progress_ratio": JSONValue(gap.progressRatio), "path": JSONValue(gap.path?.rawValue),
            "path_reason": JSONValue(gap.pathReason?.rawValue), "path_value": JSONValue(gap.pathValue),
            "path_gap": JSONValue(gap.pathGap), "pace_ratio": JSONValue(gap.paceRatio),
            "recent_pace_ratio": JSONValue(gap.recentPaceRatio), "required_step": JSONValue(gap.requiredStep),
            "required_growth_ratio": JSONValue(gap.requiredGrowthRatio),
            "projected_value": JSONValue(gap.projectedValue), "hit_year": JSONValue(gap.hitYear),
            "reach_probability": JSONValue(gap.reachProbability), "state": .text(gap.state.rawValue),
            "reason": JSONValue(gap.reason?.rawValue), "preliminary": .boolean(gap.preliminary),
            "partial": .boolean(gap.partial), "estimated": .boolean(gap.estimated),
            "prior_pace_ratio": JSONValue(gap.priorPaceRatio), "outlook": JSONValue(gap.outlook?.rawValue),
            "next_year": JSONValue(gap.nextYear), "next_level": JSONValue(gap.nextLevel),
            "next_step": JSONValue(gap.nextStep), "milestones_missed": JSONValue(gap.milestonesMissed),
            "milestones_missed_years": gap.milestonesMissedYears.map { .array($0.map { .integer($0) }) } ?? .null,
            "reference_value": JSONValue(gap.referenceValue), "worst_level": JSONValue(gap.worstLevel),
            "peak_year": JSONValue(gap.peakYear), "peak_value": JSONValue(gap.peakValue),
            "peak_latest": JSONValue(gap.peakLatest), "years_after_peak": JSONValue(gap.yearsAfterPeak),
            "off_peak_ratio": JSONValue(gap.offPeakRatio),
        ]
    }
}

extension Target {
    /// What each object about a target begins with.
    func members(unit: UnitOfMeasure) -> [JSONValue.Member] {
        let values: [(String, JSONValue)] = [
            ("target", .text(id.rawValue)), ("indicator", .text(series.indicator.rawValue)),
            ("region", .text(series.region.rawValue)), ("kind", .text(terms.kind.rawValue)),
            ("target_year", .integer(terms.targetYear)), ("unit", .text(unit.symbol)),
        ]
        return values.map { JSONValue.Member(key: $0, value: $1) }
    }
}
