internal import Formats
internal import Indicators

extension TableCell {
    /// The year beside the row's label as it stands; nil: the layout has none.
    var yearText: String? {
        layout.yearColumn.map { $0 < block.fieldCount ? block.text(ofField: $0) : "" }
    }

    /// Takes the first of a panel's two keys from the row above, where it is blank and the second is not: the cells were merged.
    ///
    /// A code beside the region's blank name says the region, unless it may be a row number. What else stands before the second
    /// key, but for row numbers and codes, makes the first none that was merged.
    func fillMerged(_ label: inout String, _ year: inout String?) -> Bool {
        let count = block.fieldCount
        guard let yearColumn = layout.yearColumn, let text = year, label.trimmed.isEmpty != text.trimmed.isEmpty else {
            return false
        }
        let isRegion = label.trimmed.isEmpty
        if isRegion, let code = layout.codeColumns.first(where: { $0 < count && !isBlank($0) }) {
            let text = block.text(ofField: code).trimmed
            if text.count >= Self.leastDigitsOfCode || !text.allSatisfy(\.isNumber) { label = text }
            return false
        }
        let above = isRegion ? self.label : self.year
        guard !above.isEmpty, isRegion == (layout.labelColumn < yearColumn),
            (0..<max(layout.labelColumn, yearColumn)).allSatisfy({ mayStandBeforeMerged($0) })
        else { return false }
        if isRegion {
            label = String(decoding: above, as: UTF8.self)
        } else {
            year = String(decoding: above, as: UTF8.self)
        }
        return true
    }

    /// Whether what stands in a column leaves the key to the row above.
    private func mayStandBeforeMerged(_ column: Int) -> Bool {
        if column == layout.labelColumn || column == layout.yearColumn || isBlank(column) { return true }
        return layout.codeColumns.contains(column)
            || layout.passedColumns.contains(column) && block.text(ofField: column).trimmed.allSatisfy(\.isNumber)
    }

    /// Shorter numbers in a column of codes are taken for codes only beside names: they may count rows.
    private static var leastDigitsOfCode: Int { 6 }

    /// Whether a field of the row is blank.
    func isBlank(_ column: Int) -> Bool {
        block.withField(column) { field in field.isEmpty || String(field).trimmed.isEmpty }
    }
}
