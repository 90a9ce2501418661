internal import Formats
internal import Indicators

/// Answers of the World Bank's service in JSON: a page's head, and an array of observations.
struct WorldBankJSON: JSONForm {
    /// At the observations.
    typealias Content = JSONCursor

    func recognises(_ head: FormHead) -> Bool {
        JSONText.begins(head, with: "[", having: ["\"page\"", "\"countryiso3code\""])
    }

    func content(of text: JSONCursor) throws(JSONFault) -> JSONCursor {
        var (cursor, found): (JSONCursor, JSONCursor?) = (text, nil)
        try cursor.array { (index, cursor) throws(JSONFault) in
            if index == 1 { found = cursor }
            try cursor.skip()
        }
        try cursor.finish()
        guard let found else { throw JSONFault(at: 0, "lacks the observations of a page") }
        return found
    }

    func components(of content: JSONCursor) -> [Component] {
        [
            Component(name: "indicator", role: .dimension), Component(name: "country", role: .field(.region)),
            Component(name: "country name", role: .regionName), Component(name: "date", role: .field(.period)),
            Component(name: "unit", role: .field(.unit)), Component(name: "obs_status", role: .field(.status)),
            Component(name: "value", role: .field(.value)),
        ]
    }

    func values(_ component: Int, of content: JSONCursor) -> [String] { [] }

    func forEach(
        _ content: JSONCursor, _ rows: inout MappedRows<KeyedRow>, _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault) {
        var cursor = content
        try cursor.array { (_, cursor) throws(JSONFault) in
            var value = cursor.offset..<cursor.offset
            for index in rows.row.texts.indices { rows.row.texts[index] = [] }
            try cursor.object { (key, cursor) throws(JSONFault) in
                switch key {
                case "indicator": rows.row.texts[0] = try Self.parts(&cursor).id
                case "country": (rows.row.texts[1], rows.row.texts[2]) = try Self.parts(&cursor)
                case "date": rows.row.texts[3] = try cursor.said()
                case "unit": rows.row.texts[4] = try cursor.said()
                case "obs_status": rows.row.texts[5] = try cursor.said()
                case "value": value = try cursor.scalar() ?? cursor.offset..<cursor.offset
                default: try cursor.skip()
                }
            }
            rows.row.step(to: value)
            body(&rows)
        }
    }

    /// The id and the name of what has both.
    private static func parts(_ cursor: inout JSONCursor) throws(JSONFault) -> (id: [UInt8], name: [UInt8]) {
        var parts: (id: [UInt8], name: [UInt8]) = ([], [])
        try cursor.object { (key, cursor) throws(JSONFault) in
            switch key {
            case "id": parts.id = try cursor.said()
            case "value": parts.name = try cursor.said()
            default: try cursor.skip()
            }
        }
        return parts
    }
}
