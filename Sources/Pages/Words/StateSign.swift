internal import Indicators

/// How a state looks: a word, a letter beside its colour, and the class that gives the colour.
struct StateSign {
    /// The state's name.
    let word: BilingualText
    /// A letter that tells the state without colour.
    let letter: BilingualText
    /// The class of its colour.
    let style: String
    /// How urgent it is, the greater the more.
    let urgency: Int

    /// The sign of a state.
    static func of(_ state: TargetState) -> StateSign {
        switch state {
        case .met: sign("Met", "已实现", "M", "成", "met", 0)
        case .onTrack: sign("On track", "进展正常", "T", "正", "track", 1)
        case .moderate: sign("Moderate", "进展偏慢", "S", "缓", "moderate", 3)
        case .insufficient: sign("Insufficient", "进展不足", "I", "弱", "insufficient", 4)
        case .away: sign("Away", "背离目标", "A", "背", "away", 5)
        case .missed: sign("Missed", "未实现", "X", "未", "missed", 6)
        case .pending: sign("Pending", "待定", "P", "待", "pending", 2)
        case .notAssessable: sign("Not assessable", "无法评估", "–", "–", "unknown", -1)
        }
    }

    /// What each state's letter and colour mean.
    static func legend(of states: [TargetState], _ context: PageContext) -> Markup {
        .element(
            "ul", [Markup.Attribute(name: "class", value: "legend")],
            states.map { state in
                let sign = of(state)
                return .tag(
                    "li", [:],
                    .tag(
                        "span", ["class": "cell \(sign.style)", "data-s": sign.style], .text(context.say(sign.letter))),
                    .text(context.say(sign.word)))
            })
    }

    private static func sign(
        _ english: String, _ chinese: String, _ letter: String, _ character: String, _ style: String, _ urgency: Int
    ) -> StateSign {
        StateSign(
            word: BilingualText(english: english, chinese: chinese),
            letter: BilingualText(english: letter, chinese: character), style: "s-\(style)", urgency: urgency)
    }
}

extension TargetOutlook {
    /// What is asked beside what was done before, in a few words.
    var words: BilingualText {
        switch self {
        case .asBefore: BilingualText(english: "asks no more than was done before", chinese: "要求不高于以往速度")
        case .faster: BilingualText(english: "asks more than was done before", chinese: "要求快于以往速度")
        case .farFaster: BilingualText(english: "asks far more than was done before", chinese: "要求远快于以往速度")
        case .againstTheTrend: BilingualText(english: "asks to turn round", chinese: "要求扭转以往趋势")
        }
    }
}
