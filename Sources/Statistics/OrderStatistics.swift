/// Values of which some ranks are wanted: quicker than sorting all of them.
struct OrderStatistics {
    private var values: [Double]

    /// Takes values, none of them NaN, in any order.
    init(_ values: [Double]) { self.values = values }

    /// The value of a rank, from 0, by Hoare's algorithm FIND (1961); values are moved on the way.
    mutating func value(ofRank rank: Int) -> Double {
        var (low, high) = (0, values.count - 1)
        while low < high {
            let pivot = pivot(low, high)
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while pivot < values[right] { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                break
            }
        }
        return values[rank]
    }

    /// The median; of an even count the mean of the middle two.
    mutating func median() -> Double {
        let middle = values.count / 2
        let upper = value(ofRank: middle)
        guard values.count.isMultiple(of: 2) else { return upper }
        // What lies below the middle is now in front of it.
        var lower = -Double.infinity
        for index in 0..<middle { lower = max(lower, values[index]) }
        return (lower + upper) / 2
    }

    /// The median of the first, the middle and the last value of a stretch.
    private func pivot(_ low: Int, _ high: Int) -> Double {
        let (first, middle, last) = (values[low], values[(low + high) / 2], values[high])
        return max(min(first, middle), min(max(first, middle), last))
    }
}
