package import Formats

/// How a form is read: the one requirement that a new form meets.
package protocol FormReader: Sendable {
    /// Whether a line has one row at most. Messages about two rows name lines then, else places.
    var hasRowPerLine: Bool { get }

    /// Whether an input looks like the form, by its first bytes and rows.
    func recognises(_ head: FormHead) -> Bool

    /// Reads an input to its end, or until no more is wanted. Observations are handed over as they stand, and what is wrong with the
    /// form is reported to the reading.
    ///
    /// - Parameter watch: is told, block by block, how many bytes were read so far.
    /// - Throws: what the input's bytes throw.
    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError)
}
