/// The exact null distribution of S when values, some of them equal, are permuted at random.
///
/// S = N_untied − 2·inversions. The number of permutations with k inversions is the coefficient of q^k in the Gaussian
/// multinomial (Stanley, Enumerative Combinatorics 1, §1.7):
///
///     [n]_q!/Π[g]_q! = Π_{i≤n}(1 − q^i) / Π_g Π_{i≤g}(1 − q^i)
///
/// Counts are whole numbers of as many bits as n! has, so that a p of exactly 0.05 is told
/// from one below it. There are up to n²/4 counts, and up to 2n factors go through all of them: the caller keeps a
/// distribution that was worked out.
struct MannKendallDistribution: Sendable {
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
        var divisors = [Int](repeating: 0, count: ranking.count + 1)
        divisors[min(1, ranking.count)] += ranking.count - ranking.ties.reduce(0, +)
        for size in ranking.ties {
            for power in 1...size { divisors[power] += 1 }
        }
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

    /// P(|S| ≥ |s|).
    func twoSided(_ s: Int) -> Double { s == 0 ? 1 : 2 * upperTails[(untiedPairs - abs(s)) / 2] }

    /// Whether P(|S| ≥ |s|) < 0.05.
    func isSignificant(_ s: Int) -> Bool { s != 0 && (untiedPairs - abs(s)) / 2 < belowCritical }

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
