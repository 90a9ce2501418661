public import Formats
public import Record

extension JSONValue {
    /// What an examination of a record found: `{"code","severity","message","advice"}`.
    public init(_ finding: RecordFinding) {
        self = [
            "code": .text(finding.code), "severity": .text(finding.severity.rawValue),
            "message": .text(finding.message), "advice": .text(finding.advice),
        ]
    }

    /// A copy of a record, or a record that a copy has replaced: `{"file","batches","statements","bytes"}`.
    ///
    /// - Parameter file: the file that was made.
    public init(_ content: RecordContent, file: String) {
        self = [
            "file": .text(file), "batches": .integer(content.batches), "statements": .integer(content.statements),
            "bytes": .integer(content.bytes),
        ]
    }
}
