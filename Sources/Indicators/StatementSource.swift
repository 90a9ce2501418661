/// The rows of one input, valid and in the order of a ``StatementBuffer``. They are read a stretch at a time, so that
/// memory need not hold all of them.
public protocol StatementSource: Sendable {
    /// The series that rows are about, each once, ascending by key.
    var series: [SeriesKey] { get }
    /// Sources and notes, each once.
    var texts: [String] { get }
    /// How many rows there are.
    var count: Int { get }

    /// Hands over all rows in order, a stretch of whole series at a time.
    ///
    /// A stretch's rows refer to the source's own series and texts. It can be called again.
    /// - Throws: what reading the rows throws, and what `body` does.
    func forEachStretch(_ body: (StatementBuffer) throws -> Void) throws
}

extension StatementBuffer: StatementSource {
    /// How many rows there are.
    public var count: Int { rows.count }

    /// Hands over all rows in one stretch.
    public func forEachStretch(_ body: (StatementBuffer) throws -> Void) throws {
        if !rows.isEmpty { try body(self) }
    }
}
