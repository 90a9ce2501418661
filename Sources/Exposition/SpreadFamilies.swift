internal import Evaluation
internal import Formats
internal import Indicators
internal import Statistics

/// A family that has a sample for each indicator of which two regions of one level have figures.
struct SpreadFamily: Sendable {
    let family: MetricFamily
    let value: @Sendable (SpreadHistory) -> Double?

    private init(_ name: String, _ help: String, value: @escaping @Sendable (SpreadHistory) -> Double?) {
        family = MetricFamily(name, labels: ["indicator", "level"], help: help)
        self.value = value
    }

    static func labels(of spread: SpreadHistory) -> LabelSet {
        ["indicator": spread.indicator.rawValue, "level": spread.level?.name ?? ""]
    }

    /// How many years convergence looks back at the most.
    static let window = 10

    /// The families of how regions differ, in the order in which they are served.
    static let table = [
        SpreadFamily("mosaic_spread_year", "The newest year of which two regions have a figure.") {
            $0.years.last.map { Double($0.period.year) }
        },
        SpreadFamily("mosaic_spread_regions", "How many regions have a figure of that year.") {
            $0.years.last.map { Double($0.spread.n) }
        },
        SpreadFamily("mosaic_spread_cv", "Standard deviation of their figures over the mean.") {
            $0.years.last?.spread.coefficientOfVariation
        },
        SpreadFamily("mosaic_spread_gini", "Gini's coefficient of their figures.") {
            $0.years.last?.spread.gini
        },
        SpreadFamily("mosaic_spread_theil", "Theil's T of their figures.") { $0.years.last?.spread.theil },
        SpreadFamily("mosaic_spread_max_over_min", "Their greatest figure over the least.") {
            $0.years.last?.spread.maxOverMin
        },
        SpreadFamily(
            "mosaic_spread_convergence_slope",
            "Slope of growth on the logarithm of the beginning, over up to ten years; below 0: they drew nearer."
        ) { $0.window?.convergence.slope },
        SpreadFamily("mosaic_spread_convergence_standard_error", "Standard error of that slope.") {
            $0.window?.convergence.standardError
        },
    ]
}

extension Snapshot {
    /// How the regions differ in each indicator, in the catalog's order, at the highest level with two figures; nil where
    /// there are none.
    func spreads() -> [SpreadHistory?] {
        catalog.indicators.map {
            let spread = SpreadHistory(
                of: $0, in: self, level: nil, regions: nil, weight: nil, window: SpreadFamily.window)
            return spread.years.isEmpty ? nil : spread
        }
    }
}
