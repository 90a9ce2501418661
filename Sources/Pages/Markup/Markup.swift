/// A piece of a page: HTML, or SVG within it.
///
/// Guarantee: whatever is text stays text. Names of elements and attributes are literals of the program, and every other
/// character is escaped when the bytes are made.
public indirect enum Markup: Sendable {
    /// Text, as it is to be read.
    case text(String)
    /// An element: its name, its attributes, and what it holds.
    case element(String, [Attribute], [Markup])
    /// Pieces one after another.
    case several([Markup])
    /// A style sheet or script of the program, as it is: it stands within an element whose content HTML does not read.
    case file(StaticFile)

    /// An attribute of an element.
    public struct Attribute: Sendable {
        let name: String
        let value: String
    }

    /// An element. An attribute whose value is nil is left out; one whose value is empty is only named.
    static func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: Markup...
    ) -> Markup {
        .element(
            name.description,
            attributes.compactMap { name, value in value.map { Attribute(name: name.description, value: $0) } },
            content)
    }

    /// A name from a catalog or a file. Its direction of writing does not reach the text around it.
    static func name(_ text: String) -> Markup { .tag("bdi", [:], .text(text)) }

    /// What a source, a file or the log says, in whatever language that is.
    static func quoted(_ text: String) -> Markup { .tag("bdi", ["class": "quoted"], .text(text)) }

    /// Nothing.
    static let nothing = Markup.several([])

    /// The piece, unless a condition fails.
    static func when(_ condition: Bool, _ piece: @autoclosure () -> Markup) -> Markup {
        condition ? piece() : nothing
    }
}

extension Markup: ExpressibleByStringInterpolation {
    /// A literal is text.
    public init(stringLiteral value: String) { self = .text(value) }
}

extension Markup {
    /// The piece as UTF-8.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 << 16)
        append(to: &bytes)
        return bytes
    }

    /// The text that a reader gets, without elements.
    var plainText: String {
        switch self {
        case .text(let text): text
        case .element(_, _, let content), .several(let content): content.map(\.plainText).joined()
        case .file: ""
        }
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): Self.append(text, to: &bytes)
        case .several(let pieces): for piece in pieces { piece.append(to: &bytes) }
        case .file(let file): bytes += file.text.utf8
        case .element(let name, let attributes, let content):
            bytes.append(UInt8(ascii: "<"))
            bytes += name.utf8
            for attribute in attributes {
                bytes.append(UInt8(ascii: " "))
                bytes += attribute.name.utf8
                guard !attribute.value.isEmpty else { continue }
                bytes += #"=""#.utf8
                Self.append(attribute.value, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            }
            bytes.append(UInt8(ascii: ">"))
            guard !Self.empty.contains(name) else { return }
            for piece in content { piece.append(to: &bytes) }
            bytes += "</\(name)>".utf8
        }
    }

    /// The elements of HTML that have no end tag. (HTML, 13.1.2, void elements)
    private static let empty: Set<String> = ["meta", "link", "br", "input"]

    /// Appends text, in which nothing is markup. A control character, which HTML does not allow, is shown as U+FFFD.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0x09, 0x0A: bytes.append(byte)
            case 0..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
    }
}
