/// A level of regions: nations, their provinces, and so on downwards.
public struct RegionLevel: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The word for it in files, such as `county`.
    public let name: String
    /// How many levels are above it.
    public let depth: Int

    private init(name: String, depth: Int) {
        self.name = name
        self.depth = depth
    }

    /// The levels of some words, listed from the top.
    public static func levels(named names: [String]) -> [RegionLevel] {
        names.enumerated().map { RegionLevel(name: $1, depth: $0) }
    }

    /// The levels of a catalog that lists no others: nation, province, prefecture and county.
    public static let standard = levels(named: ["nation", "province", "prefecture", "county"])

    /// The word for it.
    public var description: String { name }

    /// Orders levels from the top.
    public static func < (left: Self, right: Self) -> Bool { left.depth < right.depth }
}
