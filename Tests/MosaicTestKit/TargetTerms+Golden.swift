public import Indicators

extension TargetTerms {
    /// The terms of a golden case's target.
    ///
    /// - Parameter kinds: those that there are.
    /// - Throws: ``KitError`` for a word or a number that is none, and the fault of terms that are refused.
    public init(golden target: JSON, kinds: [TargetKind]) throws {
        guard let kind = kinds.first(where: { $0.rawValue == target["kind"]?.string }),
            let targetYear = target["target_year"]?.int
        else { throw KitError("no kind or no target year: \(target)") }
        let bounds = target["bounds"]?.elements ?? []
        let milestones = try (target["milestones"]?.elements ?? []).map { pair in
            guard let year = pair.elements.first?.int, let value = pair.elements.last?.number else {
                throw KitError("no milestone: \(pair)")
            }
            return Milestone(year: year, value: value)
        }
        try self.init(
            kind: kind, sense: Self.word(target["sense"]), path: Self.word(target["path"]),
            baseYear: target["base_year"]?.int, baseValue: target["base_value"]?.number, targetYear: targetYear,
            targetValue: target["target_value"]?.number, lower: target["lower"]?.number,
            upper: target["upper"]?.number, minimum: bounds.first?.number, maximum: bounds.last?.number,
            milestones: milestones, reference: try Self.reference(golden: target, kind: kind))
    }

    /// The word of a golden case; one that is none is an error.
    private static func word<Word: RawRepresentable<String>>(_ text: JSON?) throws -> Word? {
        try text?.string.map { text in
            guard let word = Word(rawValue: text) else { throw KitError("no word of its kind: \(text)") }
            return word
        }
    }

    private static func reference(golden target: JSON, kind: TargetKind) throws -> TargetReference? {
        let own = SeriesKey(
            indicator: Identifier(target["indicator"]?.string ?? ""), region: Identifier(target["region"]?.string ?? "")
        )
        let keys = ["reference_indicator", "reference_region", "factor", "offset", "mode"]
        guard kind.traits.statement == .reference || keys.contains(where: { target[$0] != nil }) else { return nil }
        return try TargetReference(
            of: own, indicator: target["reference_indicator"]?.string.map { Identifier($0) },
            region: target["reference_region"]?.string.map { Identifier($0) },
            factor: target["factor"]?.number ?? 1, offset: target["offset"]?.number ?? 0,
            mode: word(target["mode"]) ?? .finalYear)
    }
}
