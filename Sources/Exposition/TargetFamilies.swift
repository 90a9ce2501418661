internal import Evaluation
internal import Formats
internal import Indicators

/// A family that has samples for each target in force.
struct TargetFamily: Sendable {
    let family: MetricFamily
    let hasUnit: Bool
    /// The further labels of a target's samples, one a sample.
    let more: [LabelSet]
    let reading: SampleReading<TargetEvaluation>

    private init(
        _ name: String, unit: Bool = false, label: String? = nil, of values: [String] = [], _ help: String,
        reading: SampleReading<TargetEvaluation>
    ) {
        let labels = ["indicator", "region", "target"] + (unit ? ["unit"] : []) + (label.map { [$0] } ?? [])
        self.family = MetricFamily(name, labels: labels, help: help)
        self.hasUnit = unit
        self.more = LabelSet.alternatives(label, values)
        self.reading = reading
    }

    private init(
        _ name: String, unit: Bool = false, _ help: String,
        value: @escaping @Sendable (TargetEvaluation) -> Double?
    ) {
        self.init(name, unit: unit, help, reading: .value(value))
    }

    private init(
        _ name: String, unit: Bool = false, label: String? = nil, of values: [String] = [], _ help: String,
        emit: @escaping @Sendable (TargetEvaluation, DueCalendar, SampleReading<TargetEvaluation>.Emit) -> Void
    ) {
        self.init(name, unit: unit, label: label, of: values, help, reading: .samples(emit))
    }

    /// The families of targets, in the order in which they are served.
    static let table: [TargetFamily] = [
        TargetFamily("mosaic_target_level", unit: true, "The level that the plan asks for.") { $0.gap.targetLevel },
        TargetFamily("mosaic_target_observed_value", unit: true, "What is held against the level.") { $0.gap.value },
        TargetFamily("mosaic_target_gap", unit: true, "What is missing to the level; positive is a shortfall.") {
            $0.gap.gap
        },
        TargetFamily("mosaic_target_path_value", unit: true, "Where the path to the target is in the observed year.") {
            $0.gap.pathValue
        },
        TargetFamily("mosaic_target_path_gap", unit: true, "What is missing to the path; positive is behind.") {
            $0.gap.pathGap
        },
        TargetFamily(
            "mosaic_target_projected_value", unit: true, "Where the pace since the base leads by the target year."
        ) {
            $0.gap.projectedValue
        },
        TargetFamily("mosaic_target_required_step", unit: true, "Change a year that would meet the target.") {
            $0.gap.requiredStep
        },
        TargetFamily("mosaic_target_year", "The year for which the plan asks.") { Double($0.target.terms.targetYear) },
        TargetFamily("mosaic_target_base_year", "The year from which the plan counts.") {
            $0.target.terms.baseYear.map(Double.init)
        },
        TargetFamily("mosaic_target_observed_year", "The year of the newest figure that is held against the target.") {
            $0.gap.year.map(Double.init)
        },
        TargetFamily("mosaic_target_gap_ratio", "The gap over the magnitude of the level.") { $0.gap.gapRatio },
        TargetFamily("mosaic_target_progress_ratio", "Share of the task that is done.") { $0.gap.progressRatio },
        TargetFamily("mosaic_target_attainment_ratio", "Share of the level that is reached.") {
            $0.gap.attainmentRatio
        },
        TargetFamily("mosaic_target_elapsed_ratio", "Share of the time that is gone.") { $0.gap.elapsedRatio },
        TargetFamily("mosaic_target_pace_ratio", "Pace since the base over the pace that the plan needs.") {
            $0.gap.paceRatio
        },
        TargetFamily(
            "mosaic_target_recent_pace_ratio", "Pace of the last three years over the pace that the plan needs."
        ) {
            $0.gap.recentPaceRatio
        },
        TargetFamily("mosaic_target_required_growth_ratio", "Growth a year that would meet the target.") {
            $0.gap.requiredGrowthRatio
        },
        TargetFamily("mosaic_target_hit_year", "The year in which the target is, or at this pace would be, met.") {
            $0.gap.hitYear.map(Double.init)
        },
        TargetFamily(
            "mosaic_target_reach_probability", "Probability by the forecast that the target is met in its year."
        ) {
            $0.gap.reachProbability
        },
        TargetFamily(
            "mosaic_target_prior_pace_ratio", "Pace before the base over the pace that the plan needs."
        ) {
            $0.gap.priorPaceRatio
        },
        TargetFamily(
            "mosaic_target_outlook", label: "outlook", of: TargetOutlook.allCases.map(\.rawValue),
            "1 for the outlook while no figure follows the base, 0 for the others."
        ) {
            target, _, emit in
            for (number, outlook) in outlooks.enumerated() { emit(number, outlook == target.gap.outlook ? 1 : 0) }
        },
        TargetFamily("mosaic_target_next_year", "The next year for which a plan with milestones asks.") {
            $0.gap.nextYear.map(Double.init)
        },
        TargetFamily("mosaic_target_next_level", unit: true, "The level that it asks for then.") { $0.gap.nextLevel },
        TargetFamily("mosaic_target_next_step", unit: true, "Change a year that would reach that level.") {
            $0.gap.nextStep
        },
        TargetFamily("mosaic_target_milestones_missed", "How many milestones were missed; absent without milestones.") {
            $0.gap.milestonesMissed.map(Double.init)
        },
        TargetFamily(
            "mosaic_target_milestone_missed",
            "1 from a missed milestone until what is asked after it is reached, or the target is met; else 0."
        ) {
            $0.gap.milestonesMissed == nil ? nil : $0.gap.standingMilestoneYear == nil ? 0 : 1
        },
        TargetFamily("mosaic_target_binding", "1 if the plan calls the target binding, else 0.") {
            $0.target.isBinding ? 1 : 0
        },
        TargetFamily(
            "mosaic_target_estimated", "1 if an estimate is among the figures used, else 0; absent without figures."
        ) {
            $0.gap.year == nil ? nil : $0.gap.estimated ? 1 : 0
        },
        TargetFamily("mosaic_target_due_timestamp_seconds", "When the target year's figure is due.") {
            target, calendar, emit in
            let year = target.target.terms.targetYear
            emit(0, calendar.due(target.indicator, in: target.region, year: year)?.seconds)
        },
        TargetFamily(
            "mosaic_target_state", label: "state", of: TargetState.allCases.map(\.rawValue),
            "1 for the state that the target is in, 0 for the others."
        ) {
            target, _, emit in
            for (number, state) in states.enumerated() { emit(number, state == target.gap.state ? 1 : 0) }
        },
    ]

    private static let outlooks = TargetOutlook.allCases
    private static let states = TargetState.allCases
}
