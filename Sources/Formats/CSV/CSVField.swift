/// Where a field of a row is.
struct CSVField {
    enum Form: UInt8 {
        case bare
        case quoted
        /// Quoted, with doubled quotes inside.
        case escaped
    }

    /// The field's first byte, an opening quote too, counted from the row's first.
    var start: UInt32
    /// The text without its quotes: the first byte, and the one after the last.
    var lower: UInt32
    var upper: UInt32
    var form: Form

    /// The range of the text, given the index of the row's first byte.
    func content(ofRowAt start: Int) -> Range<Int> { start + Int(lower)..<start + Int(upper) }
}
