internal import Formats
internal import Indicators

/// A CSV file of few rows, read whole: its cells by the names of their columns.
struct CSVTable {
    /// The rows of as many fields as the header.
    let rows: [CSVRow]
    /// Whether there are no other rows than these.
    let isComplete: Bool
    private let columns: CSVColumns

    /// Reads a file; what is wrong with its form is noted.
    ///
    /// Nil if the file or its header can't be read.
    init?(_ bytes: [UInt8], required: [String], optional: [String], faults: inout FileFaults) {
        var source = MemorySource(bytes)
        var reader = CSVReader()
        var columns: CSVColumns?
        var rows: [CSVRow] = []
        var isComplete = true
        do {
            while let event = try reader.next(from: &source) {
                switch event {
                case .fault(let fault):
                    faults.add(fault)
                    isComplete = false
                    if columns == nil { return nil }
                case .row:
                    guard let header = columns else {
                        columns = Self.header(reader, required: required, optional: optional, faults: &faults)
                        if columns == nil { return nil }
                        continue
                    }
                    guard reader.fieldCount == header.count else {
                        faults.add(
                            .rowLength, at: reader.position, "row of \(reader.fieldCount) fields",
                            expected: "the header has \(header.count)")
                        isComplete = false
                        continue
                    }
                    rows.append(CSVRow(reader))
                }
            }
        } catch {
            faults.add(.unreadableFile, "\(error)")
            return nil
        }
        guard let columns else {
            faults.add(
                .emptyFile, "the file is empty",
                expected: "expected the header \((required + optional).joined(separator: ","))")
            return nil
        }
        self.rows = rows
        self.isComplete = isComplete
        self.columns = columns
    }

    /// The cell of a row and a column. If the header lacks the column, the cell is empty.
    func cell(_ row: CSVRow, _ column: String) -> CSVCell {
        guard let index = columns.index(of: column) else {
            return CSVCell(column: column, text: "", position: row.position)
        }
        let cell = row.cells[index]
        return CSVCell(column: column, text: cell.text, position: cell.position)
    }

    /// The header's columns; nil if a required one is missing. The rows are read without a misspelt one.
    private static func header(
        _ reader: borrowing CSVReader, required: [String], optional: [String], faults: inout FileFaults
    ) -> CSVColumns? {
        var names: [String] = []
        for index in 0..<reader.fieldCount { names.append(reader.text(ofField: index)) }
        let known = required + optional
        let columns = CSVColumns(header: names, required: required, optional: optional) { name, known in
            name.count <= 64 ? NearestName.slip(name, among: known) : nil
        }
        for fault in columns.faults {
            switch fault {
            case .missing(let name):
                faults.add(
                    .missingColumn, at: reader.position, "no column `\(name)`", value: name,
                    expected: "required are \(required.joined(separator: ", "))")
            case .doubled(let name, let index):
                faults.add(
                    .doubledColumn, at: reader.position(ofField: index), "a second column `\(name)`", value: name,
                    expected: "expected it once")
            case .misspelt(let name, let meant, let index):
                faults.add(
                    .unknownColumn, at: reader.position(ofField: index), "unknown column `\(name.shortened)`",
                    value: name,
                    expected: "did you mean \"\(meant)\"?")
            case .unknown(let name, let index):
                faults.addUnknown(
                    .unknownColumn, at: reader.position(ofField: index), "unknown column `\(name.shortened)`",
                    value: name,
                    known: known)
            }
        }
        return required.allSatisfy { columns.index(of: $0) != nil } ? columns : nil
    }
}

/// A row of a table.
struct CSVRow {
    let position: TextPosition
    fileprivate let cells: [(text: String, position: TextPosition)]

    fileprivate init(_ reader: borrowing CSVReader) {
        var cells: [(text: String, position: TextPosition)] = []
        for index in 0..<reader.fieldCount {
            cells.append((reader.text(ofField: index), reader.position(ofField: index)))
        }
        self.position = reader.position
        self.cells = cells
    }
}
