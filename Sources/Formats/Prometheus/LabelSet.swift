/// The labels of a sample, rendered once and written as often as wanted: `a="1",b="2"`.
///
/// The order is that in which they were appended. A label without a value is none, and is left out.
public struct LabelSet: Hashable, Sendable {
    /// The labels as both formats have them, without braces.
    private(set) var bytes: [UInt8] = []

    /// No labels.
    public init() {}

    /// Whether there are no labels.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Appends a label. `name` is `[a-zA-Z_][a-zA-Z0-9_]*`; `value` any text, in which backslashes, quotes and newlines
    /// are escaped and carriage returns become spaces.
    public mutating func append(_ name: String, _ value: String) { bytes.append(label: name, value, from: 0) }
}

extension LabelSet: ExpressibleByDictionaryLiteral {
    /// The labels in the literal's order.
    public init(dictionaryLiteral elements: (String, String)...) {
        bytes.reserveCapacity(elements.reduce(24) { $0 + $1.0.utf8.count + $1.1.utf8.count + 4 })
        for (name, value) in elements { append(name, value) }
    }
}

extension [UInt8] {
    /// Appends a label, behind a comma where it is not the first from `start` on; one without a value is none.
    mutating func append(label name: String, _ value: String, from start: Int) {
        precondition(name.isMetricName(colons: false), "not the name of a label")
        guard !value.isEmpty else { return }
        if count > start { append(Byte.comma) }
        append(name.utf8.span)
        append(Byte.equals)
        append(Byte.quote)
        append(escaping: value, quotes: true)
        append(Byte.quote)
    }

    /// Appends `text` with its backslashes, newlines and, where asked for, quotes escaped. Both formats are lines, and
    /// a carriage return has no escape in either: it becomes a space.
    mutating func append(escaping text: String, quotes: Bool) {
        let isSpecial: (UInt8) -> Bool = {
            $0 == Byte.lineFeed || $0 == Byte.carriageReturn || $0 == Byte.backslash || $0 == Byte.quote
        }
        guard text.utf8.contains(where: isSpecial) else { return append(contentsOf: text.utf8) }
        for byte in text.utf8 {
            switch byte {
            case Byte.lineFeed:
                append(Byte.backslash)
                append(Byte.smallN)
            case Byte.carriageReturn:
                append(Byte.space)
            case Byte.backslash,
                Byte.quote where quotes:
                append(Byte.backslash)
                append(byte)
            default:
                append(byte)
            }
        }
    }
}

extension String {
    /// Whether it is a name in the data model of Prometheus; those of labels have no colons.
    func isMetricName(colons: Bool) -> Bool {
        var isFirst = true
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
            case UInt8(ascii: ":") where colons: break
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }
}
