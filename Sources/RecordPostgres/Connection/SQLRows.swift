import CPostgres

/// What a statement gave: rows in binary form, which live as long as this does.
@safe final class SQLRows {
    private let result: OpaquePointer

    /// Takes over a result.
    init(_ result: OpaquePointer) { unsafe self.result = result }

    deinit { unsafe PQclear(result) }

    /// How many rows there are.
    var count: Int { Int(unsafe PQntuples(result)) }

    /// What the command calls itself when it is done, such as `COMMIT`.
    var tag: String { unsafe PQcmdStatus(result).map { unsafe String(cString: $0) } ?? "" }

    func isNull(_ row: Int, _ column: Int) -> Bool { unsafe PQgetisnull(result, Int32(row), Int32(column)) != 0 }

    /// A whole number or truth value of any width.
    func int(_ row: Int, _ column: Int) -> Int64 {
        let bytes = unsafe bytes(row, column)
        var number: Int64 = unsafe bytes.first.map { $0 >= 0x80 && bytes.count > 1 ? -1 : 0 } ?? 0
        for index in bytes.indices { number = number << 8 | Int64(unsafe bytes[index]) }
        return number
    }

    func text(_ row: Int, _ column: Int) -> String { unsafe String(decoding: bytes(row, column), as: UTF8.self) }

    /// The bytes where they are; they are gone with the rows.
    func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer {
        let start = unsafe UnsafeRawPointer(PQgetvalue(result, Int32(row), Int32(column)))
        return unsafe UnsafeRawBufferPointer(
            start: start, count: Int(PQgetlength(result, Int32(row), Int32(column))))
    }
}
