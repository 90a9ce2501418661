internal import Formats
internal import Indicators

/// Reads `indicators.yaml`.
struct IndicatorsReader {
    /// The range of `due_months`.
    static let dueMonths = 0...60
    /// The range of `valid_to`, and of `series_valid_to`.
    static let years = 1000...9999

    var faults: FileFaults
    /// The indicators without a fault, in the file's order.
    private(set) var indicators: [Indicator] = []
    /// The ids of indicators with a fault. They are known, but their entries are not.
    private(set) var faultyIDs: Set<String> = []
    var ids: Set<String> = []
    /// What was read of `derive`, by the indicator that has it, and where.
    var derivations: [(id: String, derivation: Derivation, place: DerivationPlace)] = []
    /// The weights of means, and where they are named.
    private var weights: [(id: String, position: TextPosition)] = []
    let known: Catalog
    let gaps: CatalogGaps

    /// A reader of a file, given the regions and units that are known.
    init(file: String, known: Catalog, gaps: CatalogGaps) {
        faults = FileFaults(file: file)
        (self.known, self.gaps) = (known, gaps)
    }

    /// Reads the file. The result says whether it could be read: then the indicators that it lacks are unknown.
    mutating func read(from files: any FileReading) -> Bool {
        guard let bytes = faults.bytes(from: files), let root = faults.document(bytes),
            let entries = faults.entries(root, of: "indicators")
        else { return false }
        if entries.isEmpty { faults.add(.emptyFile, "the file names no indicator", expected: "expected at least one") }
        ids = Set(entries.map(\.key))
        for entry in entries {
            let before = faults.count
            let indicator = indicator(entry)
            if let indicator, faults.count == before {
                indicators.append(indicator)
            } else {
                faultyIDs.insert(entry.key)
            }
        }
        checkDerivations()
        for weight in weights where derivations.contains(where: { $0.id == weight.id }) {
            faults.add(
                .conflictingKeys, at: weight.position, "the weight \(weight.id) is derived", value: weight.id,
                expected: "expected an indicator whose figures are recorded")
        }
        return true
    }

    private mutating func indicator(_ entry: YAMLEntry) -> Indicator? {
        if !entry.key.isID {
            faults.add(
                .badID, at: entry.position, "\(entry.key.quoted) is no id", value: entry.key,
                expected: "expected small letters, digits and _, a letter first, at most 64 in all")
        }
        let keys = [
            "title", "unit", "direction", "measure", "minimum", "maximum", "aggregation", "weight",
            "aggregation_share", "due_months", "source", "valid_to", "series_valid_to", "derive",
            "description",
        ]
        guard let mapping = faults.mapping(entry.value, of: entry.key, at: entry.position, keys: keys) else {
            return nil
        }
        let title = faults.required("title", in: mapping, expected: "expected \(FileFaults.textsForm)")
            .flatMap { faults.texts($0) }
        let unit = faults.required("unit", in: mapping, expected: "expected a unit such as PFLOPS or percent")
            .flatMap { self.unit($0) }
        let direction = faults.required("direction", in: mapping, expected: "expected more, less or none")
            .flatMap { faults.choice($0, Indicator.Direction.self) }
        let derivation = derivation(mapping, of: entry.key)
        let isDerived = mapping["derive"] != nil
        let measure =
            isDerived && mapping["measure"] == nil
            ? .level
            : faults.required("measure", in: mapping, expected: "expected level or flow")
                .flatMap { faults.choice($0, Indicator.Measure.self) }
        let bounds = self.bounds(mapping)
        let kind = mapping["aggregation"].map { faults.choice($0, AggregationKind.self) } ?? AggregationKind.none
        let aggregation = self.aggregation(mapping, kind, of: entry.key)
        let share = aggregationShare(mapping, kind)
        let dueMonths = mapping["due_months"].flatMap { faults.whole($0, in: Self.dueMonths) }
        let source = mapping["source"].flatMap { faults.text($0) }
        let validTo = mapping["valid_to"].flatMap { faults.whole($0, in: Self.years) }.flatMap(Period.init(year:))
        let seriesValidTo = seriesValidTo(mapping)
        let description = mapping["description"].flatMap { faults.textOrTexts($0) }
        guard let title, let unit, let direction, let measure else { return nil }
        return Indicator(
            id: Identifier(entry.key), title: title, unit: unit, direction: direction, measure: measure,
            minimum: bounds.minimum, maximum: bounds.maximum, aggregation: aggregation,
            aggregationShare: share ?? 1, dueMonths: dueMonths, source: source, validTo: validTo,
            seriesValidTo: seriesValidTo, derivation: derivation, description: description)
    }

    private mutating func bounds(_ mapping: YAMLMapping) -> (minimum: Double?, maximum: Double?) {
        let minimum = mapping["minimum"].flatMap { faults.number($0) }
        let maximum = mapping["maximum"].flatMap { faults.number($0) }
        if let minimum, let maximum, minimum > maximum, let entry = mapping["minimum"] {
            faults.add(
                .outOfRange, at: entry.value.position, "the minimum lies above the maximum",
                expected: "expected at most the maximum")
        }
        return (minimum, maximum)
    }

    /// - Parameter kind: nil if the word is no kind of aggregation.
    private mutating func aggregation(
        _ mapping: YAMLMapping, _ kind: AggregationKind?, of id: String
    ) -> Indicator.Aggregation {
        let weight = mapping["weight"]
        guard kind == .mean else {
            if let weight, kind != nil {
                faults.add(
                    .conflictingKeys, at: weight.position, "`weight` stands without `aggregation: mean`",
                    expected: "expected it with a mean only")
            }
            return kind == .sum ? .sum : .none
        }
        guard
            let weight = weight ?? faults.required("weight", in: mapping, expected: "expected the id of an indicator"),
            let name = faults.text(weight)
        else { return .none }
        weights.append((name, weight.value.position))
        if name == id {
            faults.add(
                .unknownIndicator, at: weight.value.position, "the weight is the indicator itself", value: name,
                expected: "expected another indicator")
        } else if !ids.contains(name) {
            let question = NearestName.question(for: name, among: ids.subtracting([id]).sorted())
            faults.add(
                .unknownIndicator, at: weight.value.position, "unknown indicator \(name.quoted)", value: name,
                expected: question ?? "expected an indicator of this file")
        }
        return .mean(weight: Identifier(name))
    }

    private mutating func aggregationShare(_ mapping: YAMLMapping, _ kind: AggregationKind?) -> Double? {
        guard let entry = mapping["aggregation_share"], let share = faults.number(entry) else { return nil }
        if share <= 0 || share > 1 {
            faults.add(
                .outOfRange, at: entry.value.position, "`aggregation_share` is \(share)", value: "\(share)",
                expected: "expected a share above 0 and at most 1")
        }
        if kind == AggregationKind.none {
            faults.add(
                .conflictingKeys, at: entry.position, "`aggregation_share` stands without an aggregation",
                expected: "expected it with a sum or a mean only")
        }
        return share
    }

    /// The last years of series, by region. The file may use any of a region's names.
    private mutating func seriesValidTo(_ mapping: YAMLMapping) -> [Identifier<Region>: Period] {
        guard let entry = mapping["series_valid_to"], let entries = faults.entries(entry.value, of: entry.key) else {
            return [:]
        }
        var ends: [Identifier<Region>: Period] = [:]
        for end in entries {
            let period = faults.whole(end, in: Self.years).flatMap(Period.init(year:))
            if let region = known.region(named: end.key) {
                if ends[region.id] != nil {
                    faults.add(
                        .conflictingKeys, at: end.position, "\(end.key.quoted) is a region that stands above already",
                        value: end.key, expected: "expected each region once")
                }
                ends[region.id] = period
            } else if gaps.hasAllRegions, !gaps.faultyRegions.contains(Catalog.folded(end.key)) {
                faults.add(
                    .unknownRegion, at: end.position, "unknown region \(end.key.quoted)", value: end.key,
                    expected: known.regionQuestion(for: end.key)
                        ?? "expected a region's id, GB/T 2260 code or name")
            }
        }
        return ends
    }

    private enum AggregationKind: String, CaseIterable {
        case sum, mean, none
    }
}
