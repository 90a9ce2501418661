extension Region.Kind {
    /// The kinds that are known besides the words for levels.
    public static let known: [Self] = [.nation, .province, .municipality, .autonomousRegion, .cluster]

    /// The level of the regions of this kind; nil if the kind says none.
    public func level(among levels: [RegionLevel]) -> RegionLevel? {
        let isProvincial = self == .municipality || self == .autonomousRegion
        let name = isProvincial ? Self.province.rawValue : rawValue
        return levels.first { $0.name == name }
    }
}
