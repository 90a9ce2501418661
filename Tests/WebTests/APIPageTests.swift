import Foundation
import HTTPTypes
import Indicators
import Testing

@testable import Web

/// The tables of docs/api.md are what the routes say; a run with `RECORD_SNAPSHOTS` set writes them anew.
@Suite(.serialized) struct APIPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/api.md")

    private static let pushPage = page.deletingLastPathComponent().appending(path: "push.md")

    private static var routes: String {
        let rows = RouteTable.mosaic.routes.map { route in
            let methods = route.methods.map(\.rawValue).joined(separator: ", ")
            let names = (route.parameters ?? []).map { "`\($0.name)`" }.joined(separator: ", ")
            let forms =
                switch route.answer {
                case .list: "JSON, CSV"
                case .document, .report: "JSON"
                case .page: "a page"
                case .picture: "SVG"
                case .text(let types): types.joined(separator: ", ")
                }
            return "| `\(route.pattern)` | \(methods) | \(route.title.english) | \(forms) | \(names) |\n"
        }
        return "| path | methods | what it is | forms | parameters |\n| --- | --- | --- | --- | --- |\n" + rows.joined()
    }

    private static var parameters: String {
        var seen: Set<String> = []
        let all = lists.flatMap { $0.parameters ?? [] }.filter { seen.insert($0.name).inserted }
        let rows = all.map { "| `\($0.name)` | \($0.help) |\n" }
        return "| parameter | what it asks for |\n| --- | --- |\n" + rows.joined()
    }

    private static var writing: String {
        let rows = Writing.push.parameters.map { "| `\($0.name)` | \($0.help) |\n" }
        return "| parameter | what it says |\n| --- | --- |\n" + rows.joined()
    }

    @Test(arguments: ["routes", "parameters", "writing"])
    func `the page of the API lists every route with its parameters`(name: String) throws {
        let table = ["routes": Self.routes, "parameters": Self.parameters, "writing": Self.writing][name] ?? ""
        let page = name == "writing" ? Self.pushPage : Self.page
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = "<!-- \(name): generated from Sources/Web, RECORD_SNAPSHOTS=1 rewrites it -->\n"
        let opening = try #require(text.range(of: start), "the page has lost the start of the table")
        let closing = try #require(
            text.range(of: "<!-- \(name) end -->\n"), "the page has lost the end of the table")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            let rewritten = text[..<opening.upperBound] + table + text[closing.lowerBound...]
            try String(rewritten).write(to: page, atomically: true, encoding: .utf8)
        } else {
            #expect(String(text[opening.upperBound..<closing.lowerBound]) == table)
        }
    }

    private static let lists = RouteTable.mosaic.routes.filter(\.answer.hasTable)

    @Test func `one name means one thing on every list`() {
        let all = Self.lists.flatMap { $0.parameters ?? [] }
        for parameter in all {
            #expect(Set(all.filter { $0.name == parameter.name }.map(\.help)) == [parameter.help])
        }
    }
}
