internal import Indicators

/// Which figure would make a target assessable that is not, nor has an outlook.
struct GapNeed {
    /// What is needed, as it goes on after the state; nil where no figure would help.
    let sentence: BilingualText?

    /// - Parameters:
    ///   - observations: of the target's series, by year.
    ///   - reference: of the series beside which it stands, by year.
    init(
        of target: Target, gap: TargetGap, observations: [Observation], reference: [Observation], asOfYear: Int
    ) {
        guard gap.state == .notAssessable, gap.outlook == nil, let reason = gap.reason else {
            sentence = nil
            return
        }
        let search = Search(
            target: target, gap: gap, own: Self.existing(observations, through: asOfYear),
            reference: Self.existing(reference, through: asOfYear))
        sentence = search.sentence(for: reason).map { need in
            BilingualText(english: "needs \(need.english)", chinese: "需要\(need.chinese)")
        }
    }

    private static func existing(_ observations: [Observation], through year: Int) -> [Observation] {
        observations.filter { $0.existingValue != nil && $0.period.year <= year }
    }
}

/// What is there, and what of it a target lacks.
private struct Search {
    let target: Target
    let gap: TargetGap
    let own: [Observation]
    let reference: [Observation]

    private var terms: TargetTerms { target.terms }

    func sentence(for reason: TargetReason) -> BilingualText? {
        switch reason {
        case .noBase: base
        case .noObservation: first
        case .noObservationAfterBase: firstAfterBase
        case .breakInSeries: afterBreak
        case .missingYears: missingYears
        case .noReference: otherSide
        case .insufficientData: moreYears
        case .baseNotPositive, .notPositive, .targetIsZero, .breached, .finalYearMissing, .finalYearOpen: nil
        }
    }

    private var base: BilingualText? {
        if let year = terms.baseYear { return figures([year], english: "its base", chinese: "基期") }
        // The plan counts from no year. The newest figure can be its base, if the row says so.
        guard let newest = own.last(where: { $0.period.year < terms.targetYear })?.period.year else {
            return BilingualText(english: "a base_period in targets.csv", chinese: "targets.csv中写明base_period")
        }
        return figures(
            [newest], english: "its base, as base_period in targets.csv", chinese: "作为基期，写入targets.csv的base_period")
    }

    private var first: BilingualText {
        if terms.kind.traits.subject == .turn { return moreYears }
        guard terms.kind.traits.subject == .level, let year = terms.baseYear else { return targetYear }
        return terms.baseValue == nil
            ? figures([year, year + 1], english: "its base and the first year after it", chinese: "基期及其后第一年")
            : figures([year + 1], english: "its first year after the base", chinese: "基期后第一年")
    }

    private var firstAfterBase: BilingualText? {
        terms.baseYear.map { base in
            figures([base + 1], english: "its first year after the base", chinese: "基期后第一年")
        }
    }

    private var targetYear: BilingualText {
        figures([terms.targetYear], english: "its target year", chinese: "目标年份")
    }

    private var afterBreak: BilingualText? {
        let last = gap.year ?? terms.targetYear
        let cut = own.last { $0.status == .breakInSeries && $0.period.year <= last }?.period.year
        guard let cut else { return nil }
        if terms.kind.traits.subject == .turn { return moreYears }
        guard let base = terms.baseYear else { return nil }
        let first = terms.kind.traits.subject == .flows ? base + 1 : base
        let years = figures([first], english: "as it is counted since \(cut)", chinese: "按\(cut)年起的口径")
        guard terms.kind.traits.subject == .flows, first < cut - 1 else { return years }
        return figures(
            Array(first..<cut), english: "as they are counted since \(cut)", chinese: "按\(cut)年起的口径")
    }

    private var missingYears: BilingualText? {
        guard let base = terms.baseYear, let year = gap.year else { return nil }
        let there = Set(own.map(\.period.year))
        return figures(
            (base + 1...year).filter { !there.contains($0) }, english: "years since the base", chinese: "基期以来的年份")
    }

    private var otherSide: BilingualText? {
        guard let key = terms.reference?.series else { return nil }
        let there = Set(reference.map(\.period.year))
        let lacking = own.map(\.period.year).filter {
            $0 > terms.baseYear ?? 0 && $0 <= terms.targetYear && !there.contains($0)
        }
        let years = terms.reference?.mode == .everyYear ? lacking : Array(lacking.suffix(1))
        guard !years.isEmpty else { return nil }
        return figures(years, of: key, english: "what it stands beside", chinese: "对照数据")
    }

    private var moreYears: BilingualText {
        BilingualText(
            english: "more years of \(name(target.series)): a peak is told from four, three of them up to "
                + "\(terms.targetYear) or three after it",
            chinese: "\(name(target.series))的更多年份数据：判断峰值至少需要四年")
    }

    private func name(_ key: SeriesKey) -> String { "\(key.indicator), \(key.region)" }

    /// Figures of some years, and what they are to the target.
    private func figures(
        _ years: [Int], of key: SeriesKey? = nil, english: String, chinese: String
    ) -> BilingualText {
        let years = years.map(String.init)
        let list =
            years.count > 1
            ? years.dropLast().joined(separator: ", ") + " and " + years[years.count - 1] : years.joined()
        let name = name(key ?? target.series)
        return BilingualText(
            english: "\(list) of \(name): \(english)", chinese: "\(name)的\(years.joined(separator: "、"))年数据：\(chinese)")
    }
}
