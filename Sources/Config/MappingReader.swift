internal import Formats
public import Indicators

/// Reads a mapping of a foreign file's columns and dimensions.
struct MappingReader {
    private(set) var faults: FileFaults
    /// The catalog whose names the mapping says; nil: any name will do.
    private let catalog: Catalog?
    /// The names of the forms that there are; nil: any name will do.
    private let forms: [String]?

    init(file: String, catalog: Catalog?, forms: [String]? = nil) {
        faults = FileFaults(file: file)
        self.catalog = catalog
        self.forms = forms
    }

    /// Reads the file; nil where it has a fault.
    mutating func read(from files: any FileReading) -> Mapping? {
        guard let bytes = faults.bytes(from: files), let root = faults.document(bytes) else { return nil }
        let keys = ["match", "columns", "indicator", "regions", "units", "statuses", "set", "where", "ignore"]
        guard let entries = faults.mapping(root, of: "the mapping", at: root.position, keys: keys) else { return nil }
        var mapping = Mapping(file: faults.file, bytes: bytes)
        mapping.match = entries["match"].flatMap { match($0) }
        mapping.columns = entries["columns"].map { columns($0) } ?? [:]
        mapping.rules = entries["indicator"].map { rules($0) } ?? []
        mapping.regions = entries["regions"].map { regions($0) } ?? [:]
        mapping.units = entries["units"].map { texts($0) } ?? [:]
        mapping.statuses = entries["statuses"].map { statuses($0) } ?? [:]
        mapping.fixed = entries["set"].map { fixed($0) } ?? [:]
        mapping.selected = entries["where"].map { values($0) } ?? [:]
        mapping.ignored = Set(entries["ignore"].map { list($0.value, of: $0.key) } ?? [])
        return faults.count == 0 ? mapping : nil
    }

    private mutating func match(_ entry: YAMLEntry) -> Mapping.Match? {
        let known = ["form", "columns", "values"]
        guard let parts = faults.mapping(entry.value, of: entry.key, at: entry.position, keys: known) else {
            return nil
        }
        let match = Mapping.Match(
            form: parts["form"].flatMap { form($0) },
            columns: parts["columns"].map { list($0.value, of: $0.key) } ?? [],
            values: parts["values"].map { values($0) } ?? [:])
        if match == Mapping.Match() {
            faults.add(
                .missingValue, at: entry.position, "`match` asks for nothing",
                expected: "expected form, columns or values, or no `match`")
        }
        return match
    }

    /// The name of a form.
    private mutating func form(_ entry: YAMLEntry) -> String? {
        guard let name = faults.text(entry) else { return nil }
        guard let forms, !forms.contains(name) else { return name }
        faults.addUnknown(
            .unknownValue, at: entry.value.position, "\(name.quoted) is no form", value: name, known: forms)
        return name
    }

    /// The fields of columns. A field may have one column.
    private mutating func columns(_ entry: YAMLEntry) -> [String: ObservationField] {
        var columns: [String: ObservationField] = [:]
        for column in faults.entries(entry.value, of: entry.key) ?? [] {
            guard let field = field(faults.text(column), at: column.value.position) else { continue }
            if let other = columns.first(where: { $0.value == field })?.key {
                faults.add(
                    .duplicateValue, at: column.value.position,
                    "columns \(other.quoted) and \(column.key.quoted) both say the \(field.column)",
                    value: field.column, expected: "expected each field once")
            }
            columns[column.key] = field
        }
        return columns
    }

    private mutating func fixed(_ entry: YAMLEntry) -> [ObservationField: String] {
        var fixed: [ObservationField: String] = [:]
        for part in faults.entries(entry.value, of: entry.key) ?? [] {
            guard let field = field(part.key, at: part.position), let text = faults.text(part) else { continue }
            if field == .indicator { requireIndicator(text, at: part.value.position) }
            if field == .region { requireRegion(text, at: part.value.position) }
            fixed[field] = text
        }
        return fixed
    }

    /// The field of a name; nil, with the fault noted, where there is none.
    private mutating func field(_ name: String?, at position: TextPosition) -> ObservationField? {
        guard let name else { return nil }
        if let field = ObservationField.allCases.first(where: { $0.column == name }) { return field }
        faults.addUnknown(
            .unknownValue, at: position, "\(name.quoted) is no field", value: name, known: ObservationField.columns)
        return nil
    }

    private mutating func rules(_ entry: YAMLEntry) -> [Mapping.Rule] {
        let items =
            faults.items(entry, expected: "expected a list such as [{ when: { MEASURE: GDP }, is: gdp }]") ?? []
        return items.compactMap { rule($0) }
    }

    private mutating func rule(_ node: YAMLNode) -> Mapping.Rule? {
        guard
            let parts = faults.mapping(node, of: "indicator", at: node.position, keys: ["when", "is", "unit"]),
            let when = faults.required("when", in: parts, expected: "expected dimensions and their values"),
            let name = faults.required("is", in: parts, expected: "expected the id of an indicator")
        else { return nil }
        let conditions = values(when)
        guard let indicator = faults.text(name) else { return nil }
        requireIndicator(indicator, at: name.value.position)
        if conditions.isEmpty {
            faults.add(
                .missingValue, at: when.position, "`when` names no dimension",
                expected: "expected one, or `set: { indicator: … }` for all rows")
        }
        return Mapping.Rule(when: conditions, indicator: indicator, unit: parts["unit"].flatMap { faults.text($0) })
    }

    private mutating func regions(_ entry: YAMLEntry) -> [String: String] {
        for part in faults.entries(entry.value, of: entry.key) ?? [] {
            if case .scalar(let name, _) = part.value.content { requireRegion(name, at: part.value.position) }
        }
        return texts(entry)
    }

    /// Statuses by the file's texts.
    private mutating func statuses(_ entry: YAMLEntry) -> [String: ObservationStatus] {
        var statuses: [String: ObservationStatus] = [:]
        for part in faults.entries(entry.value, of: entry.key) ?? [] {
            guard let code = faults.text(part) else { continue }
            guard let status = ObservationStatus(rawValue: code) else {
                faults.add(
                    .unknownValue, at: part.value.position, "\(code.quoted) is no status", value: code,
                    expected: "expected one of \(ObservationStatus.allCases.map(\.rawValue).joined(separator: " "))")
                continue
            }
            statuses[part.key] = status
        }
        return statuses
    }

    /// Texts by the file's texts.
    private mutating func texts(_ entry: YAMLEntry) -> [String: String] {
        var texts: [String: String] = [:]
        for part in faults.entries(entry.value, of: entry.key) ?? [] { texts[part.key] = faults.text(part) }
        return texts
    }

    /// By column: a value, or a list of them.
    private mutating func values(_ entry: YAMLEntry) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for part in faults.entries(entry.value, of: entry.key) ?? [] {
            values[part.key] = list(part.value, of: part.key)
        }
        return values
    }

    /// A list of texts, or one text; in quotes it may be empty.
    private mutating func list(_ node: YAMLNode, of name: String) -> [String] {
        switch node.content {
        case .scalar(let text, isPlain: false): [text]
        case .sequence(let items): items.flatMap { list($0, of: name) }
        case .scalar, .null, .mapping: faults.text(node, of: name).map { [$0] } ?? []
        }
    }

    private mutating func requireIndicator(_ name: String, at position: TextPosition) {
        guard let catalog, catalog.indicator(Identifier(name)) == nil else { return }
        faults.addUnknown(
            .unknownIndicator, at: position, "unknown indicator \(name.quoted)", value: name,
            known: catalog.indicators.map(\.id.rawValue))
    }

    private mutating func requireRegion(_ name: String, at position: TextPosition) {
        guard let catalog, catalog.region(named: name) == nil else { return }
        faults.add(
            .unknownRegion, at: position, "unknown region \(name.quoted)", value: name,
            expected: catalog.regionQuestion(for: name) ?? "expected a region's id, GB/T 2260 code or name")
    }
}

extension Mapping {
    /// Reads a mapping from its file.
    ///
    /// - Parameters:
    ///   - catalog: has the indicators and regions that it names; nil: it may name any.
    ///   - forms: the names of the forms that it may ask for; nil: any.
    /// - Throws: ``ConfigFaults`` with every fault.
    public static func load(
        path: String, files: any FileReading, catalog: Catalog?, forms: [String]? = nil
    ) throws(ConfigFaults) -> Mapping {
        var reader = MappingReader(file: path, catalog: catalog, forms: forms)
        if let mapping = reader.read(from: files) { return mapping }
        throw ConfigFaults(files: [reader.faults.diagnostics])
    }
}
