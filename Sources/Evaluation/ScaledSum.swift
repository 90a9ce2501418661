/// A weighted sum or mean of numbers of any magnitude. Powers of two scale them so that nothing overflows or vanishes.
struct ScaledSum {
    private let pairs: [(value: Double, weight: Double)]
    private let valueExponent: Int
    private let weightExponent: Int

    /// Takes finite values and weights.
    init(_ pairs: [(value: Double, weight: Double)]) {
        self.pairs = pairs
        valueExponent = Self.exponent(ofLargest: pairs.map(\.value))
        weightExponent = Self.exponent(ofLargest: pairs.map(\.weight))
    }

    /// Σwv, or Σwv/Σw; not finite if it is beyond the range of a double or all weights are 0.
    func value(isMean: Bool) -> Double {
        var (sum, weights) = (CompensatedSum(), CompensatedSum())
        for (value, weight) in pairs {
            let weight = Self.scaled(weight, by: -weightExponent)
            sum.add(Self.scaled(value, by: -valueExponent), times: weight)
            weights.add(weight)
        }
        let exponent = isMean ? valueExponent : valueExponent + weightExponent
        return Self.scaled(isMean ? sum.value / weights.value : sum.value, by: exponent)
    }

    private static func exponent(ofLargest numbers: [Double]) -> Int {
        let largest = numbers.reduce(0) { max($0, abs($1)) }
        return largest == 0 ? 0 : Int(largest.exponent)
    }

    private static func scaled(_ number: Double, by exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: number)
    }
}
