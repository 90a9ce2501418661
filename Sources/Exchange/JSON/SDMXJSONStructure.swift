internal import Formats
internal import Indicators

/// The dimensions and attributes of SDMX-JSON, with the values that observations name by their places.
struct SDMXJSONStructure {
    /// Dimensions or attributes that are named together.
    struct Group {
        fileprivate(set) var components: [Int] = []
        fileprivate var values: [[[UInt8]]] = []

        /// Sets the components by a key such as `0:12:3`.
        func set(_ key: String, at offset: Int, _ row: inout KeyedRow) throws(JSONFault) {
            let places = key.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
            guard places.count == components.count else {
                throw JSONFault(at: offset, "key \"\(key)\" is not of \(components.count) dimensions")
            }
            for (index, place) in places.enumerated() {
                guard let place, values[index].indices.contains(place) else {
                    throw JSONFault(at: offset, "key \"\(key)\" names a value that its dimension lacks")
                }
                row.texts[components[index]] = values[index][place]
            }
        }

        /// Sets the components by an array of places.
        func read(_ cursor: inout JSONCursor, into row: inout KeyedRow) throws(JSONFault) {
            guard case .array = try cursor.kind() else { return try cursor.skip() }
            try cursor.array { (index, cursor) throws(JSONFault) in try read(index, &cursor, into: &row) }
        }

        /// Sets one component: by the place of its value, or by the value itself.
        func read(_ index: Int, _ cursor: inout JSONCursor, into row: inout KeyedRow) throws(JSONFault) {
            guard components.indices.contains(index) else { return try cursor.skip() }
            let offset = cursor.offset
            switch try cursor.kind() {
            case .number where !values[index].isEmpty:
                guard let place = try cursor.whole(), values[index].indices.contains(place) else {
                    throw JSONFault(at: offset, "a place that attribute \(index + 1) lacks")
                }
                row.texts[components[index]] = values[index][place]
            case .text, .number, .word: row.texts[components[index]] = try cursor.said()
            case .object, .array: try cursor.skip()
            }
        }
    }

    private(set) var components: [Component] = []
    private(set) var dataSetDimensions = Group()
    private(set) var seriesDimensions = Group()
    private(set) var observationDimensions = Group()
    private(set) var dataSetAttributes = Group()
    private(set) var seriesAttributes = Group()
    private(set) var observationAttributes = Group()
    /// How many measures an observation has.
    private(set) var measures = 1
    /// The component of the data set's action.
    let action: Int

    /// Reads a structure.
    init(_ cursor: inout JSONCursor) throws(JSONFault) {
        var parts: [String: [(level: String, id: String, values: [[UInt8]])]] = [:]
        try cursor.object { (key, cursor) throws(JSONFault) in
            guard ["dimensions", "attributes", "measures"].contains(key) else { return try cursor.skip() }
            try cursor.object { (level, cursor) throws(JSONFault) in
                guard case .array = try cursor.kind() else { return try cursor.skip() }
                try cursor.array { (_, cursor) throws(JSONFault) in
                    let (id, values) = try Self.component(&cursor)
                    parts[key, default: []].append((level, id, values))
                }
            }
        }
        for part in parts["dimensions"] ?? [] {
            components.append(Component(name: part.id, role: SDMXCSV.roles[part.id.uppercased()] ?? .dimension))
            let index = components.count - 1
            switch part.level {
            case "series": Self.add(index, part.values, to: &seriesDimensions)
            case "observation": Self.add(index, part.values, to: &observationDimensions)
            default: Self.add(index, part.values, to: &dataSetDimensions)
            }
        }
        for part in parts["attributes"] ?? [] {
            components.append(Component(name: part.id, role: SDMXCSV.roles[part.id.uppercased()] ?? .ignored))
            let index = components.count - 1
            switch part.level {
            case "series", "dimensionGroup": Self.add(index, part.values, to: &seriesAttributes)
            case "observation": Self.add(index, part.values, to: &observationAttributes)
            default: Self.add(index, part.values, to: &dataSetAttributes)
            }
        }
        measures = max(1, parts["measures"]?.count ?? 1)
        action = components.count
        components += [Component(name: "action", role: .action), Component(name: "OBS_VALUE", role: .field(.value))]
    }

    private static func add(_ component: Int, _ values: [[UInt8]], to group: inout Group) {
        group.components.append(component)
        group.values.append(values)
    }

    /// The id of a dimension or an attribute, and its values by their ids.
    private static func component(_ cursor: inout JSONCursor) throws(JSONFault) -> (id: String, values: [[UInt8]]) {
        var (id, values): (String, [[UInt8]]) = ("", [])
        try cursor.object { (key, cursor) throws(JSONFault) in
            switch key {
            case "id": id = try cursor.text()
            case "values":
                try cursor.array { (_, cursor) throws(JSONFault) in
                    var (code, text): ([UInt8]?, [UInt8]) = (nil, [])
                    guard case .object = try cursor.kind() else { return try cursor.skip() }
                    try cursor.object { (key, cursor) throws(JSONFault) in
                        switch key {
                        case "id": code = try cursor.said()
                        case "value":
                            if case .object = try cursor.kind() { try cursor.skip() } else { text = try cursor.said() }
                        default: try cursor.skip()
                        }
                    }
                    values.append(code ?? text)
                }
            default: try cursor.skip()
            }
        }
        return (id, values)
    }

    /// Sets the dimensions that have one value in the whole set.
    func setSingle(_ row: inout KeyedRow) {
        for (component, values) in zip(dataSetDimensions.components, dataSetDimensions.values) {
            row.texts[component] = values.first ?? []
        }
    }

    /// The values of a dimension.
    func values(_ component: Int) -> [[UInt8]] {
        for group in [dataSetDimensions, seriesDimensions, observationDimensions] {
            if let index = group.components.firstIndex(of: component) { return group.values[index] }
        }
        return []
    }
}
