internal import Foundation
internal import HTTPTypes
internal import Indicators

/// The parameters of a query, read as HTML forms write them: `state=on_track&region=CN-NX`.
enum QueryParameters {
    /// The values by name.
    ///
    /// - Parameters:
    ///   - query: what stands behind the `?`; nil: there is none.
    ///   - known: the names that there are.
    /// - Throws: 400 for a name that is not known, with the nearest one, and for a name that is given twice. 400 too for what
    ///   is not percent-encoded UTF-8.
    static func values(of query: String?, among known: [String]) throws(Problem) -> [String: String] {
        var values: [String: String] = [:]
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "") else {
                throw Problem(
                    status: .badRequest, detail: "\"\(pair)\" in the query is not percent-encoded UTF-8.")
            }
            guard known.contains(name) else { throw unknown(name, among: known) }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem(
                    status: .badRequest, detail: "The query has \"\(name)\" twice; expected it once at most.")
            }
        }
        return values
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    private static func unknown(_ name: String, among known: [String]) -> Problem {
        let expected = known.isEmpty ? "expected none" : "expected \(known.joined(separator: " or "))"
        let question = NearestName.question(for: name, among: known) ?? expected
        return Problem(status: .badRequest, detail: "unknown parameter \"\(name)\"; \(question)")
    }
}
