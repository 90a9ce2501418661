internal import Indicators
internal import Statistics

extension KindSentences {
    /// The sentences of each kind of `TargetKind.allCases`.
    static let table: [KindSentences] = [
        .level(.atLeast, asked: level),
        .level(.atMost, asked: level),
        .level(.changePercent) { parts in
            let (change, base) = (parts.terms.targetValue ?? 0, parts.base)
            return BilingualText(
                english: "a change of \(parts.limit.english) \(change.plainWords) percent "
                    + "from \(base.english) to \(parts.terms.targetYear)",
                chinese: "\(parts.terms.targetYear)年比\(base.chinese)变化\(parts.limit.chinese)\(change.plainWords)%")
        } formula: { _, base, change in
            "\(base) × (1 + \(change)/100)"
        },
        .level(.changeAbsolute) { parts in
            let (change, base) = (parts.difference(parts.terms.targetValue ?? 0), parts.base)
            return BilingualText(
                english: "a change of \(parts.limit.english) \(change.english) "
                    + "from \(base.english) to \(parts.terms.targetYear)",
                chinese: "\(parts.terms.targetYear)年比\(base.chinese)变化\(parts.limit.chinese)\(change.chinese)")
        } formula: { _, base, change in
            "\(base) + \(change)"
        },
        .level(.annualGrowth) { parts in
            let (growth, base) = (parts.terms.targetValue ?? 0, parts.base)
            return BilingualText(
                english: "growth of \(parts.limit.english) \(growth.plainWords) percent a year "
                    + "from \(base.english) to \(parts.terms.targetYear)",
                chinese: "\(base.chinese)至\(parts.terms.targetYear)年年均增长\(parts.limit.chinese)\(growth.plainWords)%")
        } formula: { terms, base, growth in
            "\(base) × (1 + \(growth)/100)^\(terms.targetYear - (terms.baseYear ?? terms.targetYear))"
        },
        .level(.range) { parts in
            let (lower, upper) = (parts.terms.lower.map(parts.amount), parts.terms.upper.map(parts.amount))
            let english = [lower.map { "at least \($0.english)" }, upper.map { "at most \($0.english)" }]
            let chinese = [lower.map { "不低于\($0.chinese)" }, upper.map { "不高于\($0.chinese)" }]
            return BilingualText(
                english: "\(english.compactMap { $0 }.joined(separator: " and ")) in \(parts.terms.targetYear)",
                chinese: "\(parts.terms.targetYear)年\(chinese.compactMap { $0 }.joined(separator: "、"))")
        },
        .flow(.cumulative, pace: .flow(needed: eachYear) { sum, years in sum / years }) { parts in
            BilingualText(
                english: "\(parts.limit.english) \(parts.stated.english) in \(parts.planYears) together",
                chinese: "\(parts.planYears)年累计\(parts.limit.chinese)\(parts.stated.chinese)")
        } taken: { parts, span in
            parts.gap.value.map(parts.rounded).map { sum in
                BilingualText(
                    english: "The sum of the figures of \(span.years)\(span.estimated.english) is "
                        + "\(sum.english)\(span.missing.english).",
                    chinese: "\(span.years)年\(span.count)个数据\(span.estimated.chinese)合计"
                        + "\(sum.chinese)\(span.missing.chinese)。")
            }
        },
        .flow(.annualMean, pace: .flow(needed: meanOfYears) { mean, _ in mean }) { parts in
            BilingualText(
                english: "a mean of \(parts.limit.english) \(parts.stated.english) over \(parts.planYears)",
                chinese: "\(parts.planYears)年年均\(parts.limit.chinese)\(parts.stated.chinese)")
        } taken: { parts, span in
            parts.gap.value.map(parts.rounded).map { mean in
                BilingualText(
                    english: "The mean of the figures of \(span.years)\(span.estimated.english) is "
                        + "\(mean.english)\(span.missing.english).",
                    chinese: "\(span.years)年\(span.count)个数据\(span.estimated.chinese)的平均值为"
                        + "\(mean.chinese)\(span.missing.chinese)。")
            }
        },
        .flow(
            .compound,
            pace: .flow(needed: eachYear) { change, years in
                let factor = 1 + change / 100
                return factor > 0 ? 100 * (power(factor, 1 / years) - 1) : nil
            }
        ) { parts in
            BilingualText(
                english: "a change of \(parts.limit.english) \(parts.stated.english) over \(parts.planYears) together, "
                    + "yearly rates compounded",
                chinese: "\(parts.planYears)年按年率累计变化\(parts.limit.chinese)\(parts.stated.chinese)")
        } taken: { parts, span in
            parts.gap.value.map(parts.rounded).map { change in
                BilingualText(
                    english: "The rates of \(span.years)\(span.estimated.english) make \(change.english) together, "
                        + "(1 + r/100) multiplied\(span.missing.english).",
                    chinese: "\(span.years)年\(span.count)个年率\(span.estimated.chinese)连乘，累计为"
                        + "\(change.chinese)\(span.missing.chinese)。")
            }
        },
        .flow(.hold, pace: nil) { parts in
            BilingualText(
                english: "\(parts.limit.english) \(parts.stated.english) in every year of \(parts.planYears)",
                chinese: "\(parts.planYears)年每年\(parts.limit.chinese)\(parts.stated.chinese)")
        } taken: { parts, span in
            guard let worst = parts.gap.worst.map(parts.amount), let year = parts.gap.worstYear,
                let breaches = parts.gap.breaches
            else { return nil }
            return BilingualText(
                english: "Of the figures of \(span.years)\(span.estimated.english) the worst is \(worst.english) "
                    + "in \(year); years in which the limit was decisively broken: \(breaches)\(span.missing.english).",
                chinese: "\(span.years)年\(span.count)个数据\(span.estimated.chinese)中最差为\(year)年的"
                    + "\(worst.chinese)，\(breaches)年突破界限\(span.missing.chinese)。")
        },
        KindSentences(
            kind: .relative, asked: \.relativeAsked, steps: \.relativeSteps, years: { Set($0.comparedYears) }, pace: nil
        ),
        KindSentences(kind: .peakBy, asked: \.peakAsked, steps: \.peakSteps, years: \.peakYears, pace: nil),
    ]

    /// The sentences of a kind; nil if the table lacks it.
    static func of(_ kind: TargetKind) -> KindSentences? { table.first { $0.kind == kind } }

    /// A level in the target year.
    @Sendable private static func level(_ parts: GapParts) -> BilingualText {
        BilingualText(
            english: "\(parts.limit.english) \(parts.stated.english) in \(parts.terms.targetYear)",
            chinese: "\(parts.terms.targetYear)年\(parts.limit.chinese)\(parts.stated.chinese)")
    }

    /// What each year has to bring.
    @Sendable private static func eachYear(_ step: BilingualText) -> BilingualText {
        BilingualText(english: "\(step.english) a year", chinese: "每年\(step.chinese)")
    }

    /// What the years have to bring in the mean.
    @Sendable private static func meanOfYears(_ mean: BilingualText) -> BilingualText {
        BilingualText(english: "a mean of \(mean.english)", chinese: "年均\(mean.chinese)")
    }
}
