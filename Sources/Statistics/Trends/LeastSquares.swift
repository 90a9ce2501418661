/// The straight line of least squares through a window: ordinary regression of the value on the calendar year.
public struct LeastSquares: Hashable, Sendable {
    /// The slope, in the indicator's unit a year; from three observations on.
    @OptionalDouble public private(set) var slope: Double?
    /// The standard error of the slope, with n − 2 degrees of freedom.
    @OptionalDouble public private(set) var standardError: Double?
    /// The share of the variance that the line accounts for; nil if all values are equal.
    @OptionalDouble public private(set) var r2: Double?

    init(years: Span<Int>, values: Span<Double>, isConstant: Bool) {
        let n = values.count
        guard n >= 3 else {
            (slope, standardError, r2) = (nil, nil, nil)
            return
        }
        guard !isConstant else {
            (slope, standardError, r2) = (0, 0, nil)
            return
        }
        // n times the difference of each year from the mean. These are whole numbers, and their sum is exactly 0.
        var yearSum = 0
        for index in years.indices { yearSum += years[index] }
        func centredYear(_ index: Int) -> Double { Double(n * years[index] - yearSum) }

        let scale = PowerOfTwoScale(of: values)
        let origin = values[0] * scale.factor
        func shifted(_ index: Int) -> Double { values[index] * scale.factor - origin }
        var mean = 0.0
        for index in values.indices { mean += shifted(index) }
        mean /= Double(n)

        var (yearSquares, products, squares) = (0.0, 0.0, 0.0)
        for index in values.indices {
            let (year, value) = (centredYear(index), shifted(index) - mean)
            yearSquares += year * year
            products += year * value
            squares += value * value
        }
        let scaledSlope = products / yearSquares
        var residualSquares = 0.0
        for index in values.indices {
            let residual = shifted(index) - mean - scaledSlope * centredYear(index)
            residualSquares += residual * residual
        }
        let count = Double(n)
        slope = scale.restored(scaledSlope * count)
        standardError = scale.restored((residualSquares / (count - 2) / yearSquares).squareRoot() * count)
        r2 = squares > 0 ? min(products * scaledSlope / squares, 1) : nil
    }
}
