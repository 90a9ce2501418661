// Hot: a call a series of every append and read.
import Record

/// The statements of a series by one batch in few bytes, column by column, numbers with their highest byte first.
///
/// A byte of flags and the count in 4 bytes come first. Then come the columns: year (2 bytes a row), date published, row,
/// source and note (4 each), status and bound (1 each), value (8). A column whose flag is set has one value for all rows.
/// Bits 0 to 5 are those of date to bound. Bit 6: years follow on each other, and only the first is there.
enum StatementBlock {
    private static let consecutiveYears: UInt8 = 64

    /// Packs statements that are ascending by year, date published and row.
    static func packed(_ statements: [KeptStatement]) -> [UInt8] {
        guard let first = statements.first else { return [] }
        var flags: UInt8 = 63
        if statements.enumerated().allSatisfy({ Int($0.element.year) == Int(first.year) + $0.offset }) {
            flags |= consecutiveYears
        }
        for statement in statements {
            if statement.published != first.published { flags &= ~1 }
            if statement.row != first.row { flags &= ~2 }
            if statement.source != first.source { flags &= ~4 }
            if statement.note != first.note { flags &= ~8 }
            if statement.status != first.status { flags &= ~16 }
            if statement.bound != first.bound { flags &= ~32 }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 + statements.count * 28)
        bytes.append(flags)
        add(UInt32(statements.count), to: &bytes)
        let years = flags & consecutiveYears != 0 ? statements[..<1] : statements[...]
        for statement in years { add(statement.year, to: &bytes) }
        func rows(_ bit: UInt8) -> ArraySlice<KeptStatement> { flags & bit != 0 ? statements[..<1] : statements[...] }
        for statement in rows(1) { add(statement.published, to: &bytes) }
        for statement in rows(2) { add(statement.row, to: &bytes) }
        for statement in rows(4) { add(statement.source, to: &bytes) }
        for statement in rows(8) { add(statement.note, to: &bytes) }
        for statement in rows(16) { bytes.append(statement.status) }
        for statement in rows(32) { bytes.append(statement.bound) }
        for statement in statements {
            add(statement.value.isNaN ? Double.nan.bitPattern : statement.value.bitPattern, to: &bytes)
        }
        return bytes
    }

    /// Appends the statements that a batch's block packs.
    /// - Returns: whether the bytes are what packing makes; else nothing is appended.
    static func unpack(_ bytes: UnsafeRawBufferPointer, of batch: Int32, into statements: inout [KeptStatement]) -> Bool
    {
        if unsafe bytes.isEmpty { return true }
        guard bytes.count > 5 else { return false }
        let flags = unsafe bytes[0]
        let count = Int(unsafe number(bytes, 1, UInt32.self))
        guard count > 0, count <= bytes.count / 8 else { return false }
        var next = 5
        func column(_ isOne: Bool, _ width: Int) -> (start: Int, step: Int) {
            defer { next += isOne ? width : width * count }
            return (next, isOne ? 0 : width)
        }
        let areConsecutive = flags & consecutiveYears != 0
        let years = column(areConsecutive, 2)
        let dates = column(flags & 1 != 0, 4)
        let rows = column(flags & 2 != 0, 4)
        let sources = column(flags & 4 != 0, 4)
        let notes = column(flags & 8 != 0, 4)
        let statuses = column(flags & 16 != 0, 1)
        let bounds = column(flags & 32 != 0, 1)
        let values = column(false, 8)
        guard next == bytes.count else { return false }
        statements.reserveCapacity(statements.count + count)
        for index in 0..<count {
            let year =
                unsafe areConsecutive
                ? number(bytes, years.start, Int16.self) &+ Int16(truncatingIfNeeded: index)
                : number(bytes, years.start + 2 * index, Int16.self)
            statements.append(
                KeptStatement(
                    year: year, published: unsafe number(bytes, dates.start + dates.step * index, Int32.self),
                    batch: batch, row: unsafe number(bytes, rows.start + rows.step * index, Int32.self),
                    value: Double(bitPattern: unsafe number(bytes, values.start + 8 * index, UInt64.self)),
                    status: unsafe bytes[statuses.start + statuses.step * index],
                    bound: unsafe bytes[bounds.start + bounds.step * index],
                    source: unsafe number(bytes, sources.start + sources.step * index, Int32.self),
                    note: unsafe number(bytes, notes.start + notes.step * index, Int32.self)))
        }
        return true
    }

    private static func add(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    private static func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, _ place: Int, _ type: Number.Type
    ) -> Number {
        Number(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: type))
    }
}
