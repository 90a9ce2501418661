internal import Glibc

/// Student's t distribution with a whole number of degrees of freedom.
///
/// The tails are the regularized incomplete beta function I_x(ν/2, 1/2), x = ν/(ν + t²) (DLMF 8.17, Abramowitz &
/// Stegun 26.7.1). It is worked out by its continued fraction (DLMF 8.17.22) and Lentz's algorithm (Thompson &
/// Barnett 1986). So small probabilities keep their relative accuracy.
struct StudentT {
    /// The degrees of freedom ν, at least 1.
    let degreesOfFreedom: Int
    private let nu: Double
    private let logOfBeta: Double

    /// Makes the distribution with ν ≥ 1 degrees of freedom.
    init(degreesOfFreedom: Int) {
        precondition(degreesOfFreedom >= 1, "a t distribution has at least one degree of freedom")
        self.degreesOfFreedom = degreesOfFreedom
        nu = Double(degreesOfFreedom)
        logOfBeta = log(Self.beta(degreesOfFreedom))
    }

    /// P(|T| ≥ |t|).
    func twoSided(_ t: Double) -> Double {
        let ratio = abs(t) / nu.squareRoot()
        guard ratio > 0 else { return 1 }
        let square = ratio * ratio
        let logOfX = square < 1e300 ? -log1p(square) : -2 * log(ratio)
        let x = 1 / (1 + square)
        let root = ratio < 1e150 ? ratio / (1 + square).squareRoot() : 1
        let kernel = exp(nu / 2 * logOfX - logOfBeta) * root
        if x < (nu / 2 + 1) / (nu / 2 + 2.5) {
            return kernel / (nu / 2) * continuedFraction(nu / 2, 0.5, x)
        }
        return 1 - kernel / 0.5 * continuedFraction(0.5, nu / 2, root * root)
    }

    /// P(T ≥ t).
    func upperTail(_ t: Double) -> Double {
        let half = twoSided(t) / 2
        return t < 0 ? 1 - half : half
    }

    /// The t ≥ 0 with P(T ≥ t) = q, for 0 < q ≤ 1/2.
    ///
    /// Newton's steps from 0. Right of 0 the tail is convex and falling. So the steps come from the left and can't pass the
    /// quantile.
    func upperQuantile(_ q: Double) -> Double {
        var t = 0.0
        while true {
            let density = exp(-(nu + 1) / 2 * log1p(t * t / nu) - logOfBeta) / nu.squareRoot()
            let next = t + (upperTail(t) - q) / density
            guard next > t * (1 + 0x1p-50) else { return t == 0 ? max(next, 0) : next }
            t = next
        }
    }

    /// B(ν/2, 1/2) by B(a + 1, 1/2) = B(a, 1/2)·a/(a + 1/2) (DLMF 5.12.1 and 5.5.1) from B(1/2, 1/2) = π, B(1, 1/2) = 2.
    private static func beta(_ degreesOfFreedom: Int) -> Double {
        var (value, nu) = degreesOfFreedom.isMultiple(of: 2) ? (2.0, 2) : (Double.pi, 1)
        while nu < degreesOfFreedom {
            value *= Double(nu) / Double(nu + 1)
            nu += 2
        }
        return value
    }

    private func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 0x1p-1000
        func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / kept(1 - (a + b) * x / (a + 1))
        var fraction = d
        for m in 1...10_000 {
            let m = Double(m)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            let step = d * c
            fraction *= step
            if abs(step - 1) <= 0x1p-52 { break }
        }
        return fraction
    }
}

extension StudentT {
    /// t₀.₉₇₅, the limit of a two-sided interval of 95 percent, with ν ≥ 1 degrees of freedom.
    static func quantile975(degreesOfFreedom: Int) -> Double {
        degreesOfFreedom <= quantiles975.count
            ? quantiles975[degreesOfFreedom - 1]
            : StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile(0.025)
    }

    /// Of 1 to 64 degrees of freedom: those of the windows in use.
    private static let quantiles975 = (1...64).map { StudentT(degreesOfFreedom: $0).upperQuantile(0.025) }
}
