internal import Formats
internal import Reports

/// What a route answers with where all is well.
enum RouteAnswer: Sendable {
    /// A text of one of some content types.
    case text([String])
    /// A page for people.
    case page
    /// A picture of a page.
    case picture
    /// A JSON document.
    case document
    /// A JSON document of the moment, which nobody may keep.
    case report(of: JSONShape)
    /// A list: JSON, or CSV where that is asked for.
    case list(of: JSONShape)

    /// Whether a path may end with `.csv`.
    var hasTable: Bool {
        if case .list = self { true } else { false }
    }

    /// Whether a client may keep the answer, and ask whether it is still the same.
    var isKept: Bool {
        switch self {
        case .text, .report: false
        case .page, .picture, .document, .list: true
        }
    }

    /// The content types, each with the JSON Schema of what has it, where that is JSON.
    ///
    /// - Parameter isTable: whether the path asks for CSV.
    func content(isTable: Bool) -> [(type: String, schema: JSONValue?)] {
        switch self {
        case .text(let types): return types.map { ($0, nil) }
        case .page: return [("text/html", nil)]
        case .picture: return [("image/svg+xml", nil)]
        case .document: return [("application/json", ["type": "object"])]
        case .report(let shape): return [("application/json", shape.schema)]
        case .list(let row):
            if isTable { return [("text/csv", nil)] }
            let page: JSONValue = [
                "type": "object", "required": ["data", "next"], "additionalProperties": .boolean(false),
                "properties": [
                    "data": JSONShape.array(row).schema,
                    "next": [
                        "type": ["string", "null"],
                        "description": "The next page, relative to this one; null: this is the last.",
                    ],
                ],
            ]
            return [("application/json", page), ("text/csv", nil)]
        }
    }
}
