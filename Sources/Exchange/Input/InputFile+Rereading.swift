internal import Formats

extension InputFile {
    /// The text of some lines, by line, without its end; of each the first 4096 bytes. For messages, as the input is read again:
    /// lines are left out where it can't be, or has changed meanwhile.
    public func texts(ofLines lines: Set<Int>, encoding: ReadingOptions.Encoding?) -> [Int: String] {
        guard let last = lines.max() else { return [:] }
        var texts: [Int: [UInt8]] = [:]
        rereading(as: encoding) { (source: inout TextSource<PlacedSource>) throws(FormatsError) in
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
        as encoding: ReadingOptions.Encoding?, _ body: (inout TextSource<PlacedSource>) throws(FormatsError) -> Void
    ) {
        guard let bytes = again() else { return }
        do {
            var (start, head) = (bytes, [UInt8](repeating: 0, count: 1 << 12))
            head.removeSubrange(try start.read(into: &head, at: 0..<head.count)...)
            var text = try TextSource(bytes, TextCoding(of: head, encoding: encoding))
            try body(&text)
        } catch {
            return
        }
    }
}
