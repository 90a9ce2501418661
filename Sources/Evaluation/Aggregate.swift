public import Indicators

/// Which members of a region or cluster its aggregated figures are made of, and their share.
public struct Aggregate: Hashable, Sendable {
    /// The members, in the catalog's order.
    public let members: [Identifier<Region>]
    /// For each observation the share of the members that have a figure, by number or by weight, up to 1.
    public let ratios: [Double]
    /// For each observation a bit for each member that has no figure, in words of 64 bits; empty if all have one.
    private let lacking: [UInt64]

    /// - Parameter lacking: for each observation a bit for each member that has no figure, in words of 64 bits.
    init(members: [Identifier<Region>], ratios: [Double], lacking: [UInt64]) {
        (self.members, self.ratios) = (members, ratios)
        self.lacking = lacking.allSatisfy { $0 == 0 } ? [] : lacking
    }

    /// The members that were there in the year of an observation but have no figure of it.
    ///
    /// - Parameter index: that of the observation in the series.
    public func missing(at index: Int) -> [Identifier<Region>] {
        guard !lacking.isEmpty else { return [] }
        let start = index * Self.bitWordCount(of: members.count)
        return members.indices.filter { lacking[start + $0 / 64] & 1 << ($0 % 64) != 0 }.map { members[$0] }
    }

    /// That of some of the observations, by their indices.
    func picking(_ indices: [Int]) -> Aggregate {
        let width = Self.bitWordCount(of: members.count)
        return Aggregate(
            members: members, ratios: indices.map { ratios[$0] },
            lacking: lacking.isEmpty ? [] : indices.flatMap { lacking[$0 * width..<($0 + 1) * width] })
    }

    /// How many words of 64 bits hold a bit for each member.
    static func bitWordCount(of members: Int) -> Int { (members + 63) / 64 }
}
