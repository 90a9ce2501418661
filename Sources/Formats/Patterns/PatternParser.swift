/// Reads a regular expression of RE2's syntax into its parts. What it captures, and how greedily, is of no interest.
struct PatternParser {
    /// The flags of `(?ims)`, as they are at a place.
    struct Flags {
        var ignoresCase = false
        var isByLine = false
        var dotIsAll = true
    }

    /// How deep groups may be nested: a thread of Swift's pool has a small stack.
    static let depthLimit = 100
    /// How often a part may be repeated, as in RE2.
    static let repetitionLimit = 1_000

    private let pattern: String
    let scalars: [Unicode.Scalar]
    var position = 0
    var flags = Flags()
    private var depth = 0

    init(_ pattern: String) {
        self.pattern = pattern
        scalars = Array(pattern.unicodeScalars)
    }

    /// The whole pattern.
    ///
    /// - Throws: `RemoteReadFault.badPattern`.
    mutating func parse() throws(RemoteReadFault) -> PatternNode {
        let node = try alternatives()
        guard next == nil else { throw fault("a ) without its (") }
        return node
    }

    /// The scalar that is read next; nil at the end.
    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Moves behind a text, if it stands here.
    mutating func take(_ text: String) -> Bool {
        let wanted = text.unicodeScalars
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    /// What is wrong, and where.
    func fault(_ words: String) -> RemoteReadFault {
        let shown = pattern.count > 60 ? "\(pattern.prefix(60))…" : pattern
        return .badPattern(
            "the regular expression \"\(shown)\" has \(words), at character \(min(position, scalars.count) + 1)")
    }

    private mutating func alternatives() throws(RemoteReadFault) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw fault("more than \(Self.depthLimit) groups within each other") }
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence() throws(RemoteReadFault) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            if take("\\Q") {
                let count = nodes.count
                while next != nil, !take("\\E") {
                    nodes.append(literal(scalars[position]))
                    position += 1
                }
                if nodes.count > count, let last = nodes.popLast() { nodes.append(try repeated(last)) }
                continue
            }
            guard let node = try atom() else { continue }
            nodes.append(try repeated(node))
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    /// A part that can be repeated; nil for flags, which are none.
    private mutating func atom() throws(RemoteReadFault) -> PatternNode? {
        guard let scalar = next else { return .empty }
        let start = position
        if try repetition() != nil {
            position = start
            throw fault("nothing to repeat before \(scalar)")
        }
        switch scalar {
        case "(": return try group()
        case "[": return .scalar(try bracketed())
        case "\\": return try escape()
        default: position += 1
        }
        switch scalar {
        case ".": return .scalar(flags.dotIsAll ? .all : ScalarSet(0x0A...0x0A).negated())
        case "^": return .place(flags.isByLine ? .lineStart : .textStart)
        case "$": return .place(flags.isByLine ? .lineEnd : .textEnd)
        default: return literal(scalar)
        }
    }

    /// A scalar, with or without regard to its case.
    func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        .scalar(ScalarSet(scalar, ignoringCase: flags.ignoresCase))
    }

    private mutating func group() throws(RemoteReadFault) -> PatternNode? {
        let outer = flags
        position += 1
        if take("?") {
            if take("P<") || take("<") {
                let start = position
                while let scalar = next, ScalarSet.word.contains(scalar) { position += 1 }
                guard position > start, take(">") else { throw fault("a group whose name is none") }
            } else {
                try takeFlags()
                if take(")") { return nil }
                guard take(":") else { throw fault("a (? that is not understood") }
            }
        }
        let node = try alternatives()
        guard take(")") else { throw fault("a ( without its )") }
        flags = outer
        return node
    }

    private mutating func takeFlags() throws(RemoteReadFault) {
        var isOn = true
        while let scalar = next, scalar != ":", scalar != ")" {
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isByLine = isOn
            case "s": flags.dotIsAll = isOn
            case "U": break
            case "-" where isOn: isOn = false
            default: throw fault("a (? that is not understood")
            }
            position += 1
        }
    }

    /// A part with the repetition that stands behind it.
    private mutating func repeated(_ node: PatternNode) throws(RemoteReadFault) -> PatternNode {
        guard let (least, most) = try repetition() else { return node }
        _ = take("?")
        let start = position
        if try repetition() != nil {
            position = start
            throw fault("a repetition of a repetition")
        }
        let repetition = PatternNode.repetition(node, least: least, most: most)
        guard repetition.repetitions <= Self.repetitionLimit else {
            throw fault("more than \(Self.repetitionLimit) repetitions of a part")
        }
        return repetition
    }

    private mutating func repetition() throws(RemoteReadFault) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{") else { return nil }
        var (least, most): (Int?, Int?) = (number(), nil)
        let isOpen = take(",")
        if isOpen { most = number() } else { most = least }
        // What does not count anything are braces as such.
        guard let least, take("}") else {
            position = start
            return nil
        }
        guard least <= Self.repetitionLimit, most ?? 0 <= Self.repetitionLimit, least <= most ?? least else {
            position = start
            throw fault("a repetition beyond \(Self.repetitionLimit), or from more to less")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        let start = position
        var number = 0
        while let scalar = next, ScalarSet.digits.contains(scalar) {
            number = min(number * 10 + Int(scalar.value - 0x30), Self.repetitionLimit + 1)
            position += 1
        }
        return position > start ? number : nil
    }
}
