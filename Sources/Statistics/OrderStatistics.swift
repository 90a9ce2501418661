// On the hot path: benchmark `evaluation` in Benchmarks/.

/// Values of which some ranks are wanted: quicker than sorting all of them.
struct OrderStatistics {
    private var values: [Double]
    /// The rank of the median once it was found: no lower value stands behind it, no higher one before it.
    private var settled: Int?

    /// Takes values, none of them NaN, in any order.
    init(_ values: [Double]) { self.values = values }

    /// The value of a rank, from 0, by the idea of Hoare's FIND (1961): halves are told apart by a pivot until the rank is
    /// among those that equal it. Values are moved on the way.
    mutating func value(ofRank rank: Int) -> Double {
        var (low, high) = (0, values.count - 1)
        if let settled {
            if rank <= settled { high = settled } else { low = settled + 1 }
        }
        while low < high {
            let pivot = pivot(low, high)
            let equal = moveToFront(low, high) { $0 < pivot }
            if rank < equal {
                high = equal - 1
                continue
            }
            let greater = moveToFront(equal, high) { $0 <= pivot }
            if rank < greater { break }
            low = greater
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

    /// Moves values of a stretch that are wanted before the others; where the others begin.
    ///
    /// Every value is moved, so that nothing waits for a comparison whose outcome is a coin's (Lomuto's scheme).
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
