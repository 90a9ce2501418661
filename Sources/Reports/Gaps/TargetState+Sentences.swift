public import Indicators

extension TargetState {
    /// What the state means.
    public var sentence: BilingualText {
        switch self {
        case .met:
            BilingualText(
                english: "Met: what is asked is reached, by figures that settle it.", chinese: "已实现：数据已确定，达到目标要求。")
        case .onTrack:
            BilingualText(
                english:
                    "On track: at 0.95 of the pace needed or above, or reached by a figure that is not settled yet.",
                chinese: "进展正常：达到所需速度的95%及以上，或已达到目标要求但数据尚未确定。")
        case .moderate:
            BilingualText(
                english: "Moderate: towards the target at 0.60 of the pace needed or above, but below 0.95.",
                chinese: "进展偏慢：朝目标方向推进，为所需速度的60%以上、不足95%。")
        case .insufficient:
            BilingualText(
                english: "Insufficient: not away from the target, but below 0.60 of the pace needed.",
                chinese: "进展不足：未偏离目标方向，但不足所需速度的60%。")
        case .away:
            BilingualText(english: "Away: moving from the target, or no longer kept.", chinese: "背离目标：朝相反方向变化，或不再达到要求。")
        case .missed:
            BilingualText(
                english: "Missed: what is asked is not reached, by figures that settle it.",
                chinese: "未实现：数据已确定，未达到目标要求。")
        case .pending:
            BilingualText(
                english: "Pending: the target year is past, and what would settle it is not there yet.",
                chinese: "待定：目标年份已过，尚无可以判定的数据。")
        case .notAssessable:
            BilingualText(english: "Not assessable: there is too little to tell.", chinese: "无法评估：依据不足。")
        }
    }
}

extension TargetReason {
    /// What the reason means.
    public var sentence: BilingualText {
        switch self {
        case .noBase:
            BilingualText(
                english: "There is no base year, or no figure of it, to measure the pace from.",
                chinese: "没有基期，或缺少基期数据，无法计算进度。")
        case .baseNotPositive:
            BilingualText(
                english: "A percentage of a base that is not above zero means nothing.", chinese: "基期数据不为正，百分比没有意义。")
        case .noObservation:
            BilingualText(
                english: "The series has no figure up to the target year.", chinese: "截至目标年份没有数据。")
        case .noObservationAfterBase:
            BilingualText(english: "There is no figure after the base year.", chinese: "基期之后没有数据。")
        case .finalYearMissing:
            BilingualText(english: "The target year's figure is not there yet.", chinese: "目标年份的数据尚未公布。")
        case .finalYearOpen:
            BilingualText(
                english: "The target year's figure is an estimate, or a bound that leaves the question open.",
                chinese: "目标年份的数据为估计值，或仅给出界限，尚不能判定。")
        case .breakInSeries:
            BilingualText(
                english: "The series breaks after the base year: figures before and after cannot be compared.",
                chinese: "基期之后统计口径有变，前后数据不可比。")
        case .breached:
            BilingualText(
                english: "The limit was to be kept in every year, and was not.", chinese: "要求每年保持的界限已被突破。")
        case .missingYears:
            BilingualText(
                english: "Figures of some years since the base are missing.", chinese: "基期以来部分年份缺少数据。")
        case .notPositive:
            BilingualText(
                english: "A number that has to be above zero for this is not.", chinese: "计算所需的数值不为正。")
        case .targetIsZero:
            BilingualText(
                english: "There is no pace towards a change of zero.", chinese: "目标变化为零，无法计算速度。")
        case .noReference:
            BilingualText(
                english: "The series beside which the target stands has no figure of that year.",
                chinese: "对照数列缺少该年数据。")
        case .insufficientData:
            BilingualText(english: "There are too few figures to tell a peak.", chinese: "数据过少，无法判断峰值。")
        }
    }
}

extension TargetGap {
    /// The word of China's official plan evaluations that is nearest to the state: 提前实现, 如期实现, 快于预期, 基本符合预期, 滞后, 未实现.
    ///
    /// 快于预期 says that the pace is above the one needed, 滞后 that it is below 0.95 of it.
    /// Nil if nothing is settled.
    public func officialWord(targetYear: Int) -> String? {
        switch state {
        case .met: (year ?? targetYear) < targetYear ? "提前实现" : "如期实现"
        case .onTrack: paceRatio ?? 1 > 1 + 1e-12 ? "快于预期" : "基本符合预期"
        case .moderate, .insufficient, .away: "滞后"
        case .missed: "未实现"
        case .pending, .notAssessable: nil
        }
    }
}
