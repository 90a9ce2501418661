/// A file that pages need and that never changes under its name: browsers may keep it for ever.
public struct StaticFile: Sendable {
    /// Its name, with a digest of its bytes.
    public let name: String
    /// Its content type.
    public let contentType: String
    /// Its content type without parameters.
    public var mediaType: String { String(contentType.prefix { $0 != ";" }) }
    /// Its text.
    public let text: String

    /// The path at which it is served.
    public var path: String { "/static/\(name)" }

    private init(_ stem: String, _ suffix: String, contentType: String, _ text: String) {
        name = "\(stem)-\(Self.digest(text)).\(suffix)"
        (self.contentType, self.text) = (contentType, text)
    }

    /// The look of all pages.
    static let stylesheet = StaticFile(
        "mosaic", "css", contentType: "text/css; charset=utf-8", Stylesheet.text)
    /// What the slider and the charts do when they are used.
    static let script = StaticFile("mosaic", "js", contentType: "text/javascript; charset=utf-8", Script.text)
    /// The picture in the browser's tab.
    static let icon = StaticFile("icon", "svg", contentType: "image/svg+xml", Icon.text)

    /// All of them.
    public static let all = [stylesheet, script, icon]

    /// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}

/// The picture of the programs.
enum Icon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">\
        <rect x="1" y="1" width="6" height="6" rx="1" fill="#0b5fa5"/>\
        <rect x="9" y="1" width="6" height="6" rx="1" fill="#1f7a8c"/>\
        <rect x="1" y="9" width="6" height="6" rx="1" fill="#c8862a"/>\
        <rect x="9" y="9" width="6" height="6" rx="1" fill="#b34700"/></svg>
        """
}
