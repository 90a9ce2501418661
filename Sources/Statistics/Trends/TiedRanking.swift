/// Which of a window's values are equal: what the Mann–Kendall distribution depends on.
struct TiedRanking: Hashable {
    /// How many values there are.
    let count: Int
    /// The sizes of the groups of two or more equal values, ascending.
    let ties: [Int]

    /// The ranking of a window's values.
    init(of values: Span<Double>) {
        count = values.count
        var sorted: [Double] = []
        sorted.reserveCapacity(values.count)
        for index in values.indices { sorted.append(values[index]) }
        sorted.sort()
        var ties: [Int] = []
        var start = 0
        for index in 0..<sorted.count where index + 1 == sorted.count || sorted[index] != sorted[index + 1] {
            if index > start { ties.append(index + 1 - start) }
            start = index + 1
        }
        ties.sort()
        self.ties = ties
    }

    /// A ranking of groups that are known.
    init(count: Int, ties: [Int]) {
        self.count = count
        self.ties = ties
    }

    /// N, the number of pairs.
    var pairs: Int { count * (count - 1) / 2 }
    /// N_untied, the number of pairs of different values.
    var untiedPairs: Int { ties.reduce(pairs) { $0 - $1 * ($1 - 1) / 2 } }
    /// By i, up to n: how many of the groups of equal values, single ones too, have i members or more.
    var divisors: [Int] {
        var divisors = [Int](repeating: 0, count: count + 1)
        divisors[min(1, count)] += count - ties.reduce(0, +)
        for size in ties {
            for power in 1...size { divisors[power] += 1 }
        }
        return divisors
    }
    /// The variance of S when the values are permuted at random, eighteenfold.
    var eighteenfoldVariance: Int {
        ties.reduce(count * (count - 1) * (2 * count + 5)) { $0 - $1 * ($1 - 1) * (2 * $1 + 5) }
    }
    /// Whether all values are equal.
    var isConstant: Bool { untiedPairs == 0 }
}
