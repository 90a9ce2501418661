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
    /// How many bytes of a workbook are held in memory; a larger one is kept on the disk while it is read.
    private static let heldLimit = 1 << 20

    /// The workbook of a source, whose first bytes were read already; it is read to its end.
    static func read(_ source: DigestingSource) throws(FormatsError) -> Workbook {
        var (source, bytes, count) = (source, [UInt8](repeating: 0, count: heldLimit), 0)
        var (kept, size): (InputSpool?, Int) = (nil, 0)
        while case let more = try source.read(into: &bytes, at: count..<bytes.count), more > 0 {
            (count, size) = (count + more, size + more)
            guard size <= sizeLimit else {
                throw .badWorkbook("is a workbook of more than \(sizeLimit >> 20) MiB; save the sheet as \"CSV UTF-8\"")
            }
            guard bytes.count - count < ByteSourceLimit.leastRoom else { continue }
            kept = try keep(bytes[..<count], behind: kept)
            count = 0
        }
        guard kept != nil else { return try Workbook(Array(bytes[..<count])) }
        let file = try keep(bytes[..<count], behind: kept).finish()
        return try Workbook(KeptWorkbook(file: file, count: size))
    }

    /// Keeps bytes behind those that are kept already.
    private static func keep(
        _ bytes: ArraySlice<UInt8>, behind kept: InputSpool?
    ) throws(FormatsError) -> InputSpool {
        do throws(InputSpoolFault) {
            let spool = if let kept { kept } else { try InputSpool(name: "its bytes") }
            try spool.append(Array(bytes))
            return spool
        } catch {
            throw .notKept("\(error)")
        }
    }
}

/// The bytes of a workbook that are kept in a file.
private struct KeptWorkbook: PlacedBytes {
    let file: InputFile
    let count: Int

    func read(_ range: Range<Int>) throws(FormatsError) -> [UInt8] {
        guard var source = file.again() else { return [] }
        source.offset += .init(range.lowerBound)
        var bytes = [UInt8](repeating: 0, count: range.count)
        var found = 0
        while found < bytes.count, case let more = try source.read(into: &bytes, at: found..<bytes.count), more > 0 {
            found += more
        }
        bytes.removeSubrange(found...)
        return bytes
    }
}
