/// The null distribution of S in whole numbers: how many permutations have how many inversions.
///
/// The number of permutations with k inversions is the coefficient of q^k in the Gaussian multinomial (Stanley, Enumerative
/// Combinatorics 1, §1.7):
///
///     [n]_q!/Π[g]_q! = Π_{i≤n}(1 − q^i) / Π_g Π_{i≤g}(1 − q^i)
///
/// Counts are whole numbers of as many bits as n! has, so that a p of exactly 0.05 is told
/// from one below it. There are up to n²/4 counts, and up to 2n factors go through all of them: the caller keeps a
/// distribution that was worked out.
struct InversionCounts: Sendable {
    /// N_untied: the largest S.
    let untiedPairs: Int
    /// P(S ≥ N_untied − 2k) for k inversions, while S > 0.
    private let upperTails: [Double]
    /// How many of them are ≤ 0.025, and how many < 0.025.
    private let atMostCritical: Int
    private let belowCritical: Int

    /// The distribution for a ranking.
    init(of ranking: TiedRanking) {
        untiedPairs = ranking.untiedPairs
        var counts = WholeNumberSeries(terms: untiedPairs / 2 + 1, bits: Self.bits(ofFactorial: ranking.count) + 6)
        let divisors = ranking.divisors
        for power in stride(from: 1, through: ranking.count, by: 1) {
            if divisors[power] == 0 {
                counts.multiplyByOneMinusPower(power)
            } else {
                for _ in 1..<divisors[power] { counts.divideByOneMinusPower(power) }
            }
        }
        counts.accumulate()
        (upperTails, atMostCritical, belowCritical) = Self.tails(counts, untiedPairs: untiedPairs)
    }

    /// P(S ≥ s) of an s > 0 that can occur.
    func upperTail(_ s: Int) -> Double { upperTails[(untiedPairs - s) / 2] }

    /// Whether P(S ≥ s) < 0.025, of an s > 0 that can occur.
    func isBelowCritical(_ s: Int) -> Bool { (untiedPairs - s) / 2 < belowCritical }

    /// The smallest S that can occur with P(S ≥ it) ≤ 0.025; nil if none is that rare.
    var critical: Int? { atMostCritical == 0 ? nil : untiedPairs - 2 * (atMostCritical - 1) }

    /// The tails of the cumulated counts up to the middle, where the distribution mirrors itself.
    private static func tails(_ counts: WholeNumberSeries, untiedPairs: Int) -> ([Double], Int, Int) {
        let positive = (untiedPairs + 1) / 2
        var total = counts[counts.terms - 1]
        if untiedPairs.isMultiple(of: 2) {
            if positive > 0 { total.add(counts[positive - 1]) }
        } else {
            total.add(total)
        }
        var (atMost, below) = (0, 0)
        var tails: [Double] = []
        tails.reserveCapacity(positive)
        for inversions in 0..<positive {
            let count = counts[inversions]
            tails.append(count.ratio(to: total))
            let fortyfold = count.multiplied(by: 40)
            if fortyfold < total { below += 1 }
            if !(total < fortyfold) { atMost += 1 }
        }
        return (tails, atMost, below)
    }

    private static func bits(ofFactorial n: Int) -> Int {
        n < 2 ? 1 : (2...n).reduce(1) { $0 + (Int.bitWidth - $1.leadingZeroBitCount) }
    }
}
