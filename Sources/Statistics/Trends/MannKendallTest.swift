/// The test of Mann (1945) and Kendall (1975) for a monotonic trend, exact also with ties.
public struct MannKendallTest: Hashable, Sendable {
    /// From how many values on there is a p.
    static let leastForP = 5

    /// S = Σ_{i<j} sign(y_j − y_i); from two values on.
    public var s: Int? { hasS ? Int(sum) : nil }
    private let sum: Int32
    private let hasS: Bool
    /// The variance of S under the null hypothesis, with ties: [n(n−1)(2n+5) − Σ g(g−1)(2g+5)]/18.
    @OptionalDouble public private(set) var varS: Double?
    /// Kendall's τ_b = S/√(N·N_untied); nil if all values are equal.
    @OptionalDouble public private(set) var tauB: Double?
    /// The two-sided exact p; from five values on.
    @OptionalDouble public private(set) var p: Double?

    init(of values: Span<Double>, ranking: TiedRanking, distributions: inout MannKendallDistributions) {
        let n = values.count
        guard n >= 2 else {
            (sum, hasS, varS, tauB, p) = (0, false, nil, nil, nil)
            return
        }
        var s = 0
        for later in 1..<n {
            let value = values[later]
            for earlier in 0..<later {
                let other = values[earlier]
                s += (value > other ? 1 : 0) - (value < other ? 1 : 0)
            }
        }
        (sum, hasS) = (Int32(s), true)
        varS = Double(ranking.eighteenfoldVariance) / 18
        let pairs = Double(ranking.pairs) * Double(ranking.untiedPairs)
        tauB = pairs == 0 ? nil : Double(s) / pairs.squareRoot()
        p = n >= Self.leastForP ? distributions[ranking].twoSided(s) : nil
    }
}
