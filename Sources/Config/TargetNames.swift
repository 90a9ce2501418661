internal import Formats
internal import Indicators
internal import Statistics

/// Where the names in a target's row have to be known.
enum TargetNames {
    /// A catalog: a name that it lacks is a fault.
    case catalog(Catalog, CatalogGaps = CatalogGaps())
    /// Nothing: every text is a name, and every word a unit.
    case any(IndicatorUnits)

    /// Whether every text is a name.
    var isAny: Bool { if case .any = self { true } else { false } }

    /// The columns of a kind that stands beside another series.
    static let referenceColumns = ["reference_indicator", "reference_region", "factor", "offset", "mode"]

    /// The columns of the file.
    var columns: (required: [String], optional: [String]) {
        let required = ["id", "indicator", "region", "kind", "target_period", "unit"]
        let terms = ["base_period", "base_value", "target_value", "lower", "upper", "path", "sense", "milestones"]
        let origin = ["attribute", "source", "source_date", "note"]
        return (required, terms + Self.referenceColumns + origin + (isAny ? ["minimum", "maximum"] : []))
    }

    /// The units that are understood.
    var units: KnownUnits { if case .catalog(let catalog, _) = self { catalog.units } else { .builtIn } }

    /// The id of a target; nil for anything else, with the fault noted.
    func id(_ cell: CSVCell, faults: inout FileFaults) -> String? {
        isAny ? faults.required(cell, expected: "expected a name") : faults.label(cell)
    }

    /// The word of the plan; nil if there is none.
    func attribute(_ cell: CSVCell, faults: inout FileFaults) -> String? {
        guard isAny else { return faults.optionalLabel(cell) }
        return cell.isEmpty ? nil : cell.text
    }

    /// The indicator of a name; nil for anything else, with the fault noted.
    ///
    /// Without a catalog it has nothing but a unit.
    mutating func indicator(
        _ cell: CSVCell, unit: CSVCell, kind: CSVCell, faults: inout FileFaults
    ) -> Indicator? {
        switch self {
        case .catalog(let catalog, let gaps):
            return Self.indicator(cell, of: catalog, gaps: gaps, faults: &faults)
        case .any(var units):
            guard let text = faults.required(cell, expected: "expected a name") else { return nil }
            let id = Identifier<Indicator>(text)
            if !unit.isEmpty {
                units.note(
                    unit.text, of: id, isPercentage: TargetKind(rawValue: kind.text)?.traits.isInPercent ?? false)
                self = .any(units)
            }
            return Indicator(
                id: id, title: MultilingualText(untagged: text),
                unit: units[id] ?? UnitOfMeasure(word: unit.text), direction: .none, measure: .level)
        }
    }

    /// The indicator of a target's reference; nil for an empty cell, and, with the fault noted, for an unknown one.
    func referenceIndicator(_ cell: CSVCell, faults: inout FileFaults) -> Identifier<Indicator>? {
        if cell.isEmpty { return nil }
        switch self {
        case .catalog(let catalog, let gaps):
            return Self.indicator(cell, of: catalog, gaps: gaps, faults: &faults)?.id
        case .any: return Identifier(cell.text)
        }
    }

    /// The region of a name; nil for anything else, with the fault noted.
    func region(_ cell: CSVCell, faults: inout FileFaults) -> Identifier<Region>? {
        switch self {
        case .catalog(let catalog, let gaps): Self.region(cell, of: catalog, gaps: gaps, faults: &faults)?.id
        case .any: faults.required(cell, expected: "expected a name").map { Identifier($0) }
        }
    }

    private static func indicator(
        _ cell: CSVCell, of catalog: Catalog, gaps: CatalogGaps, faults: inout FileFaults
    ) -> Indicator? {
        guard let text = faults.required(cell, expected: "expected an indicator of the catalog") else { return nil }
        if let indicator = catalog.indicator(Identifier(text)) { return indicator }
        guard gaps.hasAllIndicators, !gaps.faultyIndicators.contains(text) else { return nil }
        let known = catalog.indicators.map(\.id.rawValue) + gaps.faultyIndicators.sorted()
        faults.add(
            .unknownIndicator, at: cell.position, "unknown indicator \(text.quoted)", value: text,
            expected: NearestName.question(for: text, among: known) ?? "expected an indicator of the catalog")
        return nil
    }

    private static func region(
        _ cell: CSVCell, of catalog: Catalog, gaps: CatalogGaps, faults: inout FileFaults
    ) -> Region? {
        let expected = "expected a region's id, GB/T 2260 code or name"
        guard let text = faults.required(cell, expected: expected) else { return nil }
        if let region = catalog.region(named: text) { return region }
        guard gaps.hasAllRegions, !gaps.faultyRegions.contains(Catalog.folded(text)) else { return nil }
        faults.add(
            .unknownRegion, at: cell.position, "unknown region \(text.quoted)", value: text,
            expected: catalog.regionQuestion(for: text) ?? expected)
        return nil
    }
}

/// The units of indicators that no catalog names.
struct IndicatorUnits {
    /// The known units.
    private var known: [Identifier<Indicator>: UnitOfMeasure]
    /// The units of targets in percent, for indicators without a better one.
    private var ofPercentages: [Identifier<Indicator>: UnitOfMeasure] = [:]

    init(_ known: [Identifier<Indicator>: UnitOfMeasure]) {
        self.known = known
    }

    /// The unit of an indicator: the known one, otherwise that of its first target; nil without a target.
    subscript(_ id: Identifier<Indicator>) -> UnitOfMeasure? { known[id] ?? ofPercentages[id] }

    /// The units of all indicators.
    var all: [Identifier<Indicator>: UnitOfMeasure] { ofPercentages.merging(known) { $1 } }

    /// Takes a target's unit as the indicator's if that has none yet.
    mutating func note(_ word: String, of id: Identifier<Indicator>, isPercentage: Bool) {
        if known[id] != nil || isPercentage && ofPercentages[id] != nil { return }
        if isPercentage {
            ofPercentages[id] = UnitOfMeasure(word: word)
        } else {
            known[id] = UnitOfMeasure(word: word)
        }
    }
}

/// The parts of a catalog that could not be read. A name that the catalog lacks may stand there.
struct CatalogGaps {
    /// Whether the regions' file could be read.
    var hasAllRegions = true
    /// The folded names in its rows with a fault.
    var faultyRegions: Set<String> = []
    /// Whether the units' file could be read, and every row of it.
    var hasAllUnits = true
    /// Whether the indicators' file could be read.
    var hasAllIndicators = true
    /// The ids with a fault.
    var faultyIndicators: Set<String> = []
}
