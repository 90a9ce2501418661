/// Rows for COPY in its binary form, gathered until there are enough of them for one go.
struct CopyBuffer {
    private var bytes: [UInt8] = []
    private let table: String

    /// So many bytes are gathered.
    private static let enough = 1_048_576
    /// The signature, no flags, nothing added. (PostgreSQL 15, COPY, "Binary Format")
    private static let head: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + Array(repeating: 0, count: 8)

    /// Gathers rows of a table.
    init(_ table: String) { self.table = table }

    /// Begins a row of so many columns.
    mutating func beginRow(_ columns: Int16) {
        if bytes.isEmpty { bytes = Self.head }
        bytes += columns.networkBytes
    }

    /// Adds an `integer`.
    mutating func add(_ number: Int32) { add(number.networkBytes) }

    /// Adds a `bigint`.
    mutating func add(_ number: Int64) { add(number.networkBytes) }

    /// Adds a `text`.
    mutating func add(_ text: String) { add(Array(text.utf8)) }

    /// Adds a column's bytes.
    mutating func add(_ column: [UInt8]) {
        bytes += Int32(column.count).networkBytes
        bytes += column
    }

    /// Whether it is time to copy.
    var isFull: Bool { bytes.count >= Self.enough }

    /// Copies what was gathered into the table.
    mutating func flush(_ session: inout Session) throws {
        guard !bytes.isEmpty else { return }
        bytes += Int16(-1).networkBytes
        try session.copy(bytes, into: table)
        bytes.removeAll(keepingCapacity: true)
    }
}
