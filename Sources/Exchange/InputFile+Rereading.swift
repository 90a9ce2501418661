internal import Formats
public import Indicators

extension InputFile {
    /// The values of some rows, by where the rows stand; for messages, as the whole input is read again.
    ///
    /// Rows are left out where the input can't be read again, or has changed meanwhile.
    public func values(
        ofRowsAt wanted: Set<RowLocation>, encoding: ReadingOptions.Encoding
    ) -> [RowLocation: ValueLocation] {
        guard let last = wanted.max() else { return [:] }
        var values: [RowLocation: ValueLocation] = [:]
        rereading(as: encoding) { (source: inout RereadText) throws(FormatsError) in
            var reader = CSVReader()
            guard case .row = try reader.next(from: &source) else { return }
            let header = (0..<reader.fieldCount).map { reader.text(ofField: $0) }
            let columns = LongCSVColumns(
                LongCSVColumns.columns(of: header, required: LongCSVColumns.required(isRetraction: false)))
            guard columns.value >= 0, columns.unit >= 0 else { return }
            while let event = try reader.next(from: &source), reader.line <= Int(last.line) {
                let row = RowLocation(line: reader.line, field: columns.value)
                guard case .row = event, wanted.contains(row), reader.fieldCount == columns.count else { continue }
                let position = reader.position(ofField: columns.value)
                values[row] = ValueLocation(
                    line: position.line, column: position.column, value: reader.text(ofField: columns.value),
                    unit: reader.text(ofField: columns.unit))
            }
        }
        return values
    }

    /// The text of some lines, by line, without its end; of each the first 4096 bytes. For messages, as above.
    public func texts(ofLines lines: Set<Int>, encoding: ReadingOptions.Encoding) -> [Int: String] {
        guard let last = lines.max() else { return [:] }
        var texts: [Int: [UInt8]] = [:]
        rereading(as: encoding) { (source: inout RereadText) throws(FormatsError) in
            var block = [UInt8](repeating: 0, count: 1 << 16)
            var (line, previous) = (1, UInt8(0))
            while line <= last {
                let count = try source.read(into: &block, at: 0..<block.count)
                guard count > 0 else { return }
                for byte in block[..<count] {
                    switch byte {
                    case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
                    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): line += 1
                    case _ where lines.contains(line) && texts[line, default: []].count < Self.lineLimit:
                        texts[line, default: []].append(byte)
                    default: break
                    }
                    previous = byte
                }
            }
        }
        return texts.mapValues { bytes in
            let hasMark = ByteOrderMark(startOf: bytes.span) == .utf8
            return String(decoding: bytes[(hasMark ? 3 : 0)...], as: UTF8.self)
        }
    }

    private static var lineLimit: Int { 4096 }

    /// Reads what was read once more; a fault ends it, as it was told when it was met first.
    private func rereading(
        as encoding: ReadingOptions.Encoding, _ body: (inout RereadText) throws(FormatsError) -> Void
    ) {
        guard let bytes = again() else { return }
        do {
            var text = try RereadText(bytes, encoding)
            try body(&text)
        } catch {
            return
        }
    }
}

/// Bytes in UTF-8, whatever they were in.
private struct RereadText: ~Copyable, ByteSource {
    private var plain: DescriptorSource
    private var converted: GB18030Source<DescriptorSource>?

    init(_ bytes: DescriptorSource, _ encoding: ReadingOptions.Encoding) throws(FormatsError) {
        plain = bytes
        converted = encoding == .gb18030 ? try GB18030Source(bytes) : nil
    }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        guard converted != nil else { return try plain.read(into: &bytes, at: range) }
        return try converted?.read(into: &bytes, at: range) ?? 0
    }
}
