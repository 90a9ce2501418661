internal import Formats
internal import Indicators

extension FileFaults {
    /// The mapping that a file is, read from its bytes; nil for anything else, with the fault noted.
    mutating func document(_ bytes: [UInt8]) -> YAMLNode? {
        guard var document = YAMLDocument(bytes: bytes, faults: &self), let root = document.tree(faults: &self) else {
            return nil
        }
        if case .mapping = root.content { return root }
        add(.wrongType, at: root.position, "the document is \(root.form)", expected: "expected a mapping")
        return nil
    }

    /// The entries of a mapping; nil, with the fault noted, if it is something else.
    mutating func entries(_ node: YAMLNode, of name: String) -> [YAMLEntry]? {
        guard case .mapping(let entries) = node.content else {
            addWrongType(node, of: name, expected: "expected a mapping")
            return nil
        }
        return entries
    }

    /// A mapping of known keys; what it has beside them is noted.
    mutating func mapping(_ node: YAMLNode, of name: String, at position: TextPosition, keys: [String]) -> YAMLMapping?
    {
        guard let entries = entries(node, of: name) else { return nil }
        for entry in entries where !keys.contains(entry.key) {
            addUnknown(
                .unknownKey, at: entry.position, "unknown key `\(entry.key.shortened)`", value: entry.key, known: keys)
        }
        return YAMLMapping(name: name, position: position, entries: entries)
    }

    /// The entry of a key that must be there; nil, with the fault noted, if it isn't.
    mutating func required(_ key: String, in mapping: YAMLMapping, expected: String) -> YAMLEntry? {
        if let entry = mapping[key] { return entry }
        add(.missingKey, at: mapping.position, "`\(mapping.name)` lacks `\(key)`", expected: expected)
        return nil
    }

    /// A text, in quotes or not; nil, with the fault noted, if it is a list, a mapping or blank.
    mutating func text(_ entry: YAMLEntry) -> String? { text(entry.value, of: entry.key) }

    /// A text, in quotes or not; nil, with the fault noted, if it is a list, a mapping or blank.
    mutating func text(_ node: YAMLNode, of name: String) -> String? {
        guard case .scalar(let text, _) = node.content, !text.isBlank else {
            addWrongType(node, of: name, expected: "expected a text")
            return nil
        }
        return text
    }

    /// A number without quotes; nil for anything else, with the fault noted.
    mutating func number(_ entry: YAMLEntry) -> Double? {
        guard case .scalar(let text, isPlain: true) = entry.value.content else {
            addWrongType(entry.value, of: entry.key, expected: "expected a number")
            return nil
        }
        guard let number = DecimalNumber(text.utf8.span)?.double() else {
            add(
                .notANumber, at: entry.value.position, "`\(entry.key)` is \(text.quoted)", value: text,
                expected: "expected a number such as 12.5")
            return nil
        }
        return number
    }

    /// A whole number of a range, without quotes; nil for anything else, with the fault noted.
    mutating func whole(_ entry: YAMLEntry, in range: ClosedRange<Int>) -> Int? {
        let expected = "expected a whole number from \(range.lowerBound) to \(range.upperBound)"
        if isOpenQuestion(entry.value, of: entry.key, expected: expected) { return nil }
        guard case .scalar(let text, isPlain: true) = entry.value.content else {
            addWrongType(entry.value, of: entry.key, expected: expected)
            return nil
        }
        guard let number = DecimalNumber(text.utf8.span)?.double(), number == number.rounded() else {
            add(
                .notANumber, at: entry.value.position, "`\(entry.key)` is \(text.quoted)", value: text,
                expected: expected)
            return nil
        }
        guard let whole = Int(exactly: number), range.contains(whole) else {
            add(.outOfRange, at: entry.value.position, "`\(entry.key)` is \(text)", value: text, expected: expected)
            return nil
        }
        return whole
    }

    /// Whether something is so, without quotes; nil for anything else, with the fault noted.
    mutating func flag(_ entry: YAMLEntry) -> Bool? {
        let words = ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false]
        guard case .scalar(let text, isPlain: true) = entry.value.content, let flag = words[text.lowercased()] else {
            addWrongType(entry.value, of: entry.key, expected: "expected true or false")
            return nil
        }
        return flag
    }

    /// One word of a set; nil for anything else, with the fault noted.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ entry: YAMLEntry, _ type: Choice.Type = Choice.self
    ) -> Choice? { choice(entry.value, of: entry.key) }

    /// One word of a set; nil for anything else, with the fault noted.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode, of name: String, _ type: Choice.Type = Choice.self
    ) -> Choice? {
        guard let text = text(node, of: name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        if isOpenQuestion(node, of: name, expected: "expected \(Self.listed(known, "or"))") { return nil }
        addUnknown(
            .unknownValue, at: node.position, "`\(name)` is \(text.quoted)", value: text, known: known)
        return nil
    }

    /// The items of a list; nil, with the fault noted, if it is something else.
    mutating func items(_ entry: YAMLEntry, expected: String) -> [YAMLNode]? {
        guard case .sequence(let items) = entry.value.content else {
            addWrongType(entry.value, of: entry.key, expected: expected)
            return nil
        }
        return items
    }

    /// Whether a value is the "?" of a draft; the fault is noted.
    private mutating func isOpenQuestion(_ node: YAMLNode, of name: String, expected: String) -> Bool {
        guard case .scalar("?", _) = node.content else { return false }
        add(.openQuestion, at: node.position, "`\(name)` is an open question", value: "?", expected: expected)
        return true
    }

    private mutating func addWrongType(_ node: YAMLNode, of name: String, expected: String) {
        var form = node.form
        if case .scalar(let text, let isPlain) = node.content {
            form = text.isBlank ? "blank" : "\(isPlain ? "" : "the text ")\(text.quoted)"
        }
        add(.wrongType, at: node.position, "`\(name)` is \(form)", expected: expected)
    }
}
