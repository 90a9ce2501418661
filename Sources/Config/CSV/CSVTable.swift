internal import Formats
internal import Indicators

/// A CSV file of few rows, read whole: its cells by the names of their columns.
struct CSVTable {
    /// The rows of as many fields as the header.
    let rows: [CSVRow]
    /// Whether there are no other rows than these.
    let isComplete: Bool
    /// The columns of texts in a language, in the order of the header.
    let textColumns: [TextColumn]
    private let columns: CSVColumns

    /// A column of texts in a language, such as `name_fr`.
    struct TextColumn {
        let name: String
        let language: LanguageTag
    }

    /// Reads a file; what is wrong with its form is noted. Lines above the header that begin with `#` are not read.
    ///
    /// Nil if the file or its header can't be read.
    ///
    /// - Parameter prefix: what stands before the language in the names of columns of texts; nil where there are none.
    init?(
        _ bytes: [UInt8], required: [String], optional: [String], texts prefix: String? = nil, faults: inout FileFaults
    ) {
        var source = MemorySource(bytes)
        var reader = CSVReader()
        var columns: CSVColumns?
        var textColumns: [TextColumn] = []
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
                        let names = Self.names(reader)
                        if names.first?.hasPrefix("#") ?? false { continue }
                        textColumns = Self.textColumns(of: names, prefix)
                        columns = Self.header(
                            names, reader, required: required, optional: optional, prefix, textColumns, faults: &faults)
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
        self.textColumns = textColumns
    }

    /// The cell of a row and a column. If the header lacks the column, the cell is empty.
    func cell(_ row: CSVRow, _ column: String) -> CSVCell {
        guard let index = columns.index(of: column) else {
            return CSVCell(column: column, text: "", position: row.position)
        }
        let cell = row.cells[index]
        return CSVCell(column: column, text: cell.text, position: cell.position)
    }

    private static func names(_ reader: borrowing CSVReader) -> [String] {
        (0..<reader.fieldCount).map { reader.text(ofField: $0) }
    }

    /// The columns of texts in a header, each once.
    private static func textColumns(of names: [String], _ prefix: String?) -> [TextColumn] {
        var found: [TextColumn] = []
        for name in names {
            guard let prefix, name.hasPrefix(prefix), let tag = LanguageTag(String(name.dropFirst(prefix.count))) else {
                continue
            }
            if !found.contains(where: { $0.language == tag }) { found.append(TextColumn(name: name, language: tag)) }
        }
        return found
    }

    /// The header's columns; nil if a required one is missing. The rows are read without a misspelt one.
    private static func header(
        _ header: [String], _ reader: borrowing CSVReader, required: [String], optional: [String], _ prefix: String?,
        _ textColumns: [TextColumn], faults: inout FileFaults
    ) -> CSVColumns? {
        // A language that is written in two letter cases is one.
        let names = header.map { name in
            textColumns.first { $0.name.lowercased() == name.lowercased() }?.name ?? name
        }
        let known = required + optional
        let languages = textColumns.map(\.name).filter { !known.contains($0) }
        let columns = CSVColumns(header: names, required: required, optional: optional + languages) { name, known in
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
            case .unknown(let name, let index) where prefix.map { name.hasPrefix($0) } ?? false:
                _ = faults.language(String(name.dropFirst(prefix?.count ?? 0)), at: reader.position(ofField: index))
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
        cells.reserveCapacity(reader.fieldCount)
        for index in 0..<reader.fieldCount {
            cells.append((reader.text(ofField: index), reader.position(ofField: index)))
        }
        self.position = reader.position
        self.cells = cells
    }
}
