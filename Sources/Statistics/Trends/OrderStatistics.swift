// On the hot path: benchmark `evaluation` in Benchmarks/.

/// Values of which some ranks are wanted: quicker than a sort of all of them.
struct OrderStatistics {
    private var values: [Double]
    /// Whether the values are in order.
    private let areSorted: Bool
    /// The rank of the median once it was found. Then no lower value is behind it and no higher one before it.
    private var settled: Int?

    /// How many values are sorted by counting, whose work grows with the square. A window of eleven has as many slopes.
    static let mostCounted = 56

    /// Takes values, none of them NaN, in any order.
    init(_ values: [Double]) {
        areSorted = values.count <= Self.mostCounted
        self.values = areSorted ? Self.sortedByCounting(values) : values
    }

    /// The value of a rank, from 0, by the idea of Hoare's FIND (1961). A pivot tells halves apart until the rank is among
    /// the values that equal it. Values are moved on the way.
    mutating func value(ofRank rank: Int) -> Double {
        if areSorted { return values[rank] }
        var (low, high) = (0, values.count - 1)
        if let settled {
            if rank <= settled { high = settled } else { low = settled + 1 }
        }
        while low < high {
            let pivot = pivot(low, high)
            var front = moveToFront(low, high) { $0 < pivot }
            if rank < front {
                high = front - 1
                continue
            }
            if front == low {
                // No value is below the pivot. Those equal to it go first, so that each round gets on.
                front = moveToFront(low, high) { $0 <= pivot }
                if rank < front { return pivot }
            }
            low = front
        }
        return values[rank]
    }

    /// The median; of an even count the mean of the middle two.
    mutating func median() -> Double {
        let middle = values.count / 2
        let upper = value(ofRank: middle)
        settled = middle
        guard values.count.isMultiple(of: 2) else { return upper }
        // What lies below the middle is now in front of it.
        var lower = -Double.infinity
        for index in 0..<middle { lower = max(lower, values[index]) }
        return (lower + upper) / 2
    }

    /// Puts each value at the index that is the number of lesser ones (Knuth, TAOCP vol. 3, §5.2, algorithm C).
    /// Nothing waits for the outcome of a comparison, and eight comparisons are made at once.
    private static func sortedByCounting(_ values: [Double]) -> [Double] {
        var sorted = [Double](repeating: .nan, count: values.count)
        for start in stride(from: 0, to: values.count, by: 8) {
            var lanes = SIMD8<Double>(repeating: .infinity)
            let count = min(8, values.count - start)
            for lane in 0..<count { lanes[lane] = values[start + lane] }
            var ranks = SIMD8<Int64>.zero
            for value in values { ranks.replace(with: ranks &+ 1, where: value .< lanes) }
            for lane in 0..<count { sorted[Int(ranks[lane])] = lanes[lane] }
        }
        // Equal values went to the index of the first of them.
        for rank in sorted.indices.dropFirst() where sorted[rank].isNaN { sorted[rank] = sorted[rank - 1] }
        return sorted
    }

    /// Moves values of a stretch that are wanted before the others; where the others begin.
    ///
    /// Every value is moved, so that the processor need not guess the outcome of a comparison (Lomuto's scheme).
    private mutating func moveToFront(_ low: Int, _ high: Int, _ isWanted: (Double) -> Bool) -> Int {
        var span = values.mutableSpan
        var front = low
        for index in low...high {
            let value = span[index]
            span[index] = span[front]
            span[front] = value
            front += isWanted(value) ? 1 : 0
        }
        return front
    }

    /// The median of the first, the middle and the last value of a stretch.
    private func pivot(_ low: Int, _ high: Int) -> Double {
        let (first, middle, last) = (values[low], values[(low + high) / 2], values[high])
        return max(min(first, middle), min(max(first, middle), last))
    }
}
