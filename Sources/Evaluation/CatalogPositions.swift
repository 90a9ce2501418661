internal import Indicators

/// A catalog in which regions and indicators are known by their positions instead of their ids.
struct CatalogPositions: Sendable {
    /// The indicators, in the catalog's order.
    let indicators: [Indicator]
    /// The regions, in the catalog's order.
    let regions: [Region]
    /// Which region is a part of which.
    let tree: RegionTree
    /// The regions that consist of others: each after those of its members that do so too.
    let wholes: [Whole]
    /// Whether a member of a whole is a whole itself.
    let hasNestedWholes: Bool
    /// By region: whether it has a rank among others of its level. A cluster has none, nor has a nation without others.
    let areRanked: [Bool]
    /// By region: its nation, which may be the region itself; nil if it is in none. A cluster has its members' only one.
    let nations: [Int?]
    /// By indicator: the one whose figures weigh its mean; nil if it is aggregated otherwise.
    let weights: [Int?]
    /// By indicator: the ones that it weighs.
    let dependants: [[Int]]
    /// By indicator: those that it is derived from; nil for one whose figures are recorded.
    let inputs: [[Int]?]
    /// The derived indicators, each after those that it is derived from: those of one list don't need each other.
    let derivedRanks: [[Int]]
    private let catalog: Catalog

    /// A region with its parts of the next level down, or a cluster with the regions that belong to it entirely.
    struct Whole: Sendable {
        let region: Int
        let members: [Int]
        /// The members' ids, in the order of `members`.
        let ids: [Identifier<Region>]
        /// The years in which members began, in the order of `members`; nil for one that has always been there.
        let beginnings: [Period?]
        /// The last years of members that ended, in the order of `members`; nil for one that is still there.
        let ends: [Period?]
    }

    init(_ catalog: Catalog) {
        (indicators, regions, tree) = (catalog.indicators, catalog.regions, catalog.regionTree)
        self.catalog = catalog
        wholes = Self.wholes(of: catalog)
        let consisting = Set(wholes.map(\.region))
        hasNestedWholes = wholes.contains { !consisting.isDisjoint(with: $0.members) }
        let allNations = catalog.regions.indices.filter { catalog.regions[$0].kind == .nation }
        areRanked = catalog.regions.map { $0.level != nil && ($0.kind != .nation || allNations.count > 1) }
        let tree = tree
        var nations = catalog.regions.indices.map { region in
            ([region] + tree.ancestors(of: region)).first { catalog.regions[$0].kind == .nation }
        }
        for region in catalog.regions.indices where catalog.regions[region].kind == .cluster {
            nations[region] = allNations.count == 1 ? allNations[0] : nil
        }
        for whole in wholes where catalog.regions[whole.region].kind == .cluster {
            let ofMembers = Set(whole.members.map { nations[$0] })
            nations[whole.region] = ofMembers.count == 1 ? ofMembers.first ?? nil : nil
        }
        self.nations = nations
        let weights = catalog.indicators.map { indicator -> Int? in
            if case .mean(let weight) = indicator.aggregation { catalog.position(of: weight) } else { nil }
        }
        var dependants = catalog.indicators.map { _ in [Int]() }
        for (position, weight) in weights.enumerated() {
            if let weight { dependants[weight].append(position) }
        }
        (self.weights, self.dependants) = (weights, dependants)
        let inputs = catalog.indicators.map { $0.derivation?.inputs.map { catalog.position(of: $0) ?? -1 } }
        self.inputs = inputs
        derivedRanks = Self.ranks(of: inputs)
    }

    /// Indicators by how far they are from recorded ones; those that lead back to themselves, or to none, are in no rank.
    private static func ranks(of inputs: [[Int]?]) -> [[Int]] {
        var known = Set(inputs.indices.filter { inputs[$0] == nil })
        var ranks: [[Int]] = []
        while true {
            let next = inputs.indices.filter { !known.contains($0) && known.isSuperset(of: inputs[$0] ?? []) }
            if next.isEmpty { return ranks }
            ranks.append(next)
            known.formUnion(next)
        }
    }

    /// The position of a region in the catalog, from 0.
    func position(of region: Identifier<Region>) -> Int? { catalog.position(ofRegion: region) }

    private static func wholes(of catalog: Catalog) -> [Whole] {
        var members = catalog.regionTree.children
        for (region, entry) in catalog.regions.enumerated() {
            for cluster in entry.clusters { catalog.position(ofRegion: cluster).map { members[$0].append(region) } }
        }
        // From the lowest level up, the clusters last.
        let order = members.indices.sorted { left, right in
            let (first, second) = (catalog.regions[left].level?.depth ?? -1, catalog.regions[right].level?.depth ?? -1)
            return first == second ? left < right : first > second
        }
        return order.compactMap { region in
            let members = members[region]
            guard !members.isEmpty else { return nil }
            let entries = members.map { catalog.regions[$0] }
            return Whole(
                region: region, members: members, ids: entries.map(\.id),
                beginnings: entries.map(\.validFrom), ends: entries.map(\.validTo))
        }
    }
}
