/// Something that an examination of a record found.
public struct RecordFinding: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable {
        /// The record is as it should be; something about it is worth knowing.
        case note
        /// Record and catalog don't go together.
        case drift
        /// What the record holds can't be.
        case damage
    }

    /// What kind of thing it is: stable.
    public let code: String
    /// How bad it is.
    public let severity: Severity
    /// What is so.
    public let message: String
    /// What is to be done.
    public let advice: String

    /// Makes a finding of a code.
    public init(_ code: String, _ severity: Severity, _ message: String, _ advice: String) {
        self.code = code
        self.severity = severity
        self.message = message
        self.advice = advice
    }
}
