internal import Indicators

/// Which families a scrape may ask for by `collect[]`: each family is of one group.
public enum CollectedGroup: String, Hashable, Sendable, CaseIterable {
    /// The newest figures of each series.
    case indicator
    /// Their trends.
    case trend
    /// Target gaps, and what the plan says of each target.
    case target
    /// Forecasts.
    case forecast
    /// How the regions of each indicator differ.
    case spread
    /// What the catalog says of indicators and regions.
    case info
    /// The service itself and its process.
    case service

    init(_ group: MetricGroup) {
        switch group {
        case .indicator: self = .indicator
        case .trend: self = .trend
        case .target: self = .target
        case .forecast: self = .forecast
        case .spread: self = .spread
        }
    }
}

extension SnapshotRenderer {
    /// The groups of which something is served: those of the settings, and what is served whatever they say.
    public var collected: [CollectedGroup] {
        // A series that has a target has its forecast served with the targets.
        let served = groups.contains(.target) ? groups.union([.forecast]) : groups
        return CollectedGroup.allCases.filter { group in
            MetricGroup(rawValue: group.rawValue).map(served.contains) ?? true
        }
    }
}
