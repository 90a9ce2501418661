internal import Formats
internal import Indicators

/// Reads `regions.csv`.
struct RegionsReader {
    static let requiredColumns = ["id", "kind"]
    /// What stands before the language in a column of names.
    static let namePrefix = "name_"
    /// The columns of names in which no cell may be empty.
    static let filledNames = ["name_en", "name_zh"]
    static let optionalColumns = [
        "name_en", "name_zh", "gb_code", "level", "parent", "clusters", "partly_in", "aliases", "tile_row",
        "tile_column", "valid_from",
        "valid_to", "successor",
    ]

    var faults: FileFaults
    /// The regions without a fault, in the file's order.
    private(set) var regions: [Region] = []
    /// The folded names in rows with a fault. They are known, but their regions are not.
    private(set) var faultyNames: Set<String> = []
    /// The levels that a region can be of, from the top; nil if they are not known.
    let levels: [RegionLevel]?
    /// The words for what a region can be; nil if the levels are not known.
    let kinds: [String]?
    /// Whether the file could be read whole: then what it lacks is unknown.
    private(set) var isComplete = true
    /// The names that are claimed, folded.
    private(set) var names: [String: (id: String, position: TextPosition)] = [:]
    /// The ids of clusters by their folded names.
    private(set) var clusters: [String: String] = [:]
    /// The ids of regions by the folded codes that follow from those in the file.
    var impliedNames: [String: String] = [:]
    private(set) var ids: [String: TextPosition] = [:]
    private var tiles: [Region.Tile: TextPosition] = [:]

    init(file: String, levels: [RegionLevel]?) {
        self.faults = FileFaults(file: file)
        self.levels = levels
        kinds = levels.map { Self.kinds(besides: $0) }
    }

    /// Reads the file. The result says whether all of it could be read: then the regions that it lacks are unknown.
    mutating func read(from files: any FileReading) -> Bool {
        guard let bytes = faults.bytes(from: files),
            let table = CSVTable(
                bytes, required: Self.requiredColumns, optional: Self.optionalColumns, texts: Self.namePrefix,
                faults: &faults)
        else { return false }
        guard !table.textColumns.isEmpty else {
            faults.add(
                .missingColumn, at: TextPosition(line: 1, column: 1), "no column of names",
                expected: "expected one or more such as name_en, name_zh or name_fr")
            return false
        }
        if table.rows.isEmpty, faults.count == 0 {
            faults.add(.emptyFile, "the file names no region", expected: "expected at least one row")
        }
        isComplete = table.isComplete
        for row in table.rows { noteCluster(row, of: table) }
        names.reserveCapacity(3 * table.rows.count)
        ids.reserveCapacity(table.rows.count)
        var drafts: [RegionDraft] = []
        drafts.reserveCapacity(table.rows.count)
        for row in table.rows {
            let before = faults.count
            var draft = draft(row, of: table)
            draft.isFaulty = faults.count > before
            drafts.append(draft)
        }
        settleTree(&drafts, of: table)
        settleEnds(&drafts, of: table)
        checkClusters(&drafts, of: table)
        for draft in drafts {
            if let region = draft.region {
                regions.append(region)
            } else {
                faultyNames.formUnion(Self.names(draft.row, of: table).map { Catalog.folded($0.text) })
            }
        }
        return table.isComplete
    }

    /// Notes the faults that a check finds in a row that was read.
    mutating func check(_ draft: inout RegionDraft, _ body: (inout Self, inout RegionDraft) -> Void) {
        let before = faults.count
        body(&self, &draft)
        if faults.count > before { draft.isFaulty = true }
    }

    /// Remembers the names of a cluster even if its row has a fault.
    private mutating func noteCluster(_ row: CSVRow, of table: CSVTable) {
        guard table.cell(row, "kind").text == Region.Kind.cluster.rawValue else { return }
        let id = table.cell(row, "id").text
        for name in Self.names(row, of: table) { clusters[Catalog.folded(name.text)] = id }
    }

    private mutating func draft(_ row: CSVRow, of table: CSVTable) -> RegionDraft {
        var draft = RegionDraft(row)
        draft.id = id(table.cell(row, "id"))
        draft.name = name(row, of: table)
        draft.gbCode = gbCode(table.cell(row, "gb_code"))
        let aliases = Self.list(table.cell(row, "aliases"))
        for alias in aliases { _ = faults.label(alias) }
        draft.aliases = aliases.map(\.text)
        if let id = draft.id { claimNames(row, of: table, for: id) }
        draft.kind = kind(table.cell(row, "kind"))
        draft.level = level(table.cell(row, "level"), of: draft.kind)
        draft.clusters = clusters(table.cell(row, "clusters"), kind: draft.kind)
        draft.partlyIn = clusters(table.cell(row, "partly_in"), kind: draft.kind, besides: draft.clusters)
        draft.tile = tile(row: table.cell(row, "tile_row"), column: table.cell(row, "tile_column"))
        draft.validFrom = year(table.cell(row, "valid_from"), kind: draft.kind)
        draft.validTo = year(table.cell(row, "valid_to"), kind: draft.kind)
        return draft
    }

    /// The name in each language. English and Chinese ones, where the file has their columns, are in every row.
    private mutating func name(_ row: CSVRow, of table: CSVTable) -> MultilingualText? {
        let before = faults.count
        let name = faults.texts(row, of: table, filled: Self.filledNames)
        if name == nil, faults.count == before, let column = table.textColumns.first {
            let columns = FileFaults.listed(table.textColumns.map { "`\($0.name)`" }, "or")
            faults.add(
                .missingValue, at: table.cell(row, column.name).position, "no name in \(columns)",
                expected: "expected a name in at least one language")
        }
        return name
    }

    /// The year in which a region began or ended.
    private mutating func year(_ cell: CSVCell, kind: Region.Kind?) -> Period? {
        let year = faults.year(cell)
        if !cell.isEmpty, kind == .cluster {
            faults.add(
                .conflictingKeys, at: cell.position, "`\(cell.column)` of a cluster", value: cell.text,
                expected: "expected none: a cluster lasts as long as its members")
        }
        return year.flatMap { Period(year: $0) }
    }

    private mutating func id(_ cell: CSVCell) -> String? {
        guard let text = faults.required(cell) else { return nil }
        let letters = Array(text.utf8)
        let isID =
            letters.count <= 16 && (65...90).contains(letters[0])
            && letters.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
        guard isID else {
            faults.add(
                .badID, at: cell.position, "\(text.quoted) is no id", value: text,
                expected: "expected capital letters, digits and -, a letter first, at most 16 in all")
            return nil
        }
        if let first = ids[text] {
            faults.add(
                .duplicateID, at: cell.position, "id \(text.quoted) stands twice, first at \(first)", value: text,
                expected: "expected one row a region")
            return nil
        }
        ids[text] = cell.position
        return text
    }

    /// The six digits of a code that may be written without the zeros behind a province or prefecture.
    private mutating func gbCode(_ cell: CSVCell) -> String? {
        if cell.isEmpty { return nil }
        guard [2, 4, 6].contains(cell.text.utf8.count), cell.text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            faults.add(
                .badCode, at: cell.position, "`gb_code` is \(cell.text.quoted)", value: cell.text,
                expected: "expected two, four or six digits of GB/T 2260")
            return nil
        }
        return Self.sixDigits(cell.text)
    }

    /// Notes a region's names. A name that another region has already is a fault.
    private mutating func claimNames(_ row: CSVRow, of table: CSVTable, for id: String) {
        for cell in Self.names(row, of: table) {
            let name = Catalog.folded(cell.text)
            if let owner = names[name] {
                guard owner.id != id else { continue }
                faults.add(
                    .duplicateName, at: cell.position,
                    "\(cell.text.quoted) names \(id), and \(owner.id) at \(owner.position)", value: cell.text,
                    expected: "expected a name of one region")
            } else {
                names[name] = (id, cell.position)
            }
        }
    }

    private mutating func tile(row: CSVCell, column: CSVCell) -> Region.Tile? {
        if row.isEmpty != column.isEmpty {
            let (given, lacking) = row.isEmpty ? (column, row) : (row, column)
            faults.add(
                .missingValue, at: given.position, "`\(given.column)` without `\(lacking.column)`",
                expected: "expected both or none")
        }
        let rowNumber = faults.smallNumber(row)
        let columnNumber = faults.smallNumber(column)
        guard let rowNumber, let columnNumber else { return nil }
        let tile = Region.Tile(row: rowNumber, column: columnNumber)
        if let first = tiles[tile] {
            faults.add(
                .duplicateTile, at: row.position, "the tile is taken, at \(first)",
                expected: "expected a tile of its own")
        } else {
            tiles[tile] = row.position
        }
        return tile
    }

    /// The parts of a list; they stand where the list does.
    static func list(_ cell: CSVCell) -> [CSVCell] {
        guard !cell.isEmpty else { return [] }
        return cell.text.split(separator: "|", omittingEmptySubsequences: false).map {
            CSVCell(column: cell.column, text: String($0), position: cell.position)
        }
    }

    /// Every text that names the region of a row; the GB/T 2260 code has all its digits.
    private static func names(_ row: CSVRow, of table: CSVTable) -> [CSVCell] {
        let code = table.cell(row, "gb_code")
        let digits = CSVCell(column: code.column, text: sixDigits(code.text), position: code.position)
        let others = table.textColumns.map { table.cell(row, $0.name) }
        return ([table.cell(row, "id"), digits] + others + list(table.cell(row, "aliases"))).filter { !$0.isEmpty }
    }

    private static func sixDigits(_ code: String) -> String {
        [2, 4].contains(code.utf8.count) ? code + String(repeating: "0", count: 6 - code.utf8.count) : code
    }
}
