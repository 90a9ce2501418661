internal import Indicators

/// A catalog in which regions and indicators are known by their positions instead of their ids.
struct CatalogPositions: Sendable {
    /// The indicators, in the catalog's order.
    let indicators: [Indicator]
    /// The regions, in the catalog's order.
    let regions: [Region]
    /// The regions that consist of others, ascending.
    let wholes: [Whole]
    /// By region: whether it is provincial-level.
    let areProvincial: [Bool]
    /// The nation, if there is one.
    let nation: Int?
    /// By indicator: the one whose figures weigh its mean; nil if it is aggregated otherwise.
    let weights: [Int?]
    /// By indicator: the ones that it weighs.
    let dependants: [[Int]]
    private let positionsOfRegions: [Identifier<Region>: Int]

    /// A nation or cluster with the provincial-level regions that belong to it entirely.
    struct Whole: Sendable {
        let region: Int
        let members: [Int]
        /// The members' ids, in the order of `members`.
        let ids: [Identifier<Region>]
        /// The years in which members began, in the order of `members`; nil for one that has always been there.
        let beginnings: [Period?]
    }

    init(_ catalog: Catalog) {
        (indicators, regions) = (catalog.indicators, catalog.regions)
        positionsOfRegions = Dictionary(
            catalog.regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        wholes = catalog.regions.enumerated().compactMap { position, region in
            guard !region.isProvincial else { return nil }
            let members = catalog.regions.indices.filter { other in
                let other = catalog.regions[other]
                return other.isProvincial && (region.kind == .nation || other.clusters.contains(region.id))
            }
            guard !members.isEmpty else { return nil }
            return Whole(
                region: position, members: members, ids: members.map { catalog.regions[$0].id },
                beginnings: members.map { catalog.regions[$0].validFrom })
        }
        areProvincial = catalog.regions.map(\.isProvincial)
        nation = catalog.regions.firstIndex { $0.kind == .nation }
        let weights = catalog.indicators.map { indicator -> Int? in
            if case .mean(let weight) = indicator.aggregation { catalog.position(of: weight) } else { nil }
        }
        var dependants = catalog.indicators.map { _ in [Int]() }
        for (position, weight) in weights.enumerated() {
            if let weight { dependants[weight].append(position) }
        }
        (self.weights, self.dependants) = (weights, dependants)
    }

    /// The position of a region in the catalog, from 0.
    func position(of region: Identifier<Region>) -> Int? { positionsOfRegions[region] }
}
