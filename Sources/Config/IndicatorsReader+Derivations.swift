internal import Formats
internal import Indicators

/// Where an indicator says what it is derived from, and its unit.
struct DerivationPlace {
    let formula: TextPosition
    let unit: TextPosition
}

extension IndicatorsReader {
    private static let operations = ["ratio", "share_of", "sum", "difference", "change", "index"]

    /// What an indicator is derived from; nil for one that is recorded, and, with the fault noted, where it can't be read.
    mutating func derivation(_ mapping: YAMLMapping, of id: String) -> Derivation? {
        guard let entry = mapping["derive"] else { return nil }
        for key in ["aggregation", "weight", "aggregation_share"] {
            guard let other = mapping[key] else { continue }
            faults.add(
                .conflictingKeys, at: other.position, "`\(key)` stands beside `derive`",
                expected:
                    "expected it of the indicators that this one is derived from: a whole's figures are made of theirs")
        }
        let expected = "expected one such as { ratio: [gdp, resident_population] }"
        guard let operations = faults.entries(entry.value, of: "derive"),
            faults.mapping(entry.value, of: "derive", at: entry.position, keys: Self.operations) != nil
        else { return nil }
        let known = operations.filter { Self.operations.contains($0.key) }
        guard let operation = known.first, operations.count == 1 else {
            if known.count == operations.count {
                faults.add(
                    known.isEmpty ? .missingKey : .conflictingKeys, at: entry.value.position,
                    "`derive` has \(known.count) operations", expected: expected)
            }
            return nil
        }
        guard let derivation = derivation(operation, of: id) else { return nil }
        let unit = mapping["unit"]?.value.position ?? entry.position
        derivations.append((id, derivation, DerivationPlace(formula: operation.value.position, unit: unit)))
        return derivation
    }

    private mutating func derivation(_ entry: YAMLEntry, of id: String) -> Derivation? {
        switch entry.key {
        case "change": return faults.text(entry).flatMap { input($0, entry.value, of: id) }.map { .change($0) }
        case "index":
            let keys = ["of", "base"]
            guard let index = faults.mapping(entry.value, of: "index", at: entry.position, keys: keys) else {
                return nil
            }
            let name = faults.required("of", in: index, expected: "expected the id of an indicator")
            let year = faults.required("base", in: index, expected: "expected a year")
            let input = name.flatMap { name in faults.text(name).flatMap { self.input($0, name.value, of: id) } }
            let base = year.flatMap { faults.whole($0, in: Self.years) }.flatMap(Period.init(year:))
            return input.flatMap { input in base.map { .index(of: input, base: $0) } }
        default:
            guard let inputs = inputs(entry, of: id) else { return nil }
            switch entry.key {
            case "ratio": return .ratio(inputs[0], inputs[1])
            case "share_of": return .share(inputs[0], of: inputs[1])
            case "difference": return .difference(inputs[0], inputs[1])
            default: return .sum(inputs)
            }
        }
    }

    /// Two indicators, or, of a sum, two or more, each once.
    private mutating func inputs(_ entry: YAMLEntry, of id: String) -> [Identifier<Indicator>]? {
        let isSum = entry.key == "sum"
        let expected = isSum ? "expected a list of two indicators or more" : "expected a list of two indicators"
        guard let items = faults.items(entry, expected: expected) else { return nil }
        let before = faults.count
        if items.count < 2 || items.count > 2 && !isSum {
            faults.add(
                .wrongType, at: entry.value.position, "`\(entry.key)` has \(items.count.counted("indicator"))",
                expected: expected)
        }
        var inputs: [Identifier<Indicator>] = []
        for item in items {
            guard let name = faults.text(item, of: entry.key), let input = input(name, item, of: id) else { continue }
            if inputs.contains(input) {
                faults.add(
                    .duplicateValue, at: item.position, "\(name.quoted) stands twice", value: name,
                    expected: "expected each indicator once")
            }
            inputs.append(input)
        }
        return faults.count == before ? inputs : nil
    }

    private mutating func input(_ name: String, _ node: YAMLNode, of id: String) -> Identifier<Indicator>? {
        if ids.contains(name) { return Identifier(name) }
        faults.add(
            .unknownIndicator, at: node.position, "unknown indicator \(name.quoted)", value: name,
            expected: NearestName.question(for: name, among: ids.subtracting([id]).sorted())
                ?? "expected an indicator of this file")
        return nil
    }

    /// Notes circles, and units that figures can't be in; every indicator has to be read by then.
    mutating func checkDerivations() {
        let formulas = Dictionary(derivations.map { ($0.id, $0.derivation) }, uniquingKeysWith: { first, _ in first })
        var circular: Set<String> = []
        for (id, _, place) in derivations where !circular.contains(id) {
            guard let circle = Self.circle(from: id, formulas) else { continue }
            circular.formUnion(circle)
            faults.add(
                .conflictingKeys, at: place.formula,
                "\(id) is derived from itself: \((circle + [id]).joined(separator: " → "))", value: id,
                expected: "expected indicators that do not lead back to it")
        }
        let units = Dictionary(indicators.map { ($0.id, $0.unit) }, uniquingKeysWith: { first, _ in first })
        for (id, derivation, place) in derivations where !circular.contains(id) {
            let inputs = derivation.inputs.compactMap { units[$0] }
            guard let unit = units[Identifier(id)], inputs.count == derivation.inputs.count else { continue }
            check(unit, of: id, derivation, from: inputs, at: place)
        }
    }

    private mutating func check(
        _ unit: UnitOfMeasure, of id: String, _ derivation: Derivation, from inputs: [UnitOfMeasure],
        at place: DerivationPlace
    ) {
        let words = zip(derivation.inputs, inputs).map { "\($0) in \($1)" }.joined(separator: ", ")
        guard let dimension = derivation.dimension(of: inputs) else {
            faults.add(
                .wrongUnit, at: place.formula, "\(id) can't be made of \(words)",
                expected: "expected indicators of one dimension")
            return
        }
        if derivation.admits(unit, for: dimension) { return }
        var example = "percent"
        if dimension != .share {
            example = inputs[0].symbol
            if case .ratio = derivation, let compound = inputs[0].divided(by: inputs[1]) { example = compound.symbol }
        }
        faults.add(
            .wrongUnit, at: place.unit, "\(id) can't be in \(unit): it is of dimension \(dimension), from \(words)",
            value: unit.symbol, expected: "expected a unit such as \(example)")
    }

    /// The indicators on the way from one back to itself; nil if no way leads back.
    private static func circle(from id: String, _ formulas: [String: Derivation]) -> [String]? {
        var ways = [[id]]
        var seen: Set<String> = []
        while let way = ways.popLast() {
            for input in formulas[way[way.count - 1]]?.inputs.map(\.rawValue) ?? [] {
                if input == id { return way }
                if seen.insert(input).inserted { ways.append(way + [input]) }
            }
        }
        return nil
    }
}
