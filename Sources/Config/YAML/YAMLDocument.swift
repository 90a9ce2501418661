internal import Formats
internal import Indicators
internal import Yams

/// The text of a YAML file, and its one way to a tree.
///
/// Yams stops at a mapping with two equal keys. To check the rest too, all of these keys but the last are masked and the
/// text is read again. A mask replaces one scalar by another, so every position stays as it is.
struct YAMLDocument {
    /// How many keys are masked at most. Then the rest of the file is not read.
    static let maskLimit = 64

    private var scalars: [Unicode.Scalar]
    private var maskedKeys: [String: String] = [:]

    /// Takes the bytes of a file; nil, with the fault noted, if they are no text in UTF-8.
    init?(bytes: [UInt8], faults: inout FileFaults) {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do {
            let text = try UTF8Span(validating: bytes.span)
            self.scalars = Array(String(copying: text).unicodeScalars)
        } catch {
            let before = String(decoding: bytes[..<error.byteOffsets.lowerBound], as: UTF8.self)
            faults.add(
                .notUTF8, at: Self.end(of: before.unicodeScalars), "byte is no UTF-8",
                expected: "save the file as UTF-8")
            return nil
        }
    }

    /// The document's tree; nil, with the fault noted, if there is none.
    mutating func tree(faults: inout FileFaults) -> YAMLNode? {
        while true {
            do {
                guard let root = try compose(yaml: text, .basic, .default, .utf8) else { break }
                var tree = YAMLTree(maskedKeys: maskedKeys)
                guard let node = tree.node(of: root, faults: &faults) else { return nil }
                if node.isNull { break }
                return node
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let position = TextPosition(line: context.mark.line, column: context.mark.column)
                let name = names.first ?? ""
                if maskedKeys.count < Self.maskLimit, mask(name, at: position) { continue }
                faults.add(
                    .duplicateKey, at: position, "key `\(name)` stands twice", value: name,
                    expected: "expected it once")
                return nil
            } catch {
                note(error, in: &faults)
                return nil
            }
        }
        faults.add(.emptyFile, "the file is empty", expected: "expected a mapping")
        return nil
    }

    private var text: String { String(String.UnicodeScalarView(scalars)) }

    /// Replaces the first scalar of the key at a position by one of the private use area. False if it could not.
    private mutating func mask(_ name: String, at position: TextPosition) -> Bool {
        let wanted = Array(name.unicodeScalars)
        guard let first = wanted.first, let mark = Unicode.Scalar(0xE000 + UInt32(maskedKeys.count)),
            let start = index(of: position)
        else { return false }
        // Before the key itself may stand a quote or an anchor.
        let last = min(start + 64, scalars.count - wanted.count)
        guard start <= last,
            let found = (start...last).first(where: { scalars[$0] == first && scalars[$0...].starts(with: wanted) })
        else { return false }
        scalars[found] = mark
        let original = maskedKeys[name] ?? name
        maskedKeys[String(String.UnicodeScalarView([mark] + wanted.dropFirst()))] = original
        return true
    }

    private func index(of position: TextPosition) -> Int? {
        var line = 1
        var index = 0
        while line < position.line, index < scalars.count {
            if Self.endsLine(scalars[index], before: index + 1 < scalars.count ? scalars[index + 1] : nil) { line += 1 }
            index += 1
        }
        let found = index + position.column - 1
        return found < scalars.count ? found : nil
    }

    /// As libyaml counts lines.
    private static func endsLine(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "\r": next != "\n"
        case "\n", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private static func end(of text: String.UnicodeScalarView) -> TextPosition {
        var position = TextPosition(line: 1, column: 1)
        var last: Unicode.Scalar?
        for scalar in text {
            if let last, endsLine(last, before: scalar) {
                position.line += 1
                position.column = 1
            }
            position.column += 1
            last = scalar
        }
        if let last, endsLine(last, before: nil) { return TextPosition(line: position.line + 1, column: 1) }
        return position
    }

    private func note(_ error: any Error, in faults: inout FileFaults) {
        let expected = "expected YAML"
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let message = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
            faults.add(
                .badYAML, at: TextPosition(line: mark.line, column: mark.column), message, expected: expected)
        case .reader(let problem, let offset, _, let yaml):
            let position = offset.map { Self.end(of: String(yaml.prefix($0)).unicodeScalars) }
            faults.add(.badYAML, at: position, problem, expected: expected)
        default:
            faults.add(.badYAML, "\(error)", expected: expected)
        }
    }
}
