public import Indicators

/// How much of a nation or cluster its aggregated figures are about: which members have one, and their share.
public struct Aggregate: Hashable, Sendable {
    /// The members, in the catalog's order.
    public let members: [Identifier<Region>]
    /// By the series' observations: the share of the members that have a figure, by number or by weight, up to 1.
    public let ratios: [Double]
    /// By the series' observations, a word for each 64 members: a bit for each that has none; empty where none lacks.
    private let lacking: [UInt64]

    /// - Parameter lacking: as many words an observation as the members need, a bit for each member that has no figure.
    init(members: [Identifier<Region>], ratios: [Double], lacking: [UInt64]) {
        (self.members, self.ratios) = (members, ratios)
        self.lacking = lacking.allSatisfy { $0 == 0 } ? [] : lacking
    }

    /// The members that were there in the year of an observation but have no figure of it.
    ///
    /// - Parameter place: of the observation in the series.
    public func missing(at place: Int) -> [Identifier<Region>] {
        guard !lacking.isEmpty else { return [] }
        let start = place * Self.words(of: members.count)
        return members.indices.filter { lacking[start + $0 / 64] & 1 << ($0 % 64) != 0 }.map { members[$0] }
    }

    /// How many words a bit for each member takes.
    static func words(of members: Int) -> Int { (members + 63) / 64 }
}
