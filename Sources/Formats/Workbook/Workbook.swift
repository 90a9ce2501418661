/// A workbook of Excel (.xlsx, ISO/IEC 29500): its sheets by name, each as rows of text.
public struct Workbook: Sendable {
    /// A sheet of a workbook.
    public struct Sheet: Hashable, Sendable {
        /// The name on its tab.
        public let name: String
        /// Whether its tab is hidden.
        public let isHidden: Bool
        let path: String
    }

    /// The sheets that hold cells, in the order of their tabs.
    public let sheets: [Sheet]
    private let archive: ZipArchive
    private let texts: WorkbookTexts
    private let styles: WorkbookStyles

    /// As large as a file may be.
    public static let sizeLimit = 128 << 20

    /// Whether the first bytes of a file are those of a zip archive, as a workbook is.
    public static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Reads what a workbook has beside its cells. Throws `FormatsError.badWorkbook` where that can't be read.
    public init(_ bytes: any PlacedBytes) throws(FormatsError) {
        archive = try ZipArchive(bytes)
        let path =
            try Self.related(in: archive, to: "").first { $0.kind == "officeDocument" }?.path ?? "xl/workbook.xml"
        guard archive.has(path) else { throw .badWorkbook("is a zip archive, but no workbook (.xlsx)") }
        let parts = try Self.related(in: archive, to: path)
        let contents = try WorkbookContents(archive, path)
        sheets = contents.sheets.compactMap { sheet in
            parts.first { $0.id == sheet.part && $0.kind == "worksheet" }
                .map { Sheet(name: sheet.name, isHidden: sheet.isHidden, path: $0.path) }
        }
        guard !sheets.isEmpty else { throw .badWorkbook("is a workbook without a sheet of cells") }
        texts = try WorkbookTexts(archive, parts.first { $0.kind == "sharedStrings" }?.path)
        styles = try WorkbookStyles(archive, parts.first { $0.kind == "styles" }?.path, from1904: contents.from1904)
    }

    /// The rows of a sheet as CSV: a line each, so that a row's number is its line's. Cells that have no line behind them
    /// are filled up, so that each row has as many fields as the widest before it.
    public func source(of sheet: Sheet) throws(FormatsError) -> SheetSource {
        try SheetSource(XMLPlace(archive: archive, path: sheet.path), texts: texts, styles: styles)
    }

    private typealias Part = (id: String, kind: String, path: String)

    /// The parts that a part names as belonging to it.
    private static func related(in archive: ZipArchive, to part: String) throws(FormatsError) -> [Part] {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let file = part.split(separator: "/").last ?? ""
        let path = [folder, "_rels", "\(file).rels"].filter { !$0.isEmpty }.joined(separator: "/")
        guard archive.has(path) else { return [] }
        var reader = try XMLPlace(archive: archive, path: path).reader()
        var parts: [Part] = []
        while let event = try reader.next() {
            guard case .start = event, reader.isNamed("Relationship"), let id = try reader.attribute("Id"),
                let kind = try reader.attribute("Type"), let target = try reader.attribute("Target")
            else { continue }
            let place =
                target.hasPrefix("/") ? String(target.dropFirst()) : folder.isEmpty ? target : "\(folder)/\(target)"
            parts.append((id, String(kind.split(separator: "/").last ?? ""), place))
        }
        return parts
    }
}

/// A file of XML in an archive.
struct XMLPlace: Sendable {
    let archive: ZipArchive
    let path: String

    func reader() throws(FormatsError) -> XMLReader {
        guard let source = try archive.source(of: path) else {
            throw .badWorkbook("is a workbook that lacks its part \(path); save it again")
        }
        return try XMLReader(source, file: path)
    }
}

/// What a workbook's first part says.
private struct WorkbookContents {
    private(set) var sheets: [(name: String, part: String, isHidden: Bool)] = []
    /// Whether days are counted from 1904 on.
    private(set) var from1904 = false

    init(_ archive: ZipArchive, _ path: String) throws(FormatsError) {
        var reader = try XMLPlace(archive: archive, path: path).reader()
        while let event = try reader.next() {
            guard case .start = event else { continue }
            if reader.isNamed("workbookPr") {
                from1904 = ["1", "true"].contains(try reader.attribute("date1904"))
            } else if reader.isNamed("sheet"), let name = try reader.attribute("name") {
                let state = try reader.attribute("state") ?? "visible"
                // Of the two attributes id and sheetId the first has a prefix, which is dropped.
                sheets.append((name, try reader.attribute("id") ?? "", state != "visible"))
            }
        }
    }
}
