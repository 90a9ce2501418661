public import Indicators

/// A name that nothing has, in a sentence that says what would be right.
public struct UnknownName: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String
}

extension TargetState {
    /// The state of a name such as `on_track`.
    public init(named text: String) throws(UnknownName) {
        guard let state = TargetState(rawValue: text) else {
            let known = TargetState.allCases.map(\.rawValue)
            let question = NearestName.question(for: text, among: known) ?? "expected \(known.joined(separator: ", "))"
            throw UnknownName(description: "unknown state \"\(text)\"; \(question)")
        }
        self = state
    }
}

extension Catalog {
    /// The region that has a name; any of its names will do.
    public func knownRegion(named text: String) throws(UnknownName) -> Region {
        if let region = region(named: text) { return region }
        let question = regionQuestion(for: text) ?? "expected an ISO 3166-2 code, a GB/T 2260 code or a name"
        throw UnknownName(description: "unknown region \"\(text)\"; \(question)")
    }
}
