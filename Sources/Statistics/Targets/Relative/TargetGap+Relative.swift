internal import Indicators

extension TargetGap {
    /// Assesses a target that stands beside another series in the target year: docs/methods.md, rule 37.
    init(ofFinalYear question: TargetQuestion, beside reference: TargetReference) {
        self.init(.notAssessable, nil)
        let terms = question.terms
        let (own, years) = question.compared(beside: reference)
        // 1
        guard let latest = years.last(where: { $0.year <= terms.targetYear }) else {
            reason = own.contains { $0.year <= terms.targetYear } ? .noReference : .noObservation
            return
        }
        fill(latest, of: terms)
        fill(gapOf: latest)
        attainmentRatio =
            LevelAssessment.attainmentRatio(of: latest.own.value, level: latest.level, sense: terms.sense)?.double
        estimated = latest.isEstimated
        (state, reason) = Self.verdict(latest, own: own, terms: terms, asOfYear: question.asOfYear)
    }

    /// The first that applies of cases 2 to 5 of final_year. Before the target year meeting is not met: the reference moves.
    private static func verdict(
        _ latest: ComparedYear, own: [DatedValue], terms: TargetTerms, asOfYear: Int
    ) -> (TargetState, TargetReason?) {
        // 2
        if latest.year == terms.targetYear {
            if latest.isMet, latest.isFirm { return (.met, nil) }
            if latest.isBreach { return (.missed, nil) }
        }
        // 3
        if asOfYear > terms.targetYear {
            return (
                .pending, latest.year == terms.targetYear ? .finalYearOpen : .missing(terms.targetYear, of: own)
            )
        }
        // 4
        if let baseYear = terms.baseYear, latest.year <= baseYear { return (.notAssessable, .noObservationAfterBase) }
        // 5
        return (latest.isMet ? .onTrack : .away, nil)
    }

    /// Assesses a target that stands beside another series in every year after the base: docs/methods.md, rule 37.
    init(ofEveryYear question: TargetQuestion, beside reference: TargetReference) {
        self.init(.notAssessable, .noObservationAfterBase)
        let terms = question.terms
        guard let baseYear = terms.baseYear else { return }
        let (own, all) = question.compared(beside: reference)
        let years = all.filter { $0.year > baseYear && $0.year <= terms.targetYear }
        // 1
        guard let latest = years.last, let worst = ComparedYear.worst(of: years) else {
            if own.contains(where: { $0.year > baseYear && $0.year <= terms.targetYear }) { reason = .noReference }
            return
        }
        fill(latest, of: terms)
        fill(gapOf: worst)
        worstYear = worst.year
        self.worst = worst.own.value.double
        worstLevel = worst.level.double
        breaches = years.count { $0.isBreach }
        estimated = years.contains { $0.isEstimated }
        partial = years.count < latest.year - baseYear
        let ownYears = own.count { $0.year > baseYear && $0.year <= latest.year }
        let lacking: TargetReason = ownYears < latest.year - baseYear ? .missingYears : .noReference
        (state, reason) = verdict(years, own: own, terms: terms, lacking: lacking, asOfYear: question.asOfYear)
    }

    /// The first that applies of cases 2 to 6 of every_year.
    private func verdict(
        _ years: [ComparedYear], own: [DatedValue], terms: TargetTerms, lacking: TargetReason, asOfYear: Int
    ) -> (TargetState, TargetReason?) {
        let isFinal = year == terms.targetYear
        let isKept = years.allSatisfy { $0.isMet }
        let isSettled = isKept && years.allSatisfy { $0.isFirm }
        // 2
        if breaches ?? 0 > 0 { return (.missed, .breached) }
        // 3
        if isFinal, !partial, isSettled { return (.met, nil) }
        // 4
        if asOfYear > terms.targetYear {
            if !isFinal { return (.pending, .missing(terms.targetYear, of: own)) }
            if !isSettled { return (.pending, .finalYearOpen) }
        }
        // 5
        if partial { return (.notAssessable, lacking) }
        // 6
        return (isKept ? .onTrack : .away, nil)
    }

    /// The keys of the newest year that counts.
    private mutating func fill(_ latest: ComparedYear, of terms: TargetTerms) {
        year = latest.year
        value = latest.own.value.double
        referenceValue = latest.other.value.double
        targetLevel = latest.level.double
        guard let baseYear = terms.baseYear, latest.year >= baseYear else { return }
        elapsedRatio = (WideNumber(latest.year - baseYear) / WideNumber(terms.targetYear - baseYear)).double
        preliminary = latest.year - baseYear == 1
    }

    private mutating func fill(gapOf year: ComparedYear) {
        gap = year.shortfall.double
        gapRatio = year.level.isZero ? nil : (year.shortfall / year.level.magnitude).double
    }
}

extension ComparedYear {
    /// The first year whose shortfall is the largest, or less by no more than rounding causes; nil without years.
    static func worst(of years: [ComparedYear]) -> ComparedYear? {
        guard let most = years.map(\.shortfall).max(),
            let largest = years.map({ max($0.own.value.magnitude, $0.level.magnitude) }).max()
        else { return nil }
        return years.first { most - $0.shortfall <= 1e-12 * largest }
    }
}

extension TargetQuestion {
    /// The observations of the target's series up to the as-of year, and the years in which both series have one.
    fileprivate func compared(beside reference: TargetReference) -> (own: [DatedValue], years: [ComparedYear]) {
        let own = DatedValue.existing(in: observations, through: asOfYear)
        let others = DatedValue.existing(in: self.reference, through: asOfYear)
        return (own, ComparedYear.all(own, beside: others, by: reference, sense: terms.sense))
    }
}

extension TargetReason {
    /// What a past year lacks that does not count: the reference, or the figure itself.
    fileprivate static func missing(_ year: Int, of own: [DatedValue]) -> TargetReason {
        own.contains { $0.year == year } ? .noReference : .finalYearMissing
    }
}
