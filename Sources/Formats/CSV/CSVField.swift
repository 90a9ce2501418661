/// Where a field of a row is.
@usableFromInline
struct CSVField: Sendable {
    @usableFromInline
    enum Form: UInt8, Sendable {
        case bare
        case quoted
        /// Quoted, with doubled quotes inside.
        case escaped
    }

    /// The field's first byte, an opening quote too, counted from the row's first.
    @usableFromInline var start: UInt32
    /// The text without its quotes: the first byte, and the one after the last.
    @usableFromInline var lower: UInt32
    @usableFromInline var upper: UInt32
    @usableFromInline var form: Form

    /// The range of the text, given the index of the row's first byte.
    @inlinable
    func content(ofRowAt start: Int) -> Range<Int> { start + Int(lower)..<start + Int(upper) }
}
