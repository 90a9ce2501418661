internal import Glibc

/// The null distribution of S in doubles, for many values: tails by a sum over the characteristic function.
///
/// The generating function of inversions at q = e^(−2iθ) gives the characteristic function of S, which is real:
///
///     φ(θ) = E cos(θS) = Π_i r_i(θ)^(1 − d_i),   r_i(θ) = sin(iθ)/(i·sin θ),   i ≤ n,
///
/// where d_i groups of equal values have i members or more. The sign of an odd number below L is a finite sum of sines. S − x
/// is odd for an x between two values of S, so that
///
///     P(S ≥ s) = ½ − ½ Σ_j 4/(L·sin θ_j)·φ(θ_j)·sin(θ_j·(s − 1)),   θ_j = (2j + 1)π/L
///
/// (after Abate & Whitt 1992, §5, for a lattice). S farther out than ten standard deviations is rarer than 1e-20, so that an L
/// of 24 of them will do. A tail is right to 1e-13; below that it counts as 0.
struct InversionTransform: Sendable {
    /// N_untied: the largest S.
    private let untiedPairs: Int
    /// The standard deviation of S.
    private let deviation: Double
    /// The summands: θ_j, and 2φ(θ_j)/(L·sin θ_j).
    private let terms: [(angle: Double, weight: Double)]

    private static let negligible = 1e-13
    /// After so many summands below `leastWeight`, one after the other, the rest is left out.
    private static let longestRun = 32
    private static let leastWeight = 1e-18

    /// The distribution for a ranking of values that are not all equal, a hundred or more.
    init(of ranking: TiedRanking) {
        let exponents = ranking.divisors.map { 1 - $0 }
        untiedPairs = ranking.untiedPairs
        deviation = (Double(ranking.eighteenfoldVariance) / 18).squareRoot()
        let length = 4 * (6 * deviation).rounded(.up)
        var terms: [(angle: Double, weight: Double)] = []
        // φ falls off at once, unless nearly all values are equal: then it has few factors.
        var run = 0
        for index in 0..<Int(length / 4) where run < Self.longestRun {
            let angle = Double(2 * index + 1) * .pi / length
            let weight = 2 * Self.transform(at: angle, exponents) / (length * sin(angle))
            run = abs(weight) < Self.leastWeight ? run + 1 : 0
            terms.append((angle, weight))
        }
        self.terms = terms
    }

    /// P(S ≥ s) of an s > 0 that can occur.
    func upperTail(_ s: Int) -> Double {
        guard Double(s) <= 10 * deviation else { return 0 }
        let tail = terms.reduce(0.5) { $0 - $1.weight * sin($1.angle * Double(s - 1)) }
        return tail < Self.negligible ? 0 : tail
    }

    /// The smallest S that can occur with P(S ≥ it) ≤ 0.025; nil if none is that rare.
    var critical: Int? {
        // Between so many inversions, of which the first are rare enough and the last are not.
        var (rare, common) = (-1, untiedPairs / 2 + 1)
        while common - rare > 1 {
            let middle = (rare + common) / 2
            let s = untiedPairs - 2 * middle
            if s > 0, upperTail(s) <= 0.025 { rare = middle } else { common = middle }
        }
        return rare < 0 ? nil : untiedPairs - 2 * rare
    }

    /// φ at an angle. Factors are ordered by i, so that the product stays near what it comes to.
    private static func transform(at angle: Double, _ exponents: [Int]) -> Double {
        let first = sin(angle)
        var product = 1.0
        for (index, exponent) in exponents.enumerated().dropFirst(2) where exponent != 0 {
            let ratio = sin(Double(index) * angle) / (Double(index) * first)
            if exponent == 1 { product *= ratio } else { product *= pow(ratio, Double(exponent)) }
        }
        return product
    }
}
