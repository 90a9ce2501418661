/// The page at `/`: what this is, how it is, and where the rest stands.
struct IndexPage {
    /// Mosaic's version.
    var version: String
    /// The state in a sentence.
    var status: String

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
        <li><a href="/metrics">Metrics</a> for Prometheus</li>
        <li><a href="/-/healthy">Health</a></li>
        <li><a href="/-/ready">Readiness</a></li>
        </ul>
        </html>

        """
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
