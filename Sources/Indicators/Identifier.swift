/// The id of a region, indicator or target: a short text that is compared byte by byte.
///
/// `Of` keeps ids of different things apart at compile time.
public struct Identifier<Of>: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The id as it is written in files and labels.
    public let rawValue: String

    /// The id with this text, which is not checked.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes an id of a literal.
    public init(stringLiteral value: String) {
        self.rawValue = value
    }

    /// The id as text.
    public var description: String { rawValue }

    /// Orders ids by their bytes.
    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}
