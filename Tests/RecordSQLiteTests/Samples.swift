import Indicators
import MosaicTestKit

extension StatedRow {
    /// A row of one series, published on 2020-01-01.
    static func sample(
        _ value: Double, year: Int = 2020, published: Int32 = 18_262, note: String? = nil
    ) -> StatedRow {
        let series = SeriesKey(indicator: "computing_power", region: "CN-NM")
        guard let period = Period(year: year) else { preconditionFailure("\(year) is no year") }
        return StatedRow(
            StatementKey(series, period), .figure(value: value, status: .normal, bound: .equal),
            published: CalendarDate(daysSince1970: published), note: note)
    }
}
