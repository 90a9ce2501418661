internal import Formats
internal import Indicators

/// Rows on their way out as CSV or JSON, a block at a time: what is held of them is bounded.
struct RowStream {
    private let session: Session
    private let isJSON: Bool
    private var unknownIndicators: [Identifier<Indicator>] = []
    private var bytes: [UInt8] = []
    private var isFirst = true

    private static let blockSize = 1 << 18

    init(session: Session, isJSON: Bool) {
        self.session = session
        self.isJSON = isJSON
    }

    /// Starts with a header, or with an array's bracket.
    mutating func begin(header: (inout [UInt8]) -> Void) {
        if isJSON { bytes.append(UInt8(ascii: "[")) } else { header(&bytes) }
    }

    /// Writes rows of one series; those of an indicator that the catalog doesn't know are left out.
    mutating func take<Row>(
        _ rows: [Row], of series: SeriesKey?, csv: (Row, UnitOfMeasure, inout [UInt8]) -> Void,
        json: (Row, UnitOfMeasure) -> JSONValue
    ) throws(CommandFailure) {
        guard let series else { return }
        guard let unit = session.catalog.indicator(series.indicator)?.unit else {
            if unknownIndicators.last != series.indicator { unknownIndicators.append(series.indicator) }
            return
        }
        for row in rows {
            if isJSON {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                json(row, unit).append(to: &bytes)
            } else {
                csv(row, unit, &bytes)
            }
            isFirst = false
        }
        guard bytes.count >= Self.blockSize else { return }
        try session.console.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, and tells what was left out.
    mutating func end() throws(CommandFailure) {
        if isJSON { bytes.append(contentsOf: "]\n".utf8) }
        try session.console.write(bytes)
        bytes.removeAll()
        for indicator in unknownIndicators {
            session.console.tell(
                "mosaic: \(indicator) is in the record but not in the catalog; its figures are left out")
        }
    }
}
