/// The null distributions of S that series needed so far, one for each number of values and pattern of ties.
///
/// Hand one along with many series: a distribution is worked out once and then looked up.
public struct MannKendallDistributions: Sendable {
    private var untied: [MannKendallDistribution?] = []
    private var tied: [TiedRanking: MannKendallDistribution] = [:]

    /// Makes an empty collection.
    public init() {}

    /// The distribution for a ranking, worked out if it isn't there.
    subscript(ranking: TiedRanking) -> MannKendallDistribution {
        mutating get {
            guard ranking.ties.isEmpty else {
                if let known = tied[ranking] { return known }
                let distribution = MannKendallDistribution(of: ranking)
                tied[ranking] = distribution
                return distribution
            }
            if ranking.count < untied.count, let known = untied[ranking.count] { return known }
            let distribution = MannKendallDistribution(of: ranking)
            while untied.count <= ranking.count { untied.append(nil) }
            untied[ranking.count] = distribution
            return distribution
        }
    }
}
