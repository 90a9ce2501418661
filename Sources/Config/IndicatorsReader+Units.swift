internal import Formats
internal import Indicators

extension IndicatorsReader {
    /// A known unit, a compound of two known ones, or one of the indicator's own. A misspelt known unit is a fault.
    mutating func unit(_ entry: YAMLEntry) -> UnitOfMeasure? {
        guard let text = faults.text(entry) else { return nil }
        if let unit = UnitOfMeasure(known: text, in: known.units) { return unit }
        let position = entry.value.position
        guard text.isPrintable, text.count <= 64 else {
            faults.add(
                .unknownUnit, at: position, "\(text.quoted) is no unit", value: text,
                expected: "expected a word of at most 64 letters")
            return nil
        }
        if text.contains("/") {
            noteCompound(text, at: position)
            return nil
        }
        if let near = slip(ofUnit: text) {
            faults.add(
                .unknownUnit, at: position, "unknown unit \(text.quoted)", value: text,
                expected: "did you mean \"\(near)\"?")
            return nil
        }
        return UnitOfMeasure(standingAlone: text)
    }

    private mutating func noteCompound(_ text: String, at position: TextPosition) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2 else {
            faults.add(
                .unknownUnit, at: position, "\(text.quoted) has more than one slash", value: text,
                expected: "expected A/B of two known units")
            return
        }
        guard gaps.hasAllUnits else { return }
        for side in sides where known.units.unit(side) == nil {
            faults.add(
                .unknownUnit, at: position, "unknown unit \(side.quoted) in \(text.quoted)", value: text,
                expected: NearestName.question(for: side, among: known.units.spelledWords)
                    ?? "expected A/B of two known units; the file of units adds some")
        }
    }

    /// Short spellings are left out: nearly every short unit is a letter away from one of them (`GB` from `GW`, 万户 from 万件).
    private func slip(ofUnit text: String) -> String? {
        NearestName.slip(text, among: known.units.spelledWords.filter { $0.count >= 4 })
    }
}
