internal import Formats
internal import Indicators
internal import Record

/// The rows of a list of the record, a series at a time from where the page begins.
///
/// A page names how many rows of its last series are behind it: the state that it is pinned to has them in one order.
struct RecordRows {
    /// The parameters of such a list.
    static let parameters: [QueryParameter] = [.indicator, .region, .level, .from, .to, .asOf, .publishedBy]

    /// What is to be read.
    let selection: SeriesSelection
    /// Of which state.
    let asOf: AsOf
    private let asked: ListRequest
    private let regions: Set<Identifier<Region>>?
    private let firstYear: Int
    private let lastYear: Int
    /// The last series of the page before, and how many of its rows are behind the page.
    private let start: (key: SeriesKey, count: Int)?

    /// - Throws: 400 for a name that nothing has and for what is no cursor; 410 for a cursor of another record.
    init(_ asked: ListRequest, _ page: inout PageWriter) throws(Problem) {
        self.asked = asked
        asOf = try asked.pinnedAsOf()
        regions = try asked.regions()
        firstYear = asked.request.year(.from)?.year ?? .min
        lastYear = asked.request.year(.to)?.year ?? .max
        if let names = page.takeAfter() {
            guard names.count == 3, let count = Int(names[2]) else { throw .cursorIsGone }
            start = (SeriesKey(indicator: Identifier(names[0]), region: Identifier(names[1])), count)
        } else {
            start = nil
        }
        let only = regions.flatMap { $0.count == 1 ? $0.first : nil }
        selection = SeriesSelection(indicator: try asked.indicator(), region: only, from: start?.key)
    }

    /// Reads until the record or the page ends.
    func read(_ body: (any RecordView) throws -> Void) throws(Problem) {
        try asked.reading { view in
            do { try body(view) } catch is PageIsFull {}
        }
    }

    /// Appends the rows of a series that are asked for; those of an indicator that the catalog does not name are left out.
    ///
    /// - Throws: ``PageIsFull`` where one of them has no room.
    func append<Row>(
        _ rows: [Row], of key: SeriesKey?, period: (Row) -> Period, to page: inout PageWriter,
        _ json: (Row, UnitOfMeasure) -> JSONValue
    ) throws {
        guard let key, regions?.contains(key.region) ?? true, let unit = asked.catalog.indicator(key.indicator)?.unit
        else { return }
        let behind = start.map { $0.key == key ? $0.count : 0 } ?? 0
        for (index, row) in rows.enumerated().dropFirst(behind) {
            guard firstYear <= period(row).year, period(row).year <= lastYear else { continue }
            guard !page.isFull else {
                page.end(behind: [key.indicator.rawValue, key.region.rawValue, String(index)])
                throw PageIsFull()
            }
            page.append(json(row, unit))
        }
    }

    /// The page has no room for a row: reading ends.
    private struct PageIsFull: Error {}
}
