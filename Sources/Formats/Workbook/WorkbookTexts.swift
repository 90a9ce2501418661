/// The texts that a workbook's cells share, by their numbers.
struct WorkbookTexts: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// As much as the texts may hold.
    private static let limit = 256 << 20

    /// The texts of a part; none where the workbook has no such part.
    init(_ archive: ZipArchive, _ path: String?) throws(FormatsError) {
        guard let path else { return }
        var reader = try XMLPlace(archive: archive, path: path).reader()
        var isText = false
        while let event = try reader.next() {
            switch event {
            case .start where reader.isNamed("t"): isText = true
            // How a text is spoken is no part of it.
            case .start where reader.isNamed("rPh"): try reader.skipElement()
            case .start: break
            case .text: if isText { try reader.appendText(to: &bytes) }
            case .end where reader.isNamed("t"): isText = false
            case .end where reader.isNamed("si"): ends.append(bytes.count)
            case .end: break
            }
            guard bytes.count <= Self.limit else { throw .badWorkbook("holds texts of more than \(Self.limit) bytes") }
        }
    }

    /// Appends a text; whether there is one of that number.
    func append(_ number: Int, to text: inout [UInt8]) -> Bool {
        guard ends.indices.contains(number) else { return false }
        text += bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
        return true
    }
}
