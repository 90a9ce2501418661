internal import Formats

/// A sheet of a workbook, which is read as the rows of a file.
struct WorkbookSheet: Sendable {
    let workbook: Workbook
    let sheet: Workbook.Sheet

    /// The sheet's name.
    var name: String { sheet.name }

    /// The sheet's rows as CSV, from the first on.
    func rows() throws(FormatsError) -> SheetSource { try workbook.source(of: sheet) }
}

extension Workbook {
    /// The workbook of a source, whose first bytes were read already; it is read to its end.
    static func read(_ source: DigestingSource) throws(FormatsError) -> Workbook {
        let block = 1 << 20
        var (source, bytes, count) = (source, [UInt8](repeating: 0, count: block), 0)
        while true {
            if count + ByteSourceLimit.leastRoom > bytes.count {
                // No more is touched than is needed, so that it takes no memory.
                bytes.append(contentsOf: repeatElement(0, count: block))
            }
            let more = try source.read(into: &bytes, at: count..<bytes.count)
            guard more > 0 else { break }
            count += more
            guard count <= sizeLimit else {
                throw .badWorkbook("is a workbook of more than \(sizeLimit >> 20) MiB; save the sheet as \"CSV UTF-8\"")
            }
        }
        bytes.removeSubrange(count...)
        return try Workbook(bytes)
    }
}
