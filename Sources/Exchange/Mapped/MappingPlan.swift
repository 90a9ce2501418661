internal import Formats
internal import Indicators

/// Which component of a foreign file says what: by its form, by a mapping and by the command line.
struct MappingPlan: Sendable {
    /// What keeps a file from being read; at a component, or of the whole.
    struct Fault: Sendable {
        let code: Diagnostic.Code
        let component: Int?
        let message: String
        let expected: String
    }

    /// A rule with its dimensions found.
    struct Rule: Sendable {
        let when: [(component: Int, values: [[UInt8]])]
        let indicator: [UInt8]
        let unit: [UInt8]?
    }

    private(set) var components: [Component]
    let style: CellStyle
    /// How numbers are read.
    var decimals = DecimalReading.point
    /// The mapping that applies.
    let mapping: Mapping?
    /// By field: its component; −1: none.
    private(set) var columns = [Int](repeating: -1, count: ObservationField.allCases.count)
    /// What rows say that don't say it themselves.
    private(set) var given: [(field: ObservationField, text: [UInt8])] = []
    private(set) var rules: [Rule] = []
    private(set) var ruled: [Int] = []
    private(set) var selected: [(component: Int, values: [[UInt8]])] = []
    /// Dimensions that must have one value.
    private(set) var open: [Int] = []
    private(set) var regionName = -1
    private(set) var multiplier = -1
    private(set) var flags = -1
    private(set) var nature = -1
    private(set) var confidentiality = -1
    private(set) var action = -1
    private(set) var regions: [[UInt8]: [UInt8]] = [:]
    private(set) var units: [[UInt8]: [UInt8]] = [:]
    private(set) var statuses: [[UInt8]: ObservationStatus] = [:]
    private(set) var faults: [Fault] = []

    /// Plans the reading of a file.
    ///
    /// - Parameters:
    ///   - components: those of the file, as its form knows them.
    ///   - form: the form's name.
    ///   - settings: what is said beside the file.
    ///   - required: the fields that each observation must have.
    ///   - first: what a component says in the first row.
    init(
        _ components: [Component], of form: String, _ style: CellStyle, _ settings: FormSettings,
        required: [ObservationField], first: (Int) -> String?
    ) {
        (self.components, self.style) = (components, style)
        let found = settings.mappings(for: form, components.map(\.name), first: first)
        mapping = found.count == 1 ? found[0] : nil
        if found.count > 1 {
            add(
                .ambiguousForm, nil, "can be read by \(found.map(\.name).joined(separator: " and "))",
                "say which by --mapping")
            return
        }
        if let mapping { apply(mapping) }
        placeRoles()
        place(.indicator, rulesSay: !rules.isEmpty, given: settings.given)
        for field in ObservationField.allCases.dropFirst() {
            place(
                field, rulesSay: field == .unit && !rules.isEmpty && rules.allSatisfy { $0.unit != nil },
                given: settings.given)
        }
        for (name, known) in style.units { units[Array(name.utf8)] = Array(known.utf8) }
        for (name, known) in mapping?.regions ?? [:] { regions[Array(name.utf8)] = Array(known.utf8) }
        for (name, known) in mapping?.units ?? [:] { units[Array(name.utf8)] = Array(known.utf8) }
        for (name, status) in mapping?.statuses ?? [:] { statuses[Array(name.utf8)] = status }
        if faults.isEmpty { requireFields(required, first) }
    }

    /// Where a field's component stands; −1: nowhere.
    subscript(field: ObservationField) -> Int { columns[field.rawValue] }

    /// The fields that each observation of a series says anew.
    private static let ownFields: [ObservationField] = [.period, .value, .status, .bound]

    /// The components that an observation shares with others of its series; nil where what is given tells observations of a series
    /// apart.
    var shared: [Int]? {
        guard !given.contains(where: { Self.ownFields.contains($0.field) }) else { return nil }
        let fields = ObservationField.allCases.filter { !Self.ownFields.contains($0) }.map { self[$0] }
        let others = open + ruled + selected.map(\.component) + [regionName, multiplier, confidentiality, action]
        return Set(fields + others).filter { $0 >= 0 }.sorted()
    }

    private mutating func add(
        _ code: Diagnostic.Code, _ component: Int?, _ message: String, _ expected: String
    ) {
        faults.append(Fault(code: code, component: component, message: message, expected: expected))
    }

    /// The component of a name in a mapping; −1, with the fault noted, where the file lacks it.
    private mutating func component(_ name: String, of mapping: Mapping, canRepeat: Bool = false) -> Int? {
        if let index = components.firstIndex(where: { $0.name == name }) {
            if let second = components.lastIndex(where: { $0.name == name }), second != index, !canRepeat,
                !faults.contains(where: { $0.component == second })
            {
                add(.doubledColumn, second, "a second column \(name), which \(mapping.name) reads", "leave one out")
            }
            return index
        }
        let known = components.map(\.name)
        add(
            .missingColumn, nil, "has no column \"\(name)\", which \(mapping.name) reads",
            NearestName.question(for: name, among: known) ?? "it has \(known.joined(separator: ", "))")
        return nil
    }

    private mutating func apply(_ mapping: Mapping) {
        for name in mapping.ignored.sorted() {
            guard component(name, of: mapping, canRepeat: true) != nil else { continue }
            for index in components.indices where components[index].name == name { components[index].role = .ignored }
        }
        for (name, field) in mapping.columns.sorted(by: { $0.key < $1.key }) {
            guard let index = component(name, of: mapping) else { continue }
            // What the form takes for the field gives way.
            for other in components.indices where components[other].role == .field(field) {
                components[other].role = .dimension
            }
            if field == .region {
                for other in components.indices where components[other].role == .regionName {
                    components[other].role = .ignored
                }
            }
            components[index].role = .field(field)
        }
        for (name, values) in mapping.selected.sorted(by: { $0.key < $1.key }) {
            guard let index = component(name, of: mapping) else { continue }
            selected.append((index, values.map { Array($0.utf8) }))
            // One value is as good as a constant.
            let isSaid = [.dimension, .unknown].contains(components[index].role)
            if values.count == 1, isSaid { components[index].role = .ignored }
        }
        for rule in mapping.rules {
            var when: [(component: Int, values: [[UInt8]])] = []
            for (name, values) in rule.when.sorted(by: { $0.key < $1.key }) {
                guard let index = component(name, of: mapping) else { continue }
                when.append((index, values.map { Array($0.utf8) }))
                if !ruled.contains(index) { ruled.append(index) }
                if [.dimension, .unknown].contains(components[index].role) { components[index].role = .ignored }
            }
            rules.append(
                Rule(when: when, indicator: Array(rule.indicator.utf8), unit: rule.unit.map { Array($0.utf8) }))
        }
        if !rules.isEmpty {
            for index in components.indices where components[index].role == .field(.indicator) {
                components[index].role = .ignored
            }
        }
    }

    private mutating func placeRoles() {
        for (index, component) in components.enumerated() {
            switch component.role {
            case .field(let field) where columns[field.rawValue] >= 0:
                let first = components[columns[field.rawValue]].name
                add(
                    .doubledColumn, index, "columns \(first) and \(component.name) both say the \(field.word)",
                    "leave one out, or name it among `ignore` of a mapping")
            case .field(let field): columns[field.rawValue] = index
            case .regionName: regionName = index
            case .dimension: open.append(index)
            case .multiplier: multiplier = index
            case .flags: flags = index
            case .nature: nature = index
            case .confidentiality: confidentiality = index
            case .action: action = index
            case .ignored, .unknown: break
            }
        }
        if columns[ObservationField.region.rawValue] < 0, regionName >= 0 {
            columns[ObservationField.region.rawValue] = regionName
            regionName = -1
        }
    }

    /// What is given for a field, by a mapping or the command line.
    private mutating func place(_ field: ObservationField, rulesSay: Bool, given: [ObservationField: String]) {
        let said = given[field]
        if let said, let other = mapping?.fixed[field], other != said {
            add(
                .alreadySaid, nil,
                "\(mapping?.name ?? "") sets \(field.column) to \"\(other)\", and --set to \"\(said)\"",
                "leave one out")
        }
        if let said, rulesSay {
            add(
                .alreadySaid, nil,
                "\(mapping?.name ?? "") says the \(field.word), which --set \(field.column)=\(said) can't change",
                "leave out --set")
        }
        if let text = said ?? mapping?.fixed[field] { self.given.append((field, Array(text.utf8))) }
    }

    private mutating func requireFields(_ required: [ObservationField], _ first: (Int) -> String?) {
        let titles = columns[ObservationField.indicator.rawValue]
        let unit = titles < 0 ? nil : first(titles).flatMap { NameText.title($0)?.unit }
        for field in required where columns[field.rawValue] < 0 && !given.contains(where: { $0.field == field }) {
            if field == .indicator, !rules.isEmpty { continue }
            if field == .unit, !rules.isEmpty, rules.allSatisfy({ $0.unit != nil }) { continue }
            // In brackets behind each title.
            if field == .unit, let unit, UnitOfMeasure(known: unit) != nil { continue }
            add(.missingColumn, nil, "the \(field.word) is said nowhere", advice(on: field))
        }
    }

    /// How a field can be said that a file lacks.
    private func advice(on field: ObservationField) -> String {
        let unread = components.filter { $0.role == .unknown }.map(\.name)
        guard field != .value else {
            return "a mapping can say which column has it, such as `columns: { \(unread.first ?? "…"): value }`"
        }
        let option = "say it by --set \(field.column)=…"
        let dimensions = open.map { components[$0].name }
        guard field == .indicator, !dimensions.isEmpty else { return option }
        return "\(option), or by a --mapping that tells it by \(dimensions.joined(separator: ", "))"
    }
}
