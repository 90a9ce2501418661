// On the hot path: benchmark `record` in Benchmarks/.

internal import Indicators

/// The catalog's names as an input spells them, so that each spelling is looked up once.
struct CatalogNames: Sendable {
    let catalog: Catalog
    let regionIndices: [Identifier<Region>: Int]
    private var indicators = SpellingTable()
    private var regions = SpellingTable()
    private var units = SpellingTable()
    /// The units that were spelt, each once.
    private(set) var unitsMet: [UnitOfMeasure] = []
    /// Powers of ten from a unit to an indicator's, by indicator and unit; `notWorkedOut` and `otherDimension` beside.
    private var shifts: [Int16] = []

    private static let notWorkedOut = Int16.max
    private static let otherDimension = Int16.min
    private static let unitRoom = 256

    init(_ catalog: Catalog) {
        self.catalog = catalog
        self.regionIndices = Dictionary(
            catalog.regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.shifts = [Int16](repeating: Self.notWorkedOut, count: catalog.indicators.count * Self.unitRoom)
    }

    /// The index of an indicator in the catalog; nil where no indicator has the id.
    mutating func indicator(_ text: Span<UInt8>) -> Int? {
        let catalog = catalog
        return indicators.index(of: text) { catalog.position(of: Identifier($0)) }
    }

    /// The index of a region in the catalog, by any of its names; nil where none has it.
    mutating func region(_ text: Span<UInt8>) -> Int? {
        let (catalog, indices) = (catalog, regionIndices)
        return regions.index(of: text) { name in catalog.region(named: name).flatMap { indices[$0.id] } }
    }

    /// The index of a unit in `unitsMet`, by any of its spellings; a unit of the catalog's own by its symbol.
    mutating func unit(_ text: Span<UInt8>) -> Int? {
        var met = unitsMet
        let catalog = catalog
        let index = units.index(of: text) { spelling in
            let unit =
                UnitOfMeasure(known: spelling, in: catalog.units)
                ?? catalog.indicators.first { $0.unit.symbol == spelling }?.unit
            guard let unit else { return nil }
            if let known = met.firstIndex(of: unit) { return known }
            met.append(unit)
            return met.count - 1
        }
        if met.count > unitsMet.count { unitsMet = met }
        return index
    }

    /// By how many powers of ten a number in a unit is shifted to be in an indicator's; nil where the dimensions differ.
    mutating func shift(unit: Int, indicator: Int) -> Int? {
        guard unit < Self.unitRoom else {
            return unitsMet[unit].shift(to: catalog.indicators[indicator].unit)
        }
        let index = indicator * Self.unitRoom + unit
        if shifts[index] == Self.notWorkedOut {
            let shift = unitsMet[unit].shift(to: catalog.indicators[indicator].unit)
            shifts[index] = shift.map { Int16(clamping: $0) } ?? Self.otherDimension
        }
        return shifts[index] == Self.otherDimension ? nil : Int(shifts[index])
    }
}

/// Spellings that were found, and what they stand for. Those that stand for nothing aren't kept.
private struct SpellingTable: Sendable {
    private var spellings = ByteTable()
    private var indices: [Int] = []

    mutating func index(of text: Span<UInt8>, lookUp: (String) -> Int?) -> Int? {
        if let number = spellings.number(of: text) { return indices[number] }
        let spelling = String(text)
        guard let index = lookUp(spelling) else { return nil }
        _ = spellings.intern(text)
        indices.append(index)
        return index
    }
}
