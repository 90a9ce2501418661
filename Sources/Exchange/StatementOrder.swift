// On the hot path: benchmark `backfill` in Benchmarks/.

internal import Indicators

/// Brings rows into the order of keys.
enum StatementOrder {
    /// A buffer of rows whose `series` is indicator × number of regions + region, by places in the catalog.
    static func buffer(
        of rows: consuming [StatementBuffer.Row], names: borrowing CatalogNames, catalog: Catalog, texts: ByteTable
    ) -> StatementBuffer {
        var rows = rows
        let regionCount = catalog.regions.count
        var isUsed = [Bool](repeating: false, count: catalog.indicators.count * regionCount)
        for row in rows { isUsed[Int(row.series)] = true }
        let used = isUsed.indices.filter { isUsed[$0] }.map { place in
            let key = SeriesKey(
                indicator: catalog.indicators[place / regionCount].id, region: catalog.regions[place % regionCount].id)
            return (place: place, key: key)
        }.sorted { $0.key < $1.key }
        var numbers = [Int32](repeating: -1, count: isUsed.count)
        for (number, series) in used.enumerated() { numbers[series.place] = Int32(number) }
        var isOrdered = true
        for index in rows.indices {
            rows[index].series = numbers[Int(rows[index].series)]
            if index > 0, !precedes(rows[index - 1], rows[index]) { isOrdered = false }
        }
        if !isOrdered { rows.sort(by: precedes) }
        return StatementBuffer(series: used.map(\.key), texts: texts.texts, rows: rows)
    }

    private static func precedes(_ left: StatementBuffer.Row, _ right: StatementBuffer.Row) -> Bool {
        if left.series != right.series { return left.series < right.series }
        if left.year != right.year { return left.year < right.year }
        return left.line < right.line
    }
}
