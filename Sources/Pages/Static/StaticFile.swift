internal import Formats

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
        name = "\(stem)-\(String(FNV1a(text.utf8.span).value, radix: 36)).\(suffix)"
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
