/// Classes in brackets, and what stands behind a backslash.
extension PatternParser {
    /// What a backslash begins outside of brackets.
    mutating func escape() throws(RemoteReadFault) -> PatternNode {
        for (text, place) in Self.places where take(text) { return .place(place) }
        if let set = try escapedSet() { return .scalar(set) }
        return literal(try escapedScalar())
    }

    private static let places: [(String, PatternPlace)] = [
        ("\\A", .textStart), ("\\z", .textEnd), ("\\b", .wordBoundary), ("\\B", .noWordBoundary),
    ]

    /// A class such as `[a-z_]`.
    mutating func bracketed() throws(RemoteReadFault) -> ScalarSet {
        position += 1
        let isNegative = take("^")
        var set = ScalarSet()
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            guard next != nil else { throw fault("a [ without its ]") }
            var known = try namedSet()
            if known == nil { known = try escapedSet() }
            if let known {
                set.formUnion(known)
                continue
            }
            let first = try bracketedScalar()
            var last = first
            if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                last = try bracketedScalar()
            }
            guard first <= last else { throw fault("a range from more to less") }
            set.formUnion(ScalarSet(first.value...last.value))
        }
        position += 1
        if flags.ignoresCase { set = set.ignoringCase() }
        return isNegative ? set.negated() : set
    }

    private mutating func bracketedScalar() throws(RemoteReadFault) -> Unicode.Scalar {
        guard let scalar = next else { throw fault("a [ without its ]") }
        if scalar == "\\" { return try escapedScalar() }
        position += 1
        return scalar
    }

    /// `[:alpha:]`; nil where none stands here.
    private mutating func namedSet() throws(RemoteReadFault) -> ScalarSet? {
        let start = position
        guard take("[:") else { return nil }
        let isNegative = take("^")
        for (name, set) in Self.named where take(name + ":]") {
            guard isNegative else { return set }
            var other = ScalarSet()
            other.formUnion(set.negated())
            return other
        }
        // Without its end it is a bracket and a colon.
        guard scalars[position...].firstIndex(of: "]").map({ $0 > 0 && scalars[$0 - 1] == ":" }) ?? false else {
            position = start
            return nil
        }
        throw fault("a [: :] of no known name")
    }

    private static let named: [(name: String, set: ScalarSet)] = [
        ("alnum", ScalarSet(0x30...0x39, 0x41...0x5A, 0x61...0x7A)), ("alpha", ScalarSet(0x41...0x5A, 0x61...0x7A)),
        ("ascii", ScalarSet(0...0x7F)), ("blank", ScalarSet(0x09...0x09, 0x20...0x20)),
        ("cntrl", ScalarSet(0...0x1F, 0x7F...0x7F)), ("digit", .digits), ("graph", ScalarSet(0x21...0x7E)),
        ("lower", ScalarSet(0x61...0x7A)), ("print", ScalarSet(0x20...0x7E)),
        ("punct", ScalarSet(0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E)),
        ("space", ScalarSet(0x09...0x0D, 0x20...0x20)), ("upper", ScalarSet(0x41...0x5A)), ("word", .word),
        ("xdigit", ScalarSet(0x30...0x39, 0x41...0x46, 0x61...0x66)),
    ]

    /// `\d` and its like, `\pL`, `\p{Lu}`; nil where none stands here.
    private mutating func escapedSet() throws(RemoteReadFault) -> ScalarSet? {
        for (text, set) in Self.escaped where take(text) { return set }
        guard next == "\\", position + 1 < scalars.count, ["p", "P"].contains(scalars[position + 1]) else { return nil }
        var isWanted = scalars[position + 1] == "p"
        position += 2
        var name = ""
        if take("{") {
            if take("^") { isWanted.toggle() }
            while let scalar = next, scalar != "}" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard take("}") else { throw fault("a \\p{ without its }") }
        } else if let scalar = next {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        if name == "Any" { return isWanted ? .all : ScalarSet() }
        if let script = ScalarSet(script: name) { return isWanted ? script : script.negated() }
        guard let category = UnicodeCategory(name) else {
            let scripts = ScalarSet.scriptNames.joined(separator: ", ")
            throw fault(
                "the class \"\(name)\", which is none of the categories such as L or Nd, and none of the scripts \(scripts)"
            )
        }
        return ScalarSet(category, isWanted: isWanted)
    }

    private static let escaped: [(text: String, set: ScalarSet)] = [
        ("\\d", .digits), ("\\D", ScalarSet.digits.negated()), ("\\s", .spaces), ("\\S", ScalarSet.spaces.negated()),
        ("\\w", .word), ("\\W", ScalarSet.word.negated()),
    ]

    /// A scalar behind a backslash.
    private mutating func escapedScalar() throws(RemoteReadFault) -> Unicode.Scalar {
        position += 1
        guard let scalar = next else { throw fault("a \\ at its end") }
        position += 1
        switch scalar {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "x": return try hexadecimal()
        case "0": return try numbered(radix: 8, from: position - 1, most: 3)
        case "1"..."7":
            // One digit alone would mean a group, which no linear time allows for.
            guard let following = next, ("0"..."7").contains(following) else { break }
            return try numbered(radix: 8, from: position - 1, most: 3)
        default:
            if scalar.isASCII, !ScalarSet.word.contains(scalar) || scalar == "_" { return scalar }
        }
        position -= 1
        throw fault("\\\(scalar), which is not understood")
    }

    private mutating func hexadecimal() throws(RemoteReadFault) -> Unicode.Scalar {
        guard take("{") else {
            let start = position
            let scalar = try numbered(radix: 16, from: position, most: 2)
            guard position == start + 2 else { throw fault("a \\x that two digits do not follow") }
            return scalar
        }
        let scalar = try numbered(radix: 16, from: position, most: 6)
        guard take("}") else { throw fault("a \\x{ without its }") }
        return scalar
    }

    /// The scalar whose number starts at a position.
    private mutating func numbered(radix: Int, from start: Int, most: Int) throws(RemoteReadFault) -> Unicode.Scalar {
        var digits = ""
        position = start
        while digits.unicodeScalars.count < most, let scalar = next, scalar.isASCII,
            Int(String(Character(scalar)), radix: radix) != nil
        {
            digits.unicodeScalars.append(scalar)
            position += 1
        }
        guard let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else {
            throw fault("a number of no character")
        }
        return scalar
    }
}
