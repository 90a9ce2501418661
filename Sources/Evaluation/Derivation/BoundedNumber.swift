internal import Indicators

/// A number, and between which limits the true one lies.
struct BoundedNumber {
    let value: Double
    /// The least and the greatest that the true number can be.
    fileprivate let low: Double
    fileprivate let high: Double
    /// Whether the true number can't be the number itself.
    fileprivate let isStrict: Bool
    /// Whether the true number is about it, on either side.
    fileprivate let isAbout: Bool

    /// A number and its bound; the limits of its indicator end what the bound leaves open.
    init(_ value: Double, _ bound: ObservationBound, minimum: Double?, maximum: Double?) {
        let isExact = bound == .equal
        self.init(
            value, low: isExact || bound.leansUp ? value : minimum ?? -.infinity,
            high: isExact || bound.leansDown ? value : maximum ?? .infinity,
            isStrict: bound == .over || bound == .under, isAbout: bound == .approximate)
    }

    private init(_ value: Double, low: Double, high: Double, isStrict: Bool, isAbout: Bool) {
        (self.value, self.low, self.high) = (value, low, high)
        // One number alone is that number.
        (self.isStrict, self.isAbout) = (isStrict && low < high, isAbout && low < high)
    }

    /// The number with its other sign.
    static prefix func - (number: Self) -> Self {
        Self(-number.value, low: -number.high, high: -number.low, isStrict: number.isStrict, isAbout: number.isAbout)
    }

    fileprivate var isGreatest: Bool { value == high }
    fileprivate var isLeast: Bool { value == low }
    /// Whether it is 0 and nothing else.
    fileprivate var isZero: Bool { low == 0 && high == 0 }
}

extension ObservationBound {
    /// The bound of a sum: its number is the greatest that it can be where every term is.
    init(ofSum terms: [BoundedNumber]) {
        self.init(
            isGreatest: terms.allSatisfy(\.isGreatest), isLeast: terms.allSatisfy(\.isLeast),
            isStrict: terms.contains(where: \.isStrict), isAbout: terms.contains(where: \.isAbout))
    }

    /// The bound of a ratio. A divisor that can be of either sign settles nothing.
    init(of first: BoundedNumber, over second: BoundedNumber) {
        if first.isZero {
            self = .equal
        } else if second.high <= 0 {
            self.init(of: -first, over: -second)
        } else if second.low < 0 {
            self = .approximate
        } else {
            // The greatest is the greatest dividend over the divisor that makes it greatest: of 0 any does.
            let isGreatest =
                first.isGreatest && (first.high > 0 ? second.isLeast : first.high == 0 || second.isGreatest)
            let isLeast = first.isLeast && (first.low < 0 ? second.isLeast : first.low == 0 || second.isGreatest)
            let end = isGreatest ? first.high : first.low
            self.init(
                isGreatest: isGreatest, isLeast: isLeast, isStrict: first.isStrict || end != 0 && second.isStrict,
                isAbout: first.isAbout || second.isAbout)
        }
    }

    /// The bound of a change over the magnitude of what was before, which is given as a number above 0.
    init(ofChangeTo new: BoundedNumber, from magnitude: BoundedNumber) {
        // Of what can be of either sign the magnitude is no simple limit, even of a fall to nothing.
        if magnitude.low < 0 {
            self = .approximate
        } else {
            self.init(of: new, over: magnitude)
        }
    }

    /// The bound of a number that is the greatest or the least that it can be, or both, or neither.
    private init(isGreatest: Bool, isLeast: Bool, isStrict: Bool, isAbout: Bool) {
        switch (isGreatest, isLeast) {
        case _ where isAbout: self = .approximate
        case (true, true): self = .equal
        case (true, false): self = isStrict ? .under : .atMost
        case (false, true): self = isStrict ? .over : .atLeast
        case (false, false): self = .approximate
        }
    }
}
