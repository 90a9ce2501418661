// On the hot path: benchmark `record` in Benchmarks/.

/// Reads CSV (RFC 4180) from a source of bytes, a row at a time.
///
/// Guarantees: every row of the source is given or reported with its first fault, in order, whatever the size of the
/// blocks. Memory is bounded by `rowLimit`, and nothing is allocated for a row.
///
/// Lines end at LF, CR LF or a lone CR, and the last one may have no end. Blank lines are skipped. A UTF-8 byte order mark
/// at the start is no text. Quoted fields may hold separators, doubled quotes and line ends.
///
///     var reader = CSVReader()
///     while let event = try reader.next(from: &source) {
///         switch event {
///         case .row: reader.withField(0) { bytes in … }
///         case .fault(let fault): faults.append(fault)
///         }
///     }
public struct CSVReader: ~Copyable {
    /// What was found: a row, whose fields can be asked for until the next call, or a row with a fault.
    public enum Event: Hashable, Sendable {
        case row
        case fault(CSVFault)
    }

    /// The most bytes that a row can have, without its line's end: 1 MiB.
    public static let rowLimit = 1 << 20

    /// The line at which the row starts, from 1.
    public private(set) var line = 1
    /// The mark at the start of the source, once something was read. UTF-8's is skipped, the others are left, and
    /// make every row a fault.
    public private(set) var byteOrderMark: ByteOrderMark?

    /// The block, `blockSize` bytes of it. Behind it come bytes that only make room for the machine's last look, and the
    /// text of the escaped fields of the block's rows.
    @usableFromInline var bytes: [UInt8]
    @usableFromInline var isAtEnd = false
    private var blockSize: Int
    private var filled = 0
    /// How many bytes the escaped fields' text has.
    private var escaped = 0
    /// The row's first byte.
    private(set) var start = 0
    private var hasStarted = false
    private var isRowDone = false
    private var skipsLineFeed = false
    private(set) var machine: CSVMachine
    private let rowLimit: Int

    /// A reader at the start of a source whose fields are separated by commas, or something else.
    public init(separator: CSVSeparator = .comma) {
        self.init(separator: separator, rowLimit: Self.rowLimit, blockSize: 1 << 18)
    }

    package init(separator: CSVSeparator = .comma, rowLimit: Int, blockSize: Int) {
        machine = CSVMachine(separator: separator)
        self.rowLimit = rowLimit
        self.blockSize = blockSize
        bytes = [UInt8](repeating: 0, count: blockSize + Self.margin)
    }

    /// What the machine may look at behind the last byte.
    private static var margin: Int { 16 }

    /// The next row or fault; nil at the end of `source`. Always to be called with the same source.
    ///
    /// Throws what the source throws; what it gave before is given first.
    @inlinable
    public mutating func next<Source: ByteSource & ~Copyable>(
        from source: inout Source
    ) throws(FormatsError) -> Event? {
        while true {
            if let event = advance() { return event }
            if isAtEnd { return nil }
            try refill(from: &source)
        }
    }

    /// The number of the row's fields, at least 1.
    public var fieldCount: Int { machine.fields.count }

    /// The next row or fault of the bytes at hand; nil where more are needed or, at the end, none are left.
    @usableFromInline
    mutating func advance() -> Event? {
        guard hasStarted else { return nil }
        while true {
            if isRowDone { passRow() }
            if skipsLineFeed, start < filled {
                if bytes[start] == Byte.lineFeed { start += 1 }
                skipsLineFeed = false
            }
            guard findEnd() else { return nil }
            isRowDone = true
            if machine.isBlank { continue }
            if let fault = firstFault() { return .fault(fault) }
            if machine.hasEscapes { unescape() }
            return .row
        }
    }

    /// Looks for the row's end in the bytes at hand; the source's end is one too.
    private mutating func findEnd() -> Bool {
        if machine.scan(bytes, from: start, to: filled) { return true }
        return isAtEnd ? machine.finish() : false
    }

    private mutating func passRow() {
        line += 1 + machine.innerLineEnds
        start += machine.position
        skipsLineFeed = machine.endedAtReturn
        machine.reset()
        isRowDone = false
    }

    /// Reads a block behind what is left of the last.
    @usableFromInline
    mutating func refill<Source: ByteSource & ~Copyable>(from source: inout Source) throws(FormatsError) {
        makeRoom()
        let count = try source.read(into: &bytes, at: filled..<blockSize)
        filled += count
        isAtEnd = count == 0
        if !hasStarted, filled >= 3 || isAtEnd { skipMark() }
    }

    /// Moves the unfinished row to the block's start and grows the block where that leaves less than a half of it.
    private mutating func makeRoom() {
        escaped = 0
        let left = filled - start
        if machine.position > rowLimit {
            machine.drop(left)
            filled = 0
        } else {
            bytes.moveToStart(start..<filled)
            filled = left
        }
        start = 0
        if blockSize - filled < max(blockSize / 2, ByteSourceLimit.leastRoom) {
            blockSize = 2 * blockSize + ByteSourceLimit.leastRoom
            grow(to: blockSize + Self.margin)
        }
    }

    private mutating func skipMark() {
        hasStarted = true
        byteOrderMark = ByteOrderMark(startOf: bytes.span.extracting(0..<filled))
        if byteOrderMark == .utf8 { start = 3 }
    }

    /// The fault that stands first in the row.
    private func firstFault() -> CSVFault? {
        if machine.isCut || machine.length > rowLimit {
            return CSVFault(.rowTooLong, at: TextPosition(line: line, column: 1))
        }
        var first = machine.fault
        if machine.isSuspect {
            // What stands behind a fault of the quotes would not be the first.
            let end = min(machine.length, first?.offset ?? .max)
            switch TextFlaw.first(in: bytes.span, start..<start + end) {
            case .nul(let index): first = CSVMachine.Fault(kind: .nul, offset: index - start)
            case .invalidUTF8(let index): first = CSVMachine.Fault(kind: .invalidUTF8, offset: index - start)
            case nil: break
            }
        }
        guard let first else { return nil }
        return CSVFault(first.kind, at: position(at: first.offset))
    }

    /// Writes the text of the row's escaped fields, with single quotes, behind the block.
    private mutating func unescape() {
        let begin = blockSize + Self.margin
        var end = begin + escaped
        grow(to: end + machine.length)
        for index in machine.fields.indices where machine.fields[index].form == .escaped {
            let lower = end
            end += bytes.copyUnescaped(content(of: machine.fields[index]), to: lower)
            machine.relocate(index, to: lower - start..<end - start)
        }
        escaped = end - begin
    }

    /// Gives away the bytes of the rows so far, for the room of others.
    mutating func exchangeBytes(with room: inout [UInt8]) {
        if isRowDone { passRow() }
        let size = blockSize + Self.margin
        if room.count < size { room = [UInt8](repeating: 0, count: size) }
        room.copy(start..<filled, of: bytes, to: 0)
        swap(&bytes, &room)
        (start, filled, escaped) = (0, filled - start, 0)
    }

    private mutating func grow(to count: Int) {
        if bytes.count < count { bytes.append(contentsOf: repeatElement(0, count: count - bytes.count)) }
    }

    /// Where a field's text is in `bytes`.
    func content(of field: CSVField) -> Range<Int> {
        field.content(ofRowAt: start)
    }
}

extension [UInt8] {
    /// Copies the bytes of `range` to `start`, one quote for two; how many came out.
    fileprivate mutating func copyUnescaped(_ range: Range<Int>, to start: Int) -> Int {
        var bytes = mutableSpan
        var index = range.lowerBound
        var end = start
        while index < range.upperBound {
            let byte = bytes[index]
            bytes[end] = byte
            end &+= 1
            index &+= byte == Byte.quote ? 2 : 1
        }
        return end - start
    }
}
