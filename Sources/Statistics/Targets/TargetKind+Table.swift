public import Indicators

extension TargetKind {
    /// All kinds, in the order of docs/methods.md, rule 16. A kind that stands here can stand in `targets.csv`.
    public static let allCases: [TargetKind] = [
        .atLeast, .atMost, .changePercent, .changeAbsolute, .annualGrowth, .range, .cumulative, .annualMean, .compound,
        .hold, .relative, .peakBy,
    ]

    /// The kind of a name; nil if there is none.
    public init?(rawValue: String) {
        guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = kind
    }
}
