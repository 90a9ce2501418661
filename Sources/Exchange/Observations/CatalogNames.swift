// On the hot path: benchmark `record` in Benchmarks/.

internal import Indicators

/// The catalog's names as an input spells them, so that each spelling is looked up once.
struct CatalogNames: Sendable {
    let catalog: Catalog
    let indicatorNames: IndicatorNames
    let regionNames: RegionNames
    /// By indicator: whether its figures are worked out from others'.
    let areDerived: [Bool]
    private var indicators = SpellingTable()
    private var indicatorsMet: [NamedIndicator] = []
    private var regions = SpellingTable()
    private var units = SpellingTable()
    /// Whether the region that was named last was named for the first time by a kind of division that it isn't.
    private(set) var namedOtherKind = false
    /// The units that were spelt, each once.
    private(set) var unitsMet: [UnitOfMeasure] = []
    /// Powers of ten from a unit to an indicator's, by indicator and unit; `notWorkedOut` and `otherDimension` beside.
    private var shifts: [Int16] = []

    private static let notWorkedOut = Int16.max
    private static let otherDimension = Int16.min
    private static let unitRoom = 256

    init(_ catalog: Catalog) {
        self.catalog = catalog
        areDerived = catalog.indicators.map { $0.derivation != nil }
        self.indicatorNames = IndicatorNames(catalog)
        self.regionNames = RegionNames(catalog)
        self.shifts = [Int16](repeating: Self.notWorkedOut, count: catalog.indicators.count * Self.unitRoom)
    }

    /// The indicator of an id or a title, with the unit in brackets behind it; nil where none has it, or several.
    mutating func indicator(_ text: Span<UInt8>) -> NamedIndicator? {
        if let known = indicators.index(of: text) { return indicatorsMet[known] }
        guard let named = indicator(named: String(text)) else { return nil }
        indicators.keep(text, as: indicatorsMet.count)
        indicatorsMet.append(named)
        return named
    }

    private mutating func indicator(named text: String) -> NamedIndicator? {
        let found = indicatorNames.named(text)
        if found.count == 1 { return NamedIndicator(position: found[0], unit: nil) }
        guard found.isEmpty, let (name, word) = NameText.title(text), let unit = unit(word.utf8.span) else {
            return nil
        }
        let titled = indicatorNames.named(name)
        return titled.count == 1 ? NamedIndicator(position: titled[0], unit: unit) : nil
    }

    /// The index of a region in the catalog, by any of its names; nil where none has it, or several.
    mutating func region(_ text: Span<UInt8>) -> Int? {
        namedOtherKind = false
        if let known = regions.index(of: text) { return known }
        let finding = regionNames.named(String(text))
        guard finding.positions.count == 1 else { return nil }
        regions.keep(text, as: finding.positions[0])
        namedOtherKind = finding.isOtherKind
        return finding.positions[0]
    }

    /// The index of a unit in `unitsMet`, by any of its spellings; a unit of the catalog's own by its symbol.
    mutating func unit(_ text: Span<UInt8>) -> Int? {
        if let known = units.index(of: text) { return known }
        guard let unit = unit(named: String(text)) else { return nil }
        let index = unitsMet.firstIndex(of: unit) ?? unitsMet.count
        if index == unitsMet.count { unitsMet.append(unit) }
        units.keep(text, as: index)
        return index
    }

    /// The unit of a spelling; nil where none is known.
    func unit(named spelling: String) -> UnitOfMeasure? {
        UnitOfMeasure(known: spelling, in: catalog.units)
            ?? catalog.indicators.first { $0.unit.symbol == spelling }?.unit
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

    mutating func index(of text: Span<UInt8>) -> Int? { spellings.number(of: text).map { indices[$0] } }

    /// Keeps a text that was not found.
    mutating func keep(_ text: Span<UInt8>, as index: Int) {
        _ = spellings.intern(text)
        indices.append(index)
    }
}

/// An indicator as an input names it.
struct NamedIndicator: Sendable {
    /// Where it stands in the catalog.
    let position: Int
    /// The index of the unit that stands behind its title; nil where none does.
    let unit: Int?
}
