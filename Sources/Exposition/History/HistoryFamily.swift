internal import Indicators

/// The families of history: each year's figure at the end of that year. They are no part of a scrape.
enum HistoryFamily {
    /// The figures of series.
    static let value = MetricFamily(
        "mosaic_history_value", labels: ["indicator", "region", "unit"], help: "The figure of a year, at the end of it."
    )
    /// The lines of plans.
    static let pathValue = MetricFamily(
        "mosaic_history_path_value", labels: ["indicator", "region", "target", "unit"],
        help: "Where the path to the target is at the end of a year.")
}

extension Period {
    /// The second at which the year's figure stands: 31 December, 12:00 UTC, which is that year in China too.
    var historySeconds: Int? {
        CalendarDate(year: year, month: 12, day: 31).map { Int($0.daysSince1970) * 86_400 + 43_200 }
    }
}
