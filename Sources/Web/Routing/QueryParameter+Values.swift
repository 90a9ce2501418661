internal import Foundation
internal import HTTPTypes
internal import Indicators
internal import Reports

/// A query is read as HTML forms write it: `state=on_track&region=CN-NX`.
extension QueryParameter {
    /// The values by name, each of its parameter's kind, in the order in which they are given.
    ///
    /// - Parameters:
    ///   - query: what stands behind the `?`; nil: there is none.
    ///   - known: the parameters that there are.
    /// - Throws: 400 for a name that is not known, with the nearest one, and for a name that is given twice and may not be. 400 too for a
    ///   value of another kind, and for what is not percent-encoded UTF-8.
    static func values(of query: String?, among known: [QueryParameter]) throws(Problem) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "") else {
                throw Problem(
                    status: .badRequest, detail: "\"\(pair)\" in the query is not percent-encoded UTF-8.",
                    chinese: "查询中的\"\(pair)\"不是百分号编码的UTF-8。")
            }
            guard let parameter = known.first(where: { $0.name == name }) else {
                throw unknown(name, among: known.map(\.name))
            }
            guard parameter.isRepeatable || values[name] == nil else {
                throw Problem(
                    status: .badRequest, detail: "The query has \"\(name)\" twice; expected it once at most.",
                    chinese: "查询中\"\(name)\"出现了两次；最多只能有一次。")
            }
            try parameter.check(value)
            values[name, default: []].append(value)
        }
        return values
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    private static func unknown(_ name: String, among known: [String]) -> Problem {
        let expected =
            known.isEmpty
            ? BilingualText(english: "expected none", chinese: "此处没有参数")
            : BilingualText(
                english: "expected \(known.joined(separator: " or "))", chinese: "应为\(known.joined(separator: "或"))")
        let question = NearestName.words(for: name, among: known) ?? expected
        return Problem(
            status: .badRequest, detail: "unknown parameter \"\(name)\"; \(question.english)",
            chinese: "未知参数\"\(name)\"；\(question.chinese)")
    }

    private func check(_ value: String) throws(Problem) {
        do throws(MalformedValue) {
            switch kind {
            case .text: break
            case .word(let words):
                guard words.contains(value) else {
                    let expected = "expected \(words.joined(separator: ", "))"
                    let question = NearestName.question(for: value, among: words) ?? expected
                    throw MalformedValue(description: "unknown \(name) \"\(value)\"; \(question)")
                }
            case .integer(let range):
                guard let number = Int(value), range.contains(number) else {
                    let bounds = "from \(range.lowerBound) to \(range.upperBound)"
                    throw MalformedValue(
                        description: "\(name) \"\(value)\" is not to be had; expected a whole number \(bounds)")
                }
            case .year: _ = try Period(asked: value)
            case .digest:
                guard value.utf8.count == 64, value.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                    throw MalformedValue(
                        description: "\(name) \"\(value)\" is no SHA-256; expected 64 hexadecimal digits")
                }
            case .day: _ = try CalendarDate(asked: value)
            case .language:
                guard LanguageTag(value) != nil else {
                    throw MalformedValue(
                        description: "\"\(value)\" is no tag of a language; expected one such as zh-Hans",
                        chinese: "\"\(value)\"不是语言标签；应为如zh-Hans的标签")
                }
            case .point: _ = try RecordedPoint(asked: value)
            }
        } catch {
            throw Problem(status: .badRequest, detail: error.description, chinese: error.chinese)
        }
    }
}

/// The values of a request's query: they have been checked by the parameters of its route.
extension RouteRequest {
    /// The value of a parameter, the last one where there are several.
    func value(_ parameter: QueryParameter) -> String? { lists[parameter.name]?.last }

    /// A whole number.
    func integer(_ parameter: QueryParameter) -> Int? { value(parameter).flatMap { Int($0) } }

    /// A year.
    func year(_ parameter: QueryParameter) -> Period? { value(parameter).flatMap { try? Period(asked: $0) } }

    /// A day.
    func day(_ parameter: QueryParameter) -> CalendarDate? { value(parameter).flatMap { try? CalendarDate(asked: $0) } }

    /// A point in the record's time.
    func point(_ parameter: QueryParameter) -> RecordedPoint? {
        value(parameter).flatMap { try? RecordedPoint(asked: $0) }
    }
}
