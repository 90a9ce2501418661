/// Which region is a part of which, by the regions' positions in a catalog.
///
/// A region that names no parent is a part of the catalog's only nation, if its level is the next one that the catalog has.
public struct RegionTree: Sendable {
    /// By region: the region of which it is a part; nil for one at the top, and for a cluster.
    public let parents: [Int?]
    /// By region: the regions that are parts of it, ascending.
    public let children: [[Int]]

    /// The tree of some regions, given the position of each id.
    init(_ regions: [Region], position: (Identifier<Region>) -> Int?) {
        let nation = Self.nationOfAll(among: regions.map { ($0.kind, $0.level) })
        let parents = regions.map { region in
            region.parent.map(position) ?? (region.level == nation?.level ? nation?.position : nil)
        }
        var children = regions.map { _ in [Int]() }
        for (region, parent) in parents.enumerated() {
            if let parent { children[parent].append(region) }
        }
        (self.parents, self.children) = (parents, children)
    }

    /// The nation of which regions without a parent are parts, and their level; nil if there is not exactly one nation.
    public static func nationOfAll(
        among regions: [(kind: Region.Kind, level: RegionLevel?)]
    ) -> (position: Int, level: RegionLevel)? {
        let nations = regions.indices.filter { regions[$0].kind == .nation }
        guard nations.count == 1, let nation = nations.first, let top = regions[nation].level,
            let next = regions.lazy.compactMap(\.level).filter({ $0 > top }).min()
        else { return nil }
        return (nation, next)
    }

    /// The regions above one, from its parent to the top.
    public func ancestors(of region: Int) -> [Int] {
        var ancestors: [Int] = []
        // More than there are regions are a circle, which `Config` refuses.
        while let parent = parents[ancestors.last ?? region], ancestors.count < parents.count {
            ancestors.append(parent)
        }
        return ancestors
    }

    /// A region and all that are parts of it or of its parts.
    public func subtree(of region: Int) -> [Int] {
        var found = [region]
        var next = 0
        while next < found.count, found.count <= parents.count {
            found += children[found[next]]
            next += 1
        }
        return found
    }
}
