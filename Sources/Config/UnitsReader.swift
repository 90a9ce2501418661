internal import Formats
internal import Indicators

/// Reads `units.csv`: the units that a catalog adds to the built-in ones.
struct UnitsReader {
    static let requiredColumns = ["symbol", "dimension", "power_of_ten"]
    static let optionalColumns = ["spellings", "title_en", "title_zh"]
    /// The range of `power_of_ten`.
    static let powers = -30...30

    private(set) var faults: FileFaults
    /// The built-in units and those of the rows without a fault.
    private(set) var units = KnownUnits.builtIn
    /// Where the file claims a spelling first, by the spelling in lower case.
    private var claims: [String: (symbol: String, position: TextPosition)] = [:]

    init(file: String) {
        self.faults = FileFaults(file: file)
    }

    /// Reads the file. The result says whether all its rows are sound: then the units that it lacks are unknown.
    mutating func read(from files: any FileReading) -> Bool {
        guard let bytes = faults.bytes(from: files),
            let table = CSVTable(
                bytes, required: Self.requiredColumns, optional: Self.optionalColumns, texts: "title_",
                faults: &faults)
        else { return false }
        for row in table.rows { take(row, of: table) }
        return faults.count == 0
    }

    private mutating func take(_ row: CSVRow, of table: CSVTable) {
        let before = faults.count
        let symbol = faults.label(table.cell(row, "symbol"))
        let dimension = faults.label(table.cell(row, "dimension"))
        let power = power(table.cell(row, "power_of_ten"))
        let names = Self.names(row, of: table)
        for name in names { claim(name, for: symbol ?? "") }
        guard let symbol, let dimension, let power, faults.count == before else { return }
        let unit = UnitOfMeasure(symbol: symbol, dimension: dimension, powerOfTen: power)
        units.add(unit, spelled: names.map(\.text))
        if let title = faults.texts(row, of: table) { units.name(symbol, title) }
    }

    private mutating func power(_ cell: CSVCell) -> Int? {
        guard let text = faults.required(cell, expected: "expected a whole number such as 3 or -6") else { return nil }
        if let power = Int(text), Self.powers.contains(power) { return power }
        faults.add(
            .outOfRange, at: cell.position, "`power_of_ten` is \(text.quoted)", value: text,
            expected: "expected a whole number from \(Self.powers.lowerBound) to \(Self.powers.upperBound)")
        return nil
    }

    /// Notes a spelling of a row. A spelling means one unit, and one that is built in keeps its meaning.
    private mutating func claim(_ name: CSVCell, for symbol: String) {
        guard faults.label(name) != nil else { return }
        let folded = name.text.lowercased()
        if let claim = claims[folded] {
            if claim.position.line == name.position.line { return }
            faults.add(
                .duplicateName, at: name.position,
                "\(name.text.quoted) means \(symbol), and \(claim.symbol) at \(claim.position)", value: name.text,
                expected: "expected a spelling of one unit")
            return
        }
        claims[folded] = (symbol, name.position)
        if let known = KnownUnits.builtIn.unit(name.text) {
            faults.add(
                .duplicateName, at: name.position, "\(name.text.quoted) is known already, as \(known)",
                value: name.text,
                expected: "expected a spelling that is not built in")
        } else if name.text.count(where: { $0 == "/" }) > 1 {
            faults.add(
                .badText, at: name.position, "\(name.text.quoted) has more than one slash", value: name.text,
                expected: "expected at most one")
        }
    }

    /// Every text that means the unit of a row; titles are some of them.
    private static func names(_ row: CSVRow, of table: CSVTable) -> [CSVCell] {
        let spellings = table.cell(row, "spellings")
        let others = spellings.text.split(separator: "|").map {
            CSVCell(column: spellings.column, text: String($0), position: spellings.position)
        }
        let titles = table.textColumns.map { table.cell(row, $0.name) }
        let cells = [table.cell(row, "symbol")] + others + titles
        return cells.filter { !$0.isEmpty }
    }
}
