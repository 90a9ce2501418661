/// The part of JSON Schema that the API's description uses. (draft 2020-12)
extension JSON {
    /// What of this value a schema does not allow, a line each; none if it is as the schema says.
    ///
    /// - Parameter path: where the value stands.
    public func breaches(of schema: JSON, at path: String = "$") -> [String] {
        if let shapes = schema["anyOf"]?.elements {
            let found = shapes.map { breaches(of: $0, at: path) }
            return found.contains([]) ? [] : ["\(path): none of \(found.joined().joined(separator: "; "))"]
        }
        let types = schema["type"].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) } ?? []
        guard types.isEmpty || types.contains(where: { isOf(type: $0) }) else {
            return ["\(path): \(self) is no \(types)"]
        }
        if let words = schema["enum"]?.elements, !words.contains(self) {
            return ["\(path): \(self) is not of \(words)"]
        }
        let properties = schema["properties"]?.members ?? [:]
        let missing = (schema["required"]?.elements ?? []).compactMap(\.string).filter { self[$0] == nil }
        return missing.map { "\(path): no \($0)" }
            + members.flatMap { key, value -> [String] in
                if let shape = properties[key] { return value.breaches(of: shape, at: "\(path).\(key)") }
                switch schema["additionalProperties"] {
                case .bool(false): return ["\(path): \(key) is not of its keys"]
                case let shape?: return value.breaches(of: shape, at: "\(path).\(key)")
                case nil: return []
                }
            }
            + elements.enumerated().flatMap { index, element in
                schema["items"].map { element.breaches(of: $0, at: "\(path)[\(index)]") } ?? []
            }
    }

    private func isOf(type: String) -> Bool {
        switch (type, self) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number(let number)): number.rounded() == number
        default: false
        }
    }
}
