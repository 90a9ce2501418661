internal import Indicators

/// Columns of text: aligned and headed on a terminal, separated by tabs in a pipe.
struct Table {
    /// A column: its name, and how its cells are shown.
    struct Column {
        /// What a reader sees of a cell beside its text.
        enum Look {
            /// Nothing.
            case plain
            /// A state's word has a colour where there are colours.
            case state
            /// A drawing, which programs do not get.
            case drawing
        }

        let name: String
        /// Whether its cells are set to the right.
        var isNumber = false
        var look = Look.plain
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, a text a column; what would break the row or be obeyed by a terminal is shown instead.
    mutating func add(_ row: [String]) { rows.append(row.map { $0.replacingControlCharacters() }) }

    /// The bytes to print on a console's standard output.
    func bytes(for console: Console) -> [UInt8] {
        bytes(isAligned: console.isTerminal, inColours: console.hasColours)
    }

    /// The bytes to print: aligned for people, or separated by tabs for programs.
    func bytes(isAligned: Bool, inColours: Bool) -> [UInt8] {
        guard isAligned else {
            let shown = columns.indices.filter { columns[$0].look != .drawing }
            return Array(
                ([columns.map(\.name)] + rows).map { row in
                    shown.map { row[$0] }.joined(separator: "\t") + "\n"
                }.joined().utf8)
        }
        let widths = columns.indices.map { column in
            max(columns[column].name.displayWidth, rows.map { $0[column].displayWidth }.max() ?? 0)
        }
        func line(_ cells: [String], isHead: Bool = false) -> String {
            var text = ""
            for (column, cell) in cells.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - cell.displayWidth)
                let isLast = column == cells.count - 1
                let hasColour = inColours && !isHead && columns[column].look == .state
                let painted = hasColour ? StateColour(word: cell)?.painting(cell) ?? cell : cell
                text += columns[column].isNumber ? gap + painted : isLast ? painted : painted + gap
                text += isLast ? "" : "  "
            }
            return text
        }
        let head = line(columns.map(\.name), isHead: true)
        let bold = inColours ? "\u{1B}[1m\(head)\u{1B}[0m" : head
        return Array(([bold] + rows.map { line($0) }).map { $0 + "\n" }.joined().utf8)
    }
}

extension String {
    /// How many columns of a terminal the text takes: Chinese characters take two.
    var displayWidth: Int {
        unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
                width + 2
            case 0x300...0x36F, 0x200B...0x200F: width
            default: width + 1
            }
        }
    }
}
