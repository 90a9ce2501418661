extension CSVReader {
    /// Gives `body` the bytes of the row's field `index`, from 0, in UTF-8, without quotes around or doubled in it.
    ///
    /// Only after `next` gave a row.
    @inlinable
    public func withField<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(bytes.span.extracting(range(ofField: index)))
    }

    /// The row's field `index`, from 0, as text; for headers and messages, as it may allocate.
    public func text(ofField index: Int) -> String {
        String(decoding: bytes[range(ofField: index)], as: UTF8.self)
    }

    /// Where the row's field `index`, from 0, starts: at its first character, an opening quote too.
    ///
    /// Counted anew at every call; for messages.
    public func position(ofField index: Int) -> TextPosition {
        position(at: Int(machine.fields[index].start))
    }

    /// Whether the first bytes of the row, or behind it, hold control characters that no text has.
    public var looksBinary: Bool {
        bytes[start..<min(start + 512, bytes.count)].contains { $0 > 0 && $0 < 9 || $0 > 13 && $0 < 27 }
    }

    /// Where the row starts.
    public var position: TextPosition { TextPosition(line: line, column: 1) }

    /// The place of the row's byte `offset`.
    func position(at offset: Int) -> TextPosition {
        position.advanced(over: bytes.span.extracting(start..<start + offset))
    }

    @usableFromInline
    func range(ofField index: Int) -> Range<Int> {
        content(of: machine.fields[index])
    }
}
