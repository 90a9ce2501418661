public import Record

/// One thing that every implementation of the record does, as a check on an empty one.
public struct RecordConformance: Sendable, CustomStringConvertible {
    /// What is checked, as a sentence.
    public let description: String
    private let check: @Sendable (any RecordStore) throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (any RecordStore) throws -> Void) {
        self.description = description
        self.check = check
    }

    /// Checks an empty record.
    /// - Throws: ``Mismatch`` where the record does otherwise, and what the record throws.
    public func check(_ record: any RecordStore) throws { try check(record) }

    /// Every check.
    public static let all =
        batchChecks + readingChecks + provenanceChecks + vintageChecks + unitChecks + changeChecks
        + guardChecks + differenceChecks + viewChecks + inputChecks
}

/// What a record did, beside what it should have done.
public struct Mismatch: Error, CustomStringConvertible {
    /// Both, in words.
    public let description: String
}

/// Refuses a value that is not as expected.
func expect<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) throws {
    guard found == expected else { throw Mismatch(description: "\(what): \(found), not \(expected)") }
}

/// Refuses what does not throw the error that it should.
func expectError(_ expected: RecordFailure, _ what: String, _ body: () throws -> Void) throws {
    do {
        try body()
    } catch let error as RecordFailure {
        return try expect(error, expected, what)
    }
    throw Mismatch(description: "\(what): no error, not \(expected)")
}
