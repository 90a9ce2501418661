public import Reports

/// Why a service did not do what it was asked.
public struct ClientFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// With what a command ends.
    public let status: ExitStatus
    /// What is wrong, and what would be right. It never has a token in it.
    public let description: String

    /// A fault of its parts.
    public init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
