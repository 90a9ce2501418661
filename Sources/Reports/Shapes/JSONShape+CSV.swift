public import Formats

/// Objects as rows of CSV. What is nested has a column for each of its own keys, behind a dot: `gap.state`.
extension JSONShape {
    /// The columns.
    public var columns: [String] { columns(below: "") }

    private func columns(below prefix: String) -> [String] {
        keys.flatMap { key in
            key.shape.keys.isEmpty ? [prefix + key.name] : key.shape.columns(below: prefix + key.name + ".")
        }
    }

    /// Appends an object of this shape as fields of a row: nothing for null, and arrays as JSON.
    ///
    /// - Parameter value: the object, in any order of its keys; a key that it lacks is an empty field, as is each of null.
    public func append(_ value: JSONValue, by writer: inout CSVWriter, to bytes: inout [UInt8]) {
        var members: [JSONValue.Member] = []
        if case .object(let found) = value { members = found }
        for (index, key) in keys.enumerated() {
            let isInPlace = index < members.count && members[index].key == key.name
            let member = isInPlace ? members[index].value : members.first { $0.key == key.name }?.value ?? .null
            if key.shape.keys.isEmpty {
                Self.append(field: member, by: &writer, to: &bytes)
            } else {
                key.shape.append(member, by: &writer, to: &bytes)
            }
        }
    }

    private static func append(field: JSONValue, by writer: inout CSVWriter, to bytes: inout [UInt8]) {
        switch field {
        case .null: writer.append("", to: &bytes)
        case .boolean(let value): writer.append(value ? "true" : "false", to: &bytes)
        case .integer(let value): writer.append(String(value), to: &bytes)
        case .number(let value):
            if value.isFinite { writer.append(value, to: &bytes) } else { writer.append("", to: &bytes) }
        case .text(let text): writer.append(text, to: &bytes)
        case .array, .object:
            var json: [UInt8] = []
            field.append(to: &json)
            writer.append(json.span, to: &bytes)
        }
    }
}
