/// Writes a workbook (.xlsx), sheet after sheet and row after row; memory is bounded by a sheet's packed size.
///
///     var writer = WorkbookWriter()
///     writer.beginSheet("gdp")
///     try writer.append(["region", "2023"].map { .text($0) }, to: &bytes)
///     try writer.endSheet(to: &bytes)
///     try writer.finish(to: &bytes)
public struct WorkbookWriter: ~Copyable {
    /// What a cell holds.
    public enum Cell: Sendable {
        case empty
        case text(String)
        case number(Double)
    }

    private var zip = ZipWriter()
    private var names: [String] = []
    private var sheet: [UInt8] = []
    private var row = 0

    private static let blockSize = 1 << 18
    private static let header = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    /// As many characters as a sheet's name has.
    private static let nameLimit = 31
    /// As many rows as a sheet has.
    public static let rowLimit = 1_048_576

    /// A workbook without a sheet.
    public init() {}

    /// Starts a sheet. Its name is shortened, and made another one where it is taken.
    public mutating func beginSheet(_ name: String) {
        let clean = String(name.map { "[]:*?/\\'".contains($0) ? "_" : $0 })
        var chosen = String(clean.prefix(Self.nameLimit))
        var number = 2
        while names.contains(where: { $0.lowercased() == chosen.lowercased() }) {
            let ending = " \(number)"
            chosen = clean.prefix(Self.nameLimit - ending.count) + ending
            number += 1
        }
        names.append(chosen)
        row = 0
        sheet += Array("\(Self.header)<worksheet xmlns=\"\(Self.main)\"><sheetData>".utf8)
    }

    /// Appends a row to the sheet.
    public mutating func append(_ cells: [Cell], to bytes: inout [UInt8]) throws(FormatsError) {
        row += 1
        guard row <= Self.rowLimit else {
            throw .badWorkbook("a sheet has at most \(Self.rowLimit) rows; choose fewer series")
        }
        sheet += Array("<row r=\"\(row)\">".utf8)
        for (column, cell) in cells.enumerated() {
            switch cell {
            case .empty: continue
            case .number(let value):
                sheet += Array("<c r=\"".utf8)
                appendName(column)
                sheet += Array("\"><v>".utf8)
                appendDecimal(value, to: &sheet)
                sheet += Array("</v></c>".utf8)
            case .text(let text):
                sheet += Array("<c r=\"".utf8)
                appendName(column)
                sheet += Array("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8)
                appendEscaped(text)
                sheet += Array("</t></is></c>".utf8)
            }
        }
        sheet += Array("</row>".utf8)
        if sheet.count >= Self.blockSize { try flush() }
    }

    /// Ends the sheet, and appends what is known of the workbook now.
    public mutating func endSheet(to bytes: inout [UInt8]) throws(FormatsError) {
        sheet += Array("</sheetData></worksheet>".utf8)
        try flush()
        try zip.endFile("xl/worksheets/sheet\(names.count).xml", to: &bytes)
    }

    /// Ends the workbook, which has at least one sheet.
    public mutating func finish(to bytes: inout [UInt8]) throws(FormatsError) {
        precondition(!names.isEmpty, "a workbook has a sheet")
        sheet += Array("\(Self.header)<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\"><sheets>".utf8)
        for (index, name) in names.enumerated() {
            sheet += Array("<sheet name=\"".utf8)
            appendEscaped(name)
            sheet += Array("\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>".utf8)
        }
        try endPart("xl/workbook.xml", "</sheets></workbook>", to: &bytes)
        let sheets = names.indices.map { index in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(Self.relations)/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
        }
        let open = "\(Self.header)<Relationships xmlns=\"\(Self.package)/relationships\">"
        try endPart("xl/_rels/workbook.xml.rels", "\(open)\(sheets.joined())</Relationships>", to: &bytes)
        try endPart(
            "_rels/.rels",
            "\(open)<Relationship Id=\"rId1\" Type=\"\(Self.relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            to: &bytes)
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let parts = names.indices.map { index in
            "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" ContentType=\"\(type).worksheet+xml\"/>"
        }
        try endPart(
            "[Content_Types].xml",
            "\(Self.header)<Types xmlns=\"\(Self.package)/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/>\(parts.joined())</Types>",
            to: &bytes)
        zip.finish(to: &bytes)
    }

    private mutating func endPart(_ name: String, _ text: String, to bytes: inout [UInt8]) throws(FormatsError) {
        sheet += Array(text.utf8)
        try flush()
        try zip.endFile(name, to: &bytes)
    }

    private mutating func flush() throws(FormatsError) {
        try zip.append(sheet)
        sheet.removeAll(keepingCapacity: true)
    }

    private mutating func appendName(_ column: Int) {
        var (letters, rest): ([UInt8], Int) = ([], column + 1)
        while rest > 0 {
            rest -= 1
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest /= 26
        }
        sheet += letters.reversed()
        sheet += Array(String(row).utf8)
    }

    /// A text as XML has it; characters that XML does not have become U+FFFD.
    private mutating func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): sheet += Array("&amp;".utf8)
            case UInt8(ascii: "<"): sheet += Array("&lt;".utf8)
            case UInt8(ascii: ">"): sheet += Array("&gt;".utf8)
            case UInt8(ascii: "\""): sheet += Array("&quot;".utf8)
            case 0..<9, 11, 12, 14..<32: sheet += Array("\u{FFFD}".utf8)
            default: sheet.append(byte)
            }
        }
    }
}
