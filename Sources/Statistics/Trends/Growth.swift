internal import Glibc

extension Double {
    /// The number, never −0; nil if it lies beyond the range of a double.
    var finite: Double? { isFinite ? self + 0 : nil }
}

/// (new − old)/|old|, nil if old is 0. A difference that overflows does no harm to the ratio.
func relativeChange(from old: Double, to new: Double) -> Double? {
    guard old != 0 else { return nil }
    let change = new - old
    return (change.isFinite ? change / abs(old) : (new / 4 - old / 4) / (abs(old) / 4)).finite
}

/// (last/first)^(1/years) − 1, nil if one of them is not positive.
func growth(from first: Double, to last: Double, years: Int) -> Double? {
    guard first > 0, last > 0 else { return nil }
    return expm1(logarithmOfRatio(last, over: first) / Double(years)).finite
}

/// ln(a/b) of positive numbers, to a relative accuracy of a few ulp also where they are nearly equal.
func logarithmOfRatio(_ a: Double, over b: Double) -> Double {
    let ratio = a / b
    if ratio > 0.5, ratio < 2 { return log1p((a - b) / b) }
    return ratio.isNormal ? log(ratio) : log(a) - log(b)
}
