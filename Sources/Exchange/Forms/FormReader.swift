package import Formats

/// How a form is read: the one requirement that a new form meets.
package protocol FormReader: Sendable {
    /// Whether a line has one row at most. Messages about two rows name lines then, else places.
    var hasRowPerLine: Bool { get }

    /// Which of several forms counts that recognise one input.
    var precedence: FormPrecedence { get }

    /// Whether an input looks like the form, by its first bytes and rows.
    func recognises(_ head: FormHead) -> Bool

    /// What a first mapping of an input is made of; nil where the form needs none, or the input isn't in it.
    ///
    /// - Throws: what the input's bytes throw.
    func draft(of input: FormInput) throws(FormatsError) -> MappingDraft?

    /// Reads an input to its end, or until no more is wanted. Observations are handed over as they stand, and what is wrong with the
    /// form is reported to the reading.
    ///
    /// - Parameter watch: is told, block by block, how many bytes were read so far.
    /// - Throws: what the input's bytes throw.
    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError)
}

extension FormReader {
    /// Gives way to every form that knows the input better.
    package var precedence: FormPrecedence { .general }

    /// Needs no mapping.
    package func draft(of input: FormInput) throws(FormatsError) -> MappingDraft? { nil }
}
