internal import Formats
public import Indicators

/// The indicators that a service evaluates and serves, where several share a catalog.
public enum EvaluationShard: Hashable, Sendable {
    /// Those that fall to one of several services, the first of which is 1.
    case part(Int, of: Int)
    /// Those that are named.
    case named([Identifier<Indicator>])

    /// The most services.
    public static let mostParts = 1024

    /// Reads `2/4`; nil: it is none.
    init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.allSatisfy { ("0"..."9").contains($0) } ? Int(part) : nil
        }
        guard numbers.count == 2, let number = numbers[0], let count = numbers[1], (1...Self.mostParts).contains(count),
            (1...count).contains(number)
        else { return nil }
        self = .part(number, of: count)
    }

    /// The indicators of a catalog that belong to it.
    ///
    /// Which service an indicator falls to depends on its id alone: the same today and tomorrow, on every machine, and
    /// whatever else the catalog has.
    public func indicators(of catalog: Catalog) -> Set<Identifier<Indicator>> {
        switch self {
        case .part(let number, let count):
            Set(
                catalog.indicators.map(\.id).filter {
                    FNV1a($0.rawValue.utf8.span).folded % UInt64(count) == UInt64(number - 1)
                })
        case .named(let ids): Set(ids)
        }
    }
}
