internal import Formats
internal import Indicators

extension TableCell {
    /// The year beside the row's label as it stands; nil: the layout has none.
    var yearText: String? {
        layout.yearColumn.map { $0 < block.fieldCount ? block.text(ofField: $0) : "" }
    }

    /// Takes the first of a panel's two keys from the row above, where it is blank and the second is not: the cells were merged.
    ///
    /// A code beside the region's blank name says the region. What else stands before the key makes it none that was merged.
    func fillMerged(_ label: inout String, _ year: inout String?) -> Bool {
        let count = block.fieldCount
        guard let yearColumn = layout.yearColumn, let text = year, label.trimmed.isEmpty != text.trimmed.isEmpty else {
            return false
        }
        let isRegion = label.trimmed.isEmpty
        if isRegion, let code = layout.codeColumns.first(where: { $0 < count && !isBlank($0) }) {
            label = block.text(ofField: code).trimmed
            return false
        }
        let above = isRegion ? self.label : self.year
        guard !above.isEmpty, isRegion == (layout.labelColumn < yearColumn),
            (0..<min(layout.labelColumn, yearColumn)).allSatisfy({ layout.passedColumns.contains($0) || isBlank($0) })
        else { return false }
        if isRegion {
            label = String(decoding: above, as: UTF8.self)
        } else {
            year = String(decoding: above, as: UTF8.self)
        }
        return true
    }

    /// Whether a field of the row is blank.
    func isBlank(_ column: Int) -> Bool {
        block.withField(column) { field in field.isEmpty || String(field).trimmed.isEmpty }
    }
}
