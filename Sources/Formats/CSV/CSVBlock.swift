// On the hot path: benchmark `record` in Benchmarks/.

/// Some rows of CSV, away from the reader that found them: for another thread to go through. Its arrays keep their room.
///
///     while let event = block.next() { … }
public struct CSVBlock: Sendable {
    /// The line at which the row starts, from 1.
    public private(set) var line = 1
    /// The number of the row's fields, at least 1.
    public private(set) var fieldCount = 0
    /// The mark at the start of the source, as ``CSVReader/byteOrderMark``.
    public private(set) var byteOrderMark: ByteOrderMark?
    /// Whether the block's first row is a fault, and it or what follows holds control characters that no text has.
    public private(set) var looksBinary = false
    /// Why nothing could be read behind the block's rows.
    public private(set) var failure: FormatsError?
    /// Whether the source ends behind the block's rows, or could not be read on.
    public private(set) var isLast = false

    /// The reader's, with the rows in them and the text of their escaped fields.
    @usableFromInline private(set) var bytes: [UInt8] = []
    @usableFromInline private(set) var fields: [CSVField] = []
    private var rows: [Row] = []
    private var nextRow = 0
    /// Whether columns are counted in fields: the rows are those of a sheet.
    private let countsFields: Bool
    /// Of the current row: its first byte, its first field.
    @usableFromInline private(set) var start = 0
    @usableFromInline private(set) var firstField = 0

    private struct Row: Sendable {
        var line: Int
        var start: Int
        var firstField: Int
        var fault: CSVFault?
    }

    /// A block without rows.
    ///
    /// - Parameter countsFields: whether positions count columns in fields, as those of a sheet, and not in characters.
    public init(countsFields: Bool = false) {
        self.countsFields = countsFields
    }

    /// The last block of a source that can't be read at all.
    public init(failure: FormatsError) {
        countsFields = false
        self.failure = failure
        isLast = true
    }

    /// The next row or fault; nil at the end of the block.
    public mutating func next() -> CSVReader.Event? {
        guard nextRow < rows.count else { return nil }
        let row = rows[nextRow]
        nextRow += 1
        (line, start, firstField) = (row.line, row.start, row.firstField)
        if let fault = row.fault { return .fault(fault) }
        fieldCount = (nextRow < rows.count ? rows[nextRow].firstField : fields.count) - firstField
        return .row
    }

    /// Gives `body` the bytes of the row's field `index`, from 0, in UTF-8, without quotes around or doubled in it.
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
        guard !countsFields else { return TextPosition(line: line, column: index + 1) }
        let end = start + Int(fields[firstField + index].start)
        return TextPosition(line: line, column: 1).advanced(over: bytes.span.extracting(start..<end))
    }

    /// Where each of the row's fields starts; counted once for all of them.
    public var fieldPositions: [TextPosition] {
        guard !countsFields else { return (0..<fieldCount).map { TextPosition(line: line, column: $0 + 1) } }
        var position = TextPosition(line: line, column: 1)
        var place = start
        return (0..<fieldCount).map { index in
            let next = start + Int(fields[firstField + index].start)
            position = position.advanced(over: bytes.span.extracting(place..<next))
            place = next
            return position
        }
    }

    /// Whether the row has these fields and no others, in UTF-8.
    @inlinable
    public func isRow(of texts: [[UInt8]]) -> Bool {
        guard fieldCount == texts.count else { return false }
        for index in texts.indices {
            let isSame = withField(index) { field in
                field.count == texts[index].count && field.indices.allSatisfy { field[$0] == texts[index][$0] }
            }
            guard isSame else { return false }
        }
        return true
    }

    @inlinable
    func range(ofField index: Int) -> Range<Int> {
        fields[firstField + index].content(ofRowAt: start)
    }

    /// Gives `body` the bytes of some of the row's fields as they stand, with what separates them.
    ///
    /// Nil where a last field with doubled quotes hides its end.
    @inlinable
    public func withFields<Result>(_ indices: ClosedRange<Int>, _ body: (Span<UInt8>) -> Result) -> Result? {
        let first = fields[firstField + indices.lowerBound]
        let end: UInt32
        if indices.upperBound + 1 < fieldCount {
            end = fields[firstField + indices.upperBound + 1].start
        } else {
            let last = fields[firstField + indices.upperBound]
            guard last.form != .escaped else { return nil }
            end = last.upper
        }
        return body(bytes.span.extracting(start + Int(first.start)..<start + Int(end)))
    }
}

extension CSVBlock {
    /// Fills the block, whatever it held, with the next rows of a source; ``failure`` tells what the source throws.
    ///
    /// Always to be called with the same reader and source.
    public mutating func fill<Source: ByteSource & ~Copyable>(by reader: inout CSVReader, from source: inout Source) {
        fields.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        (nextRow, failure, isLast, looksBinary) = (0, nil, false, false)
        do throws(FormatsError) {
            while rows.isEmpty, !reader.isAtEnd {
                try reader.refill(from: &source)
                while let event = reader.advance() { append(event, of: reader) }
            }
        } catch {
            failure = error
        }
        isLast = reader.isAtEnd || failure != nil
        byteOrderMark = reader.byteOrderMark
        reader.exchangeBytes(with: &bytes)
    }

    private mutating func append(_ event: CSVReader.Event, of reader: borrowing CSVReader) {
        var row = Row(line: reader.line, start: reader.start, firstField: fields.count)
        switch event {
        case .fault(let fault):
            row.fault = fault
            if rows.isEmpty { looksBinary = reader.looksBinary }
        case .row: reader.appendFields(to: &fields)
        }
        rows.append(row)
    }
}

extension CSVReader {
    fileprivate func appendFields(to fields: inout [CSVField]) {
        for index in machine.fields.indices { fields.append(machine.fields[index]) }
    }
}
