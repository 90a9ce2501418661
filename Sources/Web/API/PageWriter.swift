internal import Formats
internal import NIOCore
internal import Reports

/// A page of a list on its way out, as JSON or CSV. What is held of it are its bytes.
struct PageWriter {
    private let format: TableFormat
    private let csv: JSONShape
    private let limit: Int
    private let state: String?
    /// What names the row behind which the page begins, while that row has not come; nil: rows are wanted.
    private(set) var after: [String]?
    private var last: [String] = []
    private var count = 0
    private var bytes: [UInt8] = []
    private var writer = CSVWriter()
    /// Where the next page begins; nil: this is the last.
    private(set) var next: PageCursor?

    /// Begins a page.
    ///
    /// - Parameters:
    ///   - csv: the shape of the rows in CSV.
    ///   - limit: the most rows.
    ///   - after: what names the row behind which it begins; nil: with the first.
    ///   - state: the state of the record that the pages are of; nil: they are none of the record.
    init(_ format: TableFormat, csv: JSONShape, limit: Int, after: [String]?, state: String?) {
        (self.format, self.csv, self.limit, self.after, self.state) = (format, csv, limit, after, state)
        switch format {
        case .json: bytes += Array(#"{"data":["#.utf8)
        case .csv: writer.append(row: csv.columns, to: &bytes)
        }
    }

    /// Whether no further row has room.
    var isFull: Bool { count >= limit }

    /// Appends a row.
    mutating func append(_ row: JSONValue) {
        switch format {
        case .json:
            if count > 0 { bytes.append(UInt8(ascii: ",")) }
            row.append(to: &bytes)
        case .csv:
            csv.append(row, by: &writer, to: &bytes)
            writer.endRow(in: &bytes)
        }
        count += 1
    }

    /// Appends rows of a named list, those behind ``after`` that have room.
    ///
    /// - Parameters:
    ///   - name: what names a row among the list's, whichever of them are wanted.
    ///   - isWanted: whether a row is to be there.
    mutating func append<Row>(
        _ rows: some Sequence<Row>, name: (Row) -> [String], where isWanted: (Row) -> Bool, _ json: (Row) -> JSONValue
    ) {
        for row in rows {
            if let after {
                if name(row) == after { self.after = nil }
                continue
            }
            guard isWanted(row) else { continue }
            guard !isFull else { return end(behind: last) }
            append(json(row))
            last = name(row)
        }
    }

    /// Ends the page, as further rows have no room.
    ///
    /// - Parameter names: what names the last row, or says how far the page came.
    mutating func end(behind names: [String]) {
        if next == nil { next = PageCursor(names: names, state: state) }
    }

    /// Takes the row behind which the page begins: whoever takes it appends rows from there on.
    mutating func takeAfter() -> [String]? {
        defer { after = nil }
        return after
    }

    /// The page's bytes.
    ///
    /// - Parameter reference: the next page, relative to this one; nil: this is the last.
    /// - Throws: 410 where the row has not come behind which the page begins.
    consuming func body(next reference: String?) throws(Problem) -> ByteBuffer {
        guard after == nil else { throw .cursorIsGone }
        if format == .json {
            bytes += Array(#"],"next":"#.utf8)
            JSONValue(reference).append(to: &bytes)
            bytes += Array("}\n".utf8)
        }
        return ByteBuffer(bytes: bytes)
    }
}
