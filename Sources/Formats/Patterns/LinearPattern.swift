/// A regular expression of RE2's syntax that a whole text has to match, as those of Prometheus.
///
/// Guarantee: matching takes time in proportion to the text's length times the pattern's, whatever they are. Nothing is tried
/// and taken back. A dot matches a line feed too, as in Prometheus 3.
///
/// Not understood, and refused: classes by script but for those of China's languages, Latin and Cyrillic.
/// Source: R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009; github.com/google/re2/wiki/Syntax.
public struct LinearPattern: Sendable {
    private enum Matching: Sendable {
        /// The pattern is a list of texts, such as those of a dashboard's variable.
        case texts(Set<String>)
        case program(PatternProgram)
    }

    private let matching: Matching

    /// A pattern that matches one text.
    public init(literal: String) { matching = .texts([literal]) }

    /// Reads a pattern.
    ///
    /// - Throws: `RemoteReadFault.badPattern` for what is no pattern, is not understood, or is too large.
    public init(_ pattern: String) throws(RemoteReadFault) {
        var parser = PatternParser(pattern)
        let node = try parser.parse()
        matching =
            if let texts = node.texts { .texts(texts) } else { .program(try PatternProgram(node, of: pattern)) }
    }

    /// Whether all of a text matches.
    public func matches(_ text: String) -> Bool {
        switch matching {
        case .texts(let texts): texts.contains(text)
        case .program(let program): program.matches(text)
        }
    }
}

/// A part of a pattern.
indirect enum PatternNode: Sendable {
    case empty
    /// One scalar of a set.
    case scalar(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// From `least` to `most` times; nil: any number of times.
    case repetition(PatternNode, least: Int, most: Int?)
    case place(PatternPlace)

    /// The texts that the pattern matches, if it is a list of them; nil for any other.
    var texts: Set<String>? {
        guard case .alternatives(let nodes) = self else { return text.map { [$0] } }
        let texts = nodes.compactMap(\.text)
        return texts.count == nodes.count ? Set(texts) : nil
    }

    /// How often its innermost part is repeated by counts, as those of counts within counts are multiplied.
    var repetitions: Int {
        switch self {
        case .empty, .scalar, .place: 1
        case .sequence(let nodes), .alternatives(let nodes): nodes.map(\.repetitions).max() ?? 1
        case .repetition(let node, let least, let most): max(most ?? least, 1) * node.repetitions
        }
    }

    private var text: String? {
        switch self {
        case .empty: return ""
        case .scalar(let set): return set.only.map { String(Character($0)) }
        case .sequence(let nodes):
            let parts = nodes.compactMap(\.text)
            return parts.count == nodes.count ? parts.joined() : nil
        case .alternatives, .repetition, .place: return nil
        }
    }
}

/// A place between two scalars.
enum PatternPlace: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}
