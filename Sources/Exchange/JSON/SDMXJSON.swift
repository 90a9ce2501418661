internal import Formats
internal import Indicators

/// SDMX-JSON 1.0 and 2.0: observations by the places of their values in the dimensions of a structure.
struct SDMXJSON: JSONForm {
    /// What the text says beside its observations.
    struct Content {
        var structures: [SDMXJSONStructure] = []
        /// At each data set.
        var dataSets: [JSONCursor] = []
    }

    func recognises(_ head: FormHead) -> Bool { JSONText.begins(head, with: "{", having: ["\"dataSets\""]) }

    func content(of text: JSONCursor) throws(JSONFault) -> Content {
        var (cursor, content) = (text, Content())
        try Self.read(&cursor, into: &content)
        try cursor.finish()
        guard let first = content.structures.first, !content.dataSets.isEmpty else {
            throw JSONFault(at: 0, "lacks data sets or their structure")
        }
        for other in content.structures where other.components.map(\.name) != first.components.map(\.name) {
            throw JSONFault(at: 0, "has data sets of different structures")
        }
        return content
    }

    /// Reads the parts of a text, or of its member `data`.
    private static func read(_ cursor: inout JSONCursor, into content: inout Content) throws(JSONFault) {
        try cursor.object { (key, cursor) throws(JSONFault) in
            switch key {
            case "data": try read(&cursor, into: &content)
            case "structure": content.structures.append(try SDMXJSONStructure(&cursor))
            case "structures":
                try cursor.array { (_, cursor) throws(JSONFault) in
                    content.structures.append(try SDMXJSONStructure(&cursor))
                }
            case "dataSets":
                try cursor.array { (_, cursor) throws(JSONFault) in
                    content.dataSets.append(cursor)
                    try cursor.skip()
                }
            default: try cursor.skip()
            }
        }
    }

    func components(of content: Content) -> [Component] { content.structures.first?.components ?? [] }

    func values(_ component: Int, of content: Content) -> [String] {
        (content.structures.first?.values(component) ?? []).map { String(decoding: $0, as: UTF8.self) }
    }

    func forEach(
        _ content: Content, _ rows: inout MappedRows<KeyedRow>, _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault) {
        for dataSet in content.dataSets {
            // What holds for the whole set stands in front of its observations or behind them.
            var (series, observations): (JSONCursor?, JSONCursor?) = (nil, nil)
            var (structure, action, attributes): (Int, [UInt8], JSONCursor?) = (0, [], nil)
            var cursor = dataSet
            try cursor.object { (key, cursor) throws(JSONFault) in
                switch key {
                case "structure": structure = try cursor.whole() ?? 0
                case "action": action = Array(try cursor.said().prefix(1))
                case "attributes":
                    attributes = cursor
                    try cursor.skip()
                case "series":
                    series = cursor
                    try cursor.skip()
                case "observations":
                    observations = cursor
                    try cursor.skip()
                default: try cursor.skip()
                }
            }
            guard content.structures.indices.contains(structure) else {
                throw JSONFault(at: dataSet.offset, "a data set of structure \(structure), which is not there")
            }
            let reader = content.structures[structure]
            for index in rows.row.texts.indices { rows.row.texts[index] = [] }
            rows.row.texts[reader.action] = action
            reader.setSingle(&rows.row)
            try attributes.map { (found) throws(JSONFault) in
                var found = found
                try reader.dataSetAttributes.read(&found, into: &rows.row)
            }
            if var series {
                try series.object { (key, cursor) throws(JSONFault) in
                    try reader.seriesDimensions.set(key, at: cursor.offset, &rows.row)
                    try Self.readSeries(&cursor, reader, &rows, body)
                }
            }
            if var observations { try Self.readObservations(&observations, reader, &rows, body) }
        }
    }

    private static func readSeries(
        _ cursor: inout JSONCursor, _ reader: SDMXJSONStructure, _ rows: inout MappedRows<KeyedRow>,
        _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault) {
        for component in reader.seriesAttributes.components { rows.row.texts[component] = [] }
        var observations: JSONCursor?
        try cursor.object { (key, cursor) throws(JSONFault) in
            switch key {
            case "attributes": try reader.seriesAttributes.read(&cursor, into: &rows.row)
            case "observations":
                observations = cursor
                try cursor.skip()
            default: try cursor.skip()
            }
        }
        if var observations { try readObservations(&observations, reader, &rows, body) }
    }

    private static func readObservations(
        _ cursor: inout JSONCursor, _ reader: SDMXJSONStructure, _ rows: inout MappedRows<KeyedRow>,
        _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault) {
        try cursor.object { (key, cursor) throws(JSONFault) in
            try reader.observationDimensions.set(key, at: cursor.offset, &rows.row)
            for component in reader.observationAttributes.components { rows.row.texts[component] = [] }
            var value = cursor.offset..<cursor.offset
            try cursor.array { (index, cursor) throws(JSONFault) in
                if index == 0 {
                    value = try cursor.scalar() ?? cursor.offset..<cursor.offset
                } else if index < reader.measures {
                    try cursor.skip()
                } else {
                    try reader.observationAttributes.read(index - reader.measures, &cursor, into: &rows.row)
                }
            }
            rows.row.step(to: value)
            body(&rows)
        }
    }
}
