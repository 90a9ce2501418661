/// What is wrong with a row, and where. Reading goes on with the next one.
public struct CSVFault: Error, Hashable, Sendable {
    /// The kinds of fault; the raw values are stable codes.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A quote that nothing closes before the end of the file; at the quote.
        case unterminatedQuote = "unterminated_quote"
        /// A quote inside a field that does not start with one; at the quote.
        case quoteInBareField = "quote_in_bare_field"
        /// Something else than a separator or a line's end after a closing quote; at that character.
        case textAfterClosingQuote = "text_after_closing_quote"
        /// A NUL byte; at the byte.
        case nul
        /// A byte that starts no UTF-8 character; at the byte.
        case invalidUTF8 = "invalid_utf8"
        /// A row of more than `CSVReader.rowLimit` bytes; at the row's first character.
        case rowTooLong = "row_too_long"
    }

    /// What is wrong.
    public let kind: Kind
    /// Where it is.
    public let position: TextPosition

    /// The fault `kind` at `position`.
    public init(_ kind: Kind, at position: TextPosition) {
        self.kind = kind
        self.position = position
    }
}

extension CSVFault.Kind {
    /// What is wrong and what would be right, in a file whose fields are separated by commas, or something else.
    public func message(separatedBy separator: CSVSeparator = .comma) -> String {
        switch self {
        case .unterminatedQuote: "quote is never closed; close it, or double it inside a quoted field"
        case .quoteInBareField: "quote inside a field without quotes; quote the whole field and double this one"
        case .textAfterClosingQuote: "text after a closing quote; expected a \(separator.word) or the line's end"
        case .nul: "NUL byte; expected text in UTF-8"
        case .invalidUTF8: "byte is no UTF-8; save the file as UTF-8, or name its encoding"
        case .rowTooLong: "row of more than \(CSVReader.rowLimit) bytes; is a closing quote missing?"
        }
    }
}

extension CSVFault: CustomStringConvertible {
    /// `line:column: what is wrong; what would be right`
    public var description: String { "\(position): \(kind.message())" }
}
