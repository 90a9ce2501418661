/// The page at `/`: what this is, how it is, and links to the rest.
struct IndexPage {
    /// Mosaic's version.
    var version: String
    /// The state in a sentence.
    var status: String
    /// The routes; the page links to those that have a path of their own, but not to itself.
    var routes: [Route]

    /// The page as HTML.
    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>Mosaic</title>
        <h1>Mosaic</h1>
        <p>Version \(escaped(version)). Status: \(escaped(status)).</p>
        <ul>
        \(links)
        </ul>
        </html>

        """
    }

    private var links: String {
        routes.filter { $0.link != nil && $0.link != "/" }.map { route in
            "<li><a href=\"\(escaped(route.link ?? ""))\">\(escaped(route.title))</a></li>"
        }.joined(separator: "\n")
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
