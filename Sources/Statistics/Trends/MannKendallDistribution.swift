/// The exact null distribution of S when values, some of them equal, are permuted at random: S = N_untied − 2·inversions.
///
/// Up to ``mostCounted`` values it is counted in whole numbers. For more it is summed in doubles, as the work of counting grows
/// with the fourth power of their number.
enum MannKendallDistribution: Sendable {
    case counted(InversionCounts)
    case summed(InversionTransform)

    /// The most values whose permutations are counted.
    static let mostCounted = 128

    /// The distribution for a ranking.
    init(of ranking: TiedRanking) {
        if ranking.count <= Self.mostCounted || ranking.isConstant {
            self = .counted(InversionCounts(of: ranking))
        } else {
            self = .summed(InversionTransform(of: ranking))
        }
    }

    /// P(|S| ≥ |s|).
    func twoSided(_ s: Int) -> Double {
        switch (self, abs(s)) {
        case (_, 0): 1
        case (.counted(let counts), let s): 2 * counts.upperTail(s)
        case (.summed(let transform), let s): min(1, 2 * transform.upperTail(s))
        }
    }

    /// Whether P(|S| ≥ |s|) < 0.05.
    func isSignificant(_ s: Int) -> Bool {
        switch (self, abs(s)) {
        case (_, 0): false
        case (.counted(let counts), let s): counts.isBelowCritical(s)
        case (.summed(let transform), let s): transform.upperTail(s) < 0.025
        }
    }

    /// The smallest S that can occur with P(S ≥ it) ≤ 0.025; nil if none is that rare.
    var critical: Int? {
        switch self {
        case .counted(let counts): counts.critical
        case .summed(let transform): transform.critical
        }
    }
}
