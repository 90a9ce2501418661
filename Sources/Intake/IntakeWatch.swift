public import Record
public import Reports

/// Who looks on while inputs are taken, and is asked.
public protocol IntakeWatch {
    /// Some bytes of an input were read: so many so far.
    func hasRead(_ count: Int, of input: IntakeInput)
    /// All inputs were read, and so many rows are to be recorded.
    /// - Throws: why they are not to be; nothing is recorded then.
    func willRecord(rows: Int) throws(RecordFailure)
    /// Whether figures may be revised by more than half. It is asked where that alone stops the inputs.
    func allows(_ question: RevisionQuestion) -> Bool
}

/// Nobody looks on, and nothing is allowed.
public struct NoWatch: IntakeWatch {
    /// Makes one.
    public init() {}

    /// Looks away.
    public func hasRead(_ count: Int, of input: IntakeInput) {}

    /// Looks away.
    public func willRecord(rows: Int) {}

    /// Always no.
    public func allows(_ question: RevisionQuestion) -> Bool { false }
}
