internal import Formats
internal import Foundation

extension Double {
    /// The shortest decimal that is this number; ∞ if it is beyond a double.
    var plainWords: String {
        isFinite ? decimalText : self < 0 ? "−∞" : "∞"
    }

    /// The number to some significant digits; more if its whole part has more.
    func words(digits: Int = 6) -> String {
        guard isFinite, self != 0 else { return plainWords }
        let whole = max(Int(log10(magnitude).rounded(.down)) + 1, 0)
        guard whole <= 17, let rounded = Double(String(format: "%.\(max(digits, whole) - 1)e", self)) else {
            return plainWords
        }
        return rounded.plainWords
    }

    /// A ratio as a percentage.
    var percentWords: String { "\((self * 100).words(digits: 4))%" }

    /// A ratio as a number of times.
    var timesWords: String { words(digits: magnitude < 10 ? 2 : 3) }
}

/// base^exponent; the base is positive.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
