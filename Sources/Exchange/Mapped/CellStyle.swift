/// How the cells of a form say that there is no figure, and what stands around one.
struct CellStyle: Hashable, Sendable {
    /// Texts that say that there is none: status O, if no other is said.
    var noneMarks: [[UInt8]] = []
    /// Whether flags may stand behind a value, after a space.
    var hasFlags = false
    /// Unit codes of the form, and the units that they mean.
    var units: [String: String] = [:]
}

extension CellStyle {
    /// Codes for units that statistical services share.
    private static let unitCodes = [
        "PC": "percent", "PCT": "percent", "PT": "percent", "NR": "count", "NUMBER": "count", "PS": "persons",
        "PER": "persons", "THS_PER": "1k persons",
    ]

    /// SDMX-CSV.
    static let sdmx = CellStyle(
        noneMarks: [Array("NaN".utf8), Array("#N/A".utf8)], units: unitCodes)
    /// Eurostat's tables.
    static let eurostat = CellStyle(
        noneMarks: [Array(":".utf8)], hasFlags: true, units: unitCodes)
    /// Tables that a mapping reads: their publishers write whatever marks a table has.
    static let table = CellStyle(
        noneMarks: service.noneMarks + (CellText.noneMarks.sorted() + ["--", "n/a"]).map { Array($0.utf8) },
        units: unitCodes)
    /// Files of the World Bank, the United Nations and others.
    static let service = CellStyle(
        noneMarks: [Array("..".utf8), Array("NaN".utf8), Array("N/A".utf8)], units: unitCodes)
}
