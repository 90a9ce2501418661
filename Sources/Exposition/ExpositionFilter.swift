public import Indicators

/// What a scrape wants of an exposition: of what it does not name, everything.
///
/// A sample is served if its family is of a group that is named. Its labels `indicator` and `region`, where it has them,
/// must be named too.
public struct ExpositionFilter: Hashable, Sendable {
    /// The groups of families; nil: all.
    public var groups: Set<CollectedGroup>?
    /// The indicators; nil: all.
    public var indicators: Set<Identifier<Indicator>>?
    /// The regions; nil: all.
    public var regions: Set<Identifier<Region>>?

    /// Makes a filter that lets everything through.
    public init() {}

    /// Whether everything is wanted.
    public var isEverything: Bool { self == ExpositionFilter() }

    /// Whether the families of a group are wanted.
    public func includes(_ group: CollectedGroup) -> Bool { groups?.contains(group) ?? true }
}
