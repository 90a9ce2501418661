/// A power of two that brings values to magnitudes of about 1, so that their squares neither overflow nor vanish.
///
/// Scaling is exact, but for values less than 2⁻¹⁰²² of the largest.
struct PowerOfTwoScale: Hashable {
    /// What a value is multiplied by.
    let factor: Double
    /// What a scaled result is multiplied by.
    let inverse: Double

    /// The scale of a window's values.
    init(of values: Span<Double>) {
        var largest = 0.0
        for index in values.indices { largest = max(largest, abs(values[index])) }
        let exponent = largest == 0 ? 0 : min(max(Int(largest.exponent), -1022), 1022)
        factor = Double(sign: .plus, exponent: -exponent, significand: 1)
        inverse = Double(sign: .plus, exponent: exponent, significand: 1)
    }

    /// The values times the factor; nil if some are so small beside the largest that their squares might vanish.
    func scaled(_ values: Span<Double>) -> [Double]? {
        var scaled: [Double] = []
        scaled.reserveCapacity(values.count)
        for index in values.indices {
            let value = values[index] * factor
            guard value == 0 || abs(value) >= 0x1p-300 else { return nil }
            scaled.append(value)
        }
        return scaled
    }

    /// A scaled result in the values' unit, nil beyond the range of a double.
    func restored(_ scaled: Double) -> Double? { (scaled * inverse).finite }
}
