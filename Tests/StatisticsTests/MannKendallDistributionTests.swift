import Testing

@testable import Statistics

@Suite
struct MannKendallDistributionTests {
    /// Worked out from whole-number polynomials of any size.
    static let probabilities: [(count: Int, ties: [Int], s: Int, p: Double)] = [
        (count: 5, ties: [], s: 10, p: 0.016666666666666666),
        (count: 5, ties: [], s: 4, p: 0.48333333333333334),
        (count: 5, ties: [], s: 2, p: 0.8166666666666667),
        (count: 5, ties: [], s: 0, p: 1.0),
        (count: 6, ties: [], s: 15, p: 0.002777777777777778),
        (count: 6, ties: [], s: 5, p: 0.46944444444444444),
        (count: 6, ties: [], s: 1, p: 1.0),
        (count: 7, ties: [], s: 21, p: 0.0003968253968253968),
        (count: 7, ties: [], s: 17, p: 0.010714285714285714),
        (count: 7, ties: [], s: 7, p: 0.3813492063492063),
        (count: 7, ties: [], s: 1, p: 1.0),
        (count: 8, ties: [], s: 28, p: 4.96031746031746e-05),
        (count: 8, ties: [], s: 10, p: 0.27509920634920637),
        (count: 8, ties: [], s: 0, p: 1.0),
        (count: 9, ties: [], s: 36, p: 5.5114638447971785e-06),
        (count: 9, ties: [], s: 24, p: 0.012665343915343916),
        (count: 9, ties: [], s: 12, p: 0.25951829805996474),
        (count: 9, ties: [], s: 0, p: 1.0),
        (count: 10, ties: [], s: 45, p: 5.511463844797178e-07),
        (count: 10, ties: [], s: 43, p: 5.5114638447971785e-06),
        (count: 10, ties: [], s: 15, p: 0.21637345679012346),
        (count: 10, ties: [], s: 1, p: 1.0),
        (count: 15, ties: [], s: 105, p: 1.5294327463639633e-12),
        (count: 15, ties: [], s: 47, p: 0.020790615322361355),
        (count: 15, ties: [], s: 33, p: 0.11424717239544455),
        (count: 15, ties: [], s: 1, p: 1.0),
        (count: 20, ties: [], s: 190, p: 8.22063524662433e-19),
        (count: 20, ties: [], s: 58, p: 0.06380788453418215),
        (count: 20, ties: [], s: 56, p: 0.07402572925713642),
        (count: 20, ties: [], s: 0, p: 1.0),
        (count: 21, ties: [], s: 210, p: 3.9145882126782525e-20),
        (count: 21, ties: [], s: 64, p: 0.05636408981183752),
        (count: 21, ties: [], s: 38, p: 0.26749108469019917),
        (count: 21, ties: [], s: 0, p: 1.0),
        (count: 34, ties: [], s: 561, p: 6.774315071042324e-39),
        (count: 34, ties: [], s: 169, p: 0.01196975931385572),
        (count: 34, ties: [], s: 135, p: 0.04639641777647497),
        (count: 34, ties: [], s: 1, p: 1.0),
        (count: 35, ties: [], s: 595, p: 1.935518591726378e-40),
        (count: 35, ties: [], s: 417, p: 4.3222703929854287e-11),
        (count: 35, ties: [], s: 179, p: 0.010730828822455924),
        (count: 35, ties: [], s: 1, p: 1.0),
        (count: 50, ties: [], s: 1225, p: 6.575898833266316e-65),
        (count: 50, ties: [], s: 595, p: 2.054780186963319e-07),
        (count: 50, ties: [], s: 369, p: 0.0018313383052154096),
        (count: 50, ties: [], s: 1, p: 1.0),
        (count: 5, ties: [2], s: 9, p: 0.03333333333333333),
        (count: 5, ties: [2], s: 3, p: 0.6333333333333333),
        (count: 5, ties: [2], s: 1, p: 1.0),
        (count: 6, ties: [5], s: 5, p: 0.3333333333333333),
        (count: 6, ties: [5], s: 3, p: 0.6666666666666666),
        (count: 6, ties: [5], s: 1, p: 1.0),
        (count: 6, ties: [3, 3], s: 9, p: 0.1),
        (count: 6, ties: [3, 3], s: 3, p: 0.7),
        (count: 6, ties: [3, 3], s: 1, p: 1.0),
        (count: 7, ties: [2, 2], s: 19, p: 0.0015873015873015873),
        (count: 7, ties: [2, 2], s: 7, p: 0.37142857142857144),
        (count: 7, ties: [2, 2], s: 5, p: 0.553968253968254),
        (count: 7, ties: [2, 2], s: 1, p: 1.0),
        (count: 8, ties: [2, 3], s: 24, p: 0.0005952380952380953),
        (count: 8, ties: [2, 3], s: 16, p: 0.050595238095238096),
        (count: 8, ties: [2, 3], s: 8, p: 0.3827380952380952),
        (count: 8, ties: [2, 3], s: 0, p: 1.0),
        (count: 10, ties: [2, 2, 2], s: 42, p: 4.409171075837742e-06),
        (count: 10, ties: [2, 2, 2], s: 26, p: 0.020061728395061727),
        (count: 10, ties: [2, 2, 2], s: 14, p: 0.24645502645502645),
        (count: 10, ties: [2, 2, 2], s: 0, p: 1.0),
        (count: 10, ties: [4, 5], s: 29, p: 0.0015873015873015873),
        (count: 10, ties: [4, 5], s: 19, p: 0.06984126984126984),
        (count: 10, ties: [4, 5], s: 9, p: 0.4380952380952381),
        (count: 10, ties: [4, 5], s: 1, p: 1.0),
        (count: 10, ties: [6], s: 30, p: 0.0003968253968253968),
        (count: 10, ties: [6], s: 10, p: 0.375),
        (count: 10, ties: [6], s: 2, p: 0.9222222222222223),
        (count: 10, ties: [6], s: 0, p: 1.0),
        (count: 20, ties: [2, 3, 4], s: 180, p: 2.367542951027807e-16),
        (count: 20, ties: [2, 3, 4], s: 56, p: 0.07192854375855243),
        (count: 20, ties: [2, 3, 4], s: 44, p: 0.16200428678973888),
        (count: 20, ties: [2, 3, 4], s: 0, p: 1.0),
        (count: 34, ties: [2, 2, 30], s: 124, p: 7.187625783451211e-06),
        (count: 34, ties: [2, 2, 30], s: 120, p: 5.7501006267609686e-05),
        (count: 34, ties: [2, 2, 30], s: 38, p: 0.3375237191650854),
        (count: 34, ties: [2, 2, 30], s: 0, p: 1.0),
        (count: 50, ties: [2], s: 1224, p: 1.3151797666532632e-64),
        (count: 50, ties: [2], s: 726, p: 6.509730366119254e-11),
        (count: 50, ties: [2], s: 368, p: 0.0018858664858964708),
        (count: 50, ties: [2], s: 0, p: 1.0),
        (count: 50, ties: [10, 15, 25], s: 775, p: 4.840201545814692e-21),
        (count: 50, ties: [10, 15, 25], s: 481, p: 3.970011092466243e-06),
        (count: 50, ties: [10, 15, 25], s: 233, p: 0.03293481274319965),
        (count: 50, ties: [10, 15, 25], s: 1, p: 1.0),
        (count: 50, ties: [Int](repeating: 2, count: 20), s: 1205, p: 6.895329694991061e-59),
        (count: 50, ties: [Int](repeating: 2, count: 20), s: 363, p: 0.0021694819863997466),
        (count: 50, ties: [Int](repeating: 2, count: 20), s: 207, p: 0.08464973323627194),
        (count: 50, ties: [Int](repeating: 2, count: 20), s: 1, p: 1.0),
    ]

    /// The smallest S with P(S ≥ it) ≤ 0.025, by the number of values: from the same polynomials.
    static let criticals: [(count: Int, s: Int)] = [
        (5, 10), (6, 13), (7, 15), (8, 18), (9, 20), (10, 23), (11, 27), (12, 30), (13, 34),
        (
            14,
            37
        ), (15, 41), (16, 46), (17, 50), (18, 53), (19, 57), (20, 62), (30, 111), (40, 170),
        (
            50,
            235
        ),
    ]

    @Test(arguments: probabilities)
    func `probabilities are right to 1e-13 of their own size`(count: Int, ties: [Int], s: Int, p: Double) {
        let distribution = MannKendallDistribution(of: TiedRanking(count: count, ties: ties))
        #expect(abs(distribution.twoSided(s) - p) <= 1e-13 * p)
        #expect(distribution.twoSided(-s) == distribution.twoSided(s))
        #expect(distribution.isSignificant(s) == (p < 0.05))
    }

    @Test(arguments: criticals)
    func `critical values are those of whole-number polynomials`(count: Int, s: Int) {
        #expect(MannKendallDistribution(of: TiedRanking(count: count, ties: [])).critical == s)
    }

    @Test(arguments: [
        [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [1, 1, 2, 3, 4], [1, 1, 2, 2, 3, 3], [1, 1, 1, 2, 2, 3, 4],
        [1, 1, 1, 1, 1, 2],
        [1, 2, 3, 4, 5, 6, 7], [1, 1, 1, 2, 2, 2, 2],
    ])
    func `the distribution is that of counting every permutation`(values: [Double]) {
        var counts: [Int: Int] = [:]
        var total = 0
        Self.forEachPermutation(of: values) { permuted in
            total += 1
            counts[Self.score(permuted), default: 0] += 1
        }
        let distribution = MannKendallDistribution(of: TiedRanking(of: values.span))
        for s in counts.keys {
            let count = counts.reduce(0) { $0 + (abs($1.key) >= abs(s) ? $1.value : 0) }
            #expect(abs(distribution.twoSided(s) - Double(count) / Double(total)) <= 1e-15)
            #expect(distribution.isSignificant(s) == (20 * count < total))
        }
    }

    @Test(arguments: [(8, [3, 4], 15), (10, [6], 20)])
    func `a p of exactly 0.05 is not below 0.05`(count: Int, ties: [Int], s: Int) {
        let distribution = MannKendallDistribution(of: TiedRanking(count: count, ties: ties))
        #expect(abs(distribution.twoSided(s) - 0.05) < 1e-16)
        #expect(!distribution.isSignificant(s))
        #expect(distribution.isSignificant(s + 2))
        #expect(distribution.critical == s)
    }

    /// Rankings of more than a hundred values, up to one large group and a few others.
    static let longRankings: [TiedRanking] = [
        TiedRanking(count: 101, ties: []), TiedRanking(count: 130, ties: []), TiedRanking(count: 131, ties: [2, 2, 3]),
        TiedRanking(count: 140, ties: [70, 70]), TiedRanking(count: 140, ties: [2, 137]),
        TiedRanking(count: 140, ties: [139]),
        TiedRanking(count: 150, ties: [Int](repeating: 10, count: 15)), TiedRanking(count: 129, ties: [5, 40, 60]),
    ]

    @Test(arguments: longRankings)
    func `summed tails are the counted ones to 1e-12, and their critical value is the same`(ranking: TiedRanking) {
        let counts = InversionCounts(of: ranking)
        let transform = InversionTransform(of: ranking)
        for s in stride(from: ranking.untiedPairs, to: 0, by: -2) {
            #expect(abs(counts.upperTail(s) - transform.upperTail(s)) <= 1e-12)
        }
        #expect(counts.critical == transform.critical)
    }

    @Test
    func `two thousand values have the tails of a normal distribution to within its error`() {
        let distribution = MannKendallDistribution(of: TiedRanking(count: 2000, ties: []))
        // 1.96 standard deviations of S, which are the root of 2000 · 1999 · 4005 / 18.
        let s = 58_458
        #expect(abs(distribution.twoSided(s) - 0.05) < 1e-4)
        #expect(distribution.twoSided(1_999_000) == 0)
        #expect(distribution.twoSided(2) > 0.99993)
        #expect(abs((distribution.critical ?? 0) - s) < 20)
    }

    @Test
    func `a collection gives the distribution that would be worked out anew`() {
        var distributions = MannKendallDistributions()
        let patterns = [(10, []), (10, [2, 3]), (9, []), (10, [2, 3]), (10, [])]
        let rankings = patterns.map { TiedRanking(count: $0, ties: $1) }
        for ranking in rankings {
            let fresh = MannKendallDistribution(of: ranking)
            for s in stride(from: ranking.untiedPairs, through: -ranking.untiedPairs, by: -2) {
                #expect(distributions[ranking].twoSided(s) == fresh.twoSided(s))
            }
        }
    }

    private static func score(_ values: [Double]) -> Int {
        var s = 0
        for later in values.indices {
            for earlier in 0..<later {
                s += (values[later] > values[earlier] ? 1 : 0) - (values[later] < values[earlier] ? 1 : 0)
            }
        }
        return s
    }

    private static func forEachPermutation(of values: [Double], _ body: ([Double]) -> Void) {
        func permute(_ values: inout [Double], _ fixed: Int) {
            guard fixed < values.count else { return body(values) }
            for index in fixed..<values.count {
                values.swapAt(fixed, index)
                permute(&values, fixed + 1)
                values.swapAt(fixed, index)
            }
        }
        var values = values
        permute(&values, 0)
    }
}
