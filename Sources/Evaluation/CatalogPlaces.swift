internal import Indicators

/// A catalog by places: where its regions and indicators stand, which regions consist of which, whose weight is what.
struct CatalogPlaces: Sendable {
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
    /// By indicator: the one whose figures weigh its mean, if that is how it is aggregated.
    let weights: [Int?]
    /// By indicator: those whose weight it is.
    let dependants: [[Int]]
    private let placesOfRegions: [Identifier<Region>: Int]

    /// A nation or cluster, and the provincial-level regions that belong to it whole.
    struct Whole: Sendable {
        let region: Int
        let members: [Int]
        /// The members' ids, and in which years they began, in the same order.
        let ids: [Identifier<Region>]
        let beginnings: [Period?]
    }

    init(_ catalog: Catalog) {
        (indicators, regions) = (catalog.indicators, catalog.regions)
        placesOfRegions = Dictionary(
            catalog.regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        wholes = catalog.regions.enumerated().compactMap { place, region in
            guard !region.isProvincial else { return nil }
            let members = catalog.regions.indices.filter { other in
                let other = catalog.regions[other]
                return other.isProvincial && (region.kind == .nation || other.clusters.contains(region.id))
            }
            guard !members.isEmpty else { return nil }
            return Whole(
                region: place, members: members, ids: members.map { catalog.regions[$0].id },
                beginnings: members.map { catalog.regions[$0].validFrom })
        }
        areProvincial = catalog.regions.map(\.isProvincial)
        nation = catalog.regions.firstIndex { $0.kind == .nation }
        let weights = catalog.indicators.map { indicator -> Int? in
            if case .mean(let weight) = indicator.aggregation { catalog.position(of: weight) } else { nil }
        }
        var dependants = catalog.indicators.map { _ in [Int]() }
        for (place, weight) in weights.enumerated() {
            if let weight { dependants[weight].append(place) }
        }
        (self.weights, self.dependants) = (weights, dependants)
    }

    /// Where a region stands in the catalog, from 0.
    func place(of region: Identifier<Region>) -> Int? { placesOfRegions[region] }
}
