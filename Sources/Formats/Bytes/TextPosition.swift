/// A place in a text: a line and a column, both from 1. Columns count characters (Unicode scalars), not bytes.
public struct TextPosition: Hashable, Sendable {
    /// The line, from 1; LF, CR LF and a lone CR each end one.
    public var line: Int
    /// The column in characters, from 1.
    public var column: Int

    /// The place at `line` and `column`, both from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension TextPosition: CustomStringConvertible {
    /// `line:column`, as compilers write it.
    public var description: String { "\(line):\(column)" }
}

extension TextPosition {
    /// The place after `text`, which stands at this one.
    ///
    /// `previous` is the byte before `text`, so that a CR LF cut in two still ends one line.
    func advanced(over text: Span<UInt8>, after previous: UInt8 = 0) -> TextPosition {
        var place = self
        var last = previous
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case Byte.lineFeed where last == Byte.carriageReturn:
                place.column = 1
            case Byte.lineFeed, Byte.carriageReturn:
                place.line += 1
                place.column = 1
            default:
                if byte & 0xC0 != 0x80 { place.column += 1 }
            }
            last = byte
        }
        return place
    }
}
