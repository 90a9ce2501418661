/// What was done to the cells and rows of a table, counted by kind.
struct TableRemarks: Sendable {
    private var marks = [Int](repeating: 0, count: CellMark.allCases.count)
    private var linesWithoutFigures = 0
    private var rowsWithoutSource = 0
    private var names: [String] = []
    private var passed = 0
    private static let namesTold = 20

    mutating func count(_ mark: CellMark) { marks[mark.rawValue] += 1 }

    mutating func countLineWithoutFigures() { linesWithoutFigures += 1 }

    mutating func countRowWithoutSource() { rowsWithoutSource += 1 }

    /// Counts a row or a column of an area that is no region of the catalog.
    mutating func countPassed(_ name: String) {
        passed += 1
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !names.contains(name), names.count < Self.namesTold { names.append(name) }
    }

    /// Adds the counts to what is told of a reading.
    func report(in account: inout ReadingAccount) {
        for mark in CellMark.allCases { account.remark(mark.words, times: marks[mark.rawValue]) }
        let areas = names.joined(separator: ", ")
        account.remark("rows and columns passed over, of areas published besides (\(areas))", times: passed)
        account.remark("rows that leave their source empty", times: rowsWithoutSource)
        account.remark("lines without figures", times: linesWithoutFigures)
    }
}
