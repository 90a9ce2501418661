internal import Formats
internal import Indicators

/// Reads `regions.csv`.
struct RegionsReader {
    static let requiredColumns = ["id", "name_en", "name_zh", "kind"]
    static let optionalColumns = [
        "gb_code", "clusters", "partly_in", "aliases", "tile_row", "tile_column", "valid_from",
    ]

    private(set) var faults: FileFaults
    /// The regions without a fault, in the file's order.
    private(set) var regions: [Region] = []
    /// The folded names in rows with a fault. They are known, but their regions are not.
    private(set) var faultyNames: Set<String> = []
    private var ids: [String: TextPosition] = [:]
    private var names: [String: (id: String, position: TextPosition)] = [:]
    private var tiles: [Region.Tile: TextPosition] = [:]
    private var nation: TextPosition?
    private var clusters: [String: String] = [:]
    private var knowsClusters = true

    init(file: String) {
        self.faults = FileFaults(file: file)
    }

    /// Reads the file. The result says whether all of it could be read: then the regions that it lacks are unknown.
    mutating func read(from files: any FileReading) -> Bool {
        guard let bytes = faults.bytes(from: files),
            let table = CSVTable(
                bytes, required: Self.requiredColumns, optional: Self.optionalColumns, faults: &faults)
        else { return false }
        if table.rows.isEmpty, faults.count == 0 {
            faults.add(.emptyFile, "the file names no region", expected: "expected at least one row")
        }
        knowsClusters = table.isComplete
        for row in table.rows { noteCluster(row, of: table) }
        for row in table.rows {
            let before = faults.count
            let region = region(row, of: table)
            if let region, faults.count == before {
                regions.append(region)
            } else {
                faultyNames.formUnion(Self.names(row, of: table).map { Catalog.folded($0.text) })
            }
        }
        return table.isComplete
    }

    /// Remembers the names of a cluster even if its row has a fault.
    private mutating func noteCluster(_ row: CSVRow, of table: CSVTable) {
        guard table.cell(row, "kind").text == Region.Kind.cluster.rawValue else { return }
        let id = table.cell(row, "id").text
        for name in Self.names(row, of: table) { clusters[Catalog.folded(name.text)] = id }
    }

    private mutating func region(_ row: CSVRow, of table: CSVTable) -> Region? {
        let id = id(table.cell(row, "id"))
        let english = faults.label(table.cell(row, "name_en"))
        let chinese = faults.label(table.cell(row, "name_zh"))
        let gbCode = gbCode(table.cell(row, "gb_code"))
        for alias in Self.list(table.cell(row, "aliases")) { _ = faults.label(alias) }
        if let id { claimNames(row, of: table, for: id) }
        let kind = kind(table.cell(row, "kind"))
        let whole = clusters(table.cell(row, "clusters"), kind: kind)
        let partly = clusters(table.cell(row, "partly_in"), kind: kind, besides: whole)
        let tile = tile(row: table.cell(row, "tile_row"), column: table.cell(row, "tile_column"))
        let validFrom = validFrom(table.cell(row, "valid_from"), kind: kind)
        guard let id, let english, let chinese, let kind else { return nil }
        return Region(
            id: Identifier(id), gbCode: gbCode, name: BilingualText(english: english, chinese: chinese), kind: kind,
            clusters: whole, partlyIn: partly, aliases: Self.list(table.cell(row, "aliases")).map(\.text), tile: tile,
            validFrom: validFrom)
    }

    private mutating func validFrom(_ cell: CSVCell, kind: Region.Kind?) -> Period? {
        let year = faults.year(cell)
        if !cell.isEmpty, kind == .nation || kind == .cluster {
            faults.add(
                .conflictingKeys, at: cell.position, "`valid_from` of a \(kind == .nation ? "nation" : "cluster")",
                value: cell.text, expected: "expected none: only provincial-level regions begin in a year")
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

    private mutating func gbCode(_ cell: CSVCell) -> String? {
        if cell.isEmpty { return nil }
        guard cell.text.utf8.count == 6, cell.text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            faults.add(
                .badCode, at: cell.position, "`gb_code` is \(cell.text.quoted)", value: cell.text,
                expected: "expected the six digits of GB/T 2260")
            return nil
        }
        return cell.text
    }

    private mutating func kind(_ cell: CSVCell) -> Region.Kind? {
        guard let kind = faults.requiredChoice(cell, Region.Kind.self) else { return nil }
        if kind == .nation {
            if let nation {
                faults.add(
                    .duplicateNation, at: cell.position, "a second nation, beside that at \(nation)",
                    expected: "expected one")
            }
            nation = nation ?? cell.position
        }
        return kind
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

    private mutating func clusters(
        _ cell: CSVCell, kind: Region.Kind?, besides others: [Identifier<Region>] = []
    ) -> [Identifier<Region>] {
        let items = Self.list(cell)
        if !items.isEmpty, kind == .nation || kind == .cluster {
            faults.add(
                .notAMember, at: cell.position, "a \(kind == .nation ? "nation" : "cluster") in a cluster",
                expected: "expected none: clusters are of provincial-level regions")
            return []
        }
        var found: [Identifier<Region>] = []
        for item in items {
            guard let id = clusters[Catalog.folded(item.text)] else {
                guard knowsClusters else { continue }
                faults.addUnknown(
                    .unknownCluster, at: item.position, "unknown cluster \(item.text.quoted)", value: item.text,
                    known: Set(clusters.values).sorted())
                continue
            }
            if found.contains(Identifier(id)) || others.contains(Identifier(id)) {
                faults.add(
                    .duplicateValue, at: item.position, "cluster \(item.text.quoted) stands twice", value: item.text,
                    expected: "expected it once")
            } else {
                found.append(Identifier(id))
            }
        }
        return found
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
    private static func list(_ cell: CSVCell) -> [CSVCell] {
        guard !cell.isEmpty else { return [] }
        return cell.text.split(separator: "|", omittingEmptySubsequences: false).map {
            CSVCell(column: cell.column, text: String($0), position: cell.position)
        }
    }

    /// Every text that names the region of a row.
    private static func names(_ row: CSVRow, of table: CSVTable) -> [CSVCell] {
        let single = ["id", "gb_code", "name_en", "name_zh"].map { table.cell(row, $0) }
        return (single + list(table.cell(row, "aliases"))).filter { !$0.isEmpty }
    }
}
