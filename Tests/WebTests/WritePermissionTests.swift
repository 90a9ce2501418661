import Foundation
import HTTPTypes
import MosaicTestKit
import Testing

@testable import Web

/// Who may write what: the cases of Tests/Cases/push, of which none gets past that should not.
@Suite struct WritePermissionTests {
    /// The tokens' file and the table of the cases.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases/push")
        .standardizedFileURL

    private static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private static let file = Result { try text(of: "tokens.yaml") }

    /// What becomes of rows that are sent with a token, or of an undo of their batch.
    enum Outcome: Hashable, Sendable {
        /// They get in.
        case done
        /// The token counts no more.
        case over
        /// They don't: because of what is on these lines.
        case refused(lines: [Int])

        /// Reads a cell of the table: `yes`, `over`, `no: 2 3`.
        init(_ cell: String) throws {
            let words = cell.split(separator: " ").map(String.init)
            switch words.first {
            case "yes" where words.count == 1: self = .done
            case "over" where words.count == 1: self = .over
            case "no:" where words.count > 1:
                self = .refused(lines: try words.dropFirst().map { try #require(Int($0)) })
            case _: throw KitError("no outcome: \(cell)")
            }
        }

        func status(done: Int) -> Int {
            switch self {
            case .done: done
            case .over: 401
            case .refused: 403
            }
        }
    }

    /// What one token may do: rows, as indicators and regions, and what becomes of them.
    struct TokenCase: CustomTestStringConvertible, Sendable {
        let token: String
        let rows: [(names: String, outcome: Outcome)]
        var testDescription: String { token }
    }

    /// Tests/Cases/push/who-may.csv: rows, and a column a token.
    private static let cases = Result { () throws -> [TokenCase] in
        let table = try text(of: "who-may.csv").split(separator: "\n").map {
            $0.split(separator: ",").map(String.init)
        }
        let tokens = try #require(table.first).dropFirst()
        return try tokens.enumerated().map { index, token in
            TokenCase(
                token: token,
                rows: try table.dropFirst().map { line in
                    #expect(line.count == tokens.count + 1, "\(line)")
                    return (line[0], try Outcome(line[index + 1]))
                })
        }
    }

    /// A file of rows such as `computing_power CN-NM + orbital_launches CN`.
    private static func text(_ rows: String) -> String {
        PushPlace.csv(
            rows.components(separatedBy: " + ").map { row in
                let names = row.split(separator: " ", maxSplits: 1).map(String.init)
                return "\(names[0]),\(names[1]),2020,1,\(names[0] == "computing_power" ? "EFLOPS" : "count")"
            })
    }

    private static func secret(_ name: String) -> String { "mosaic_\(name)_0123456789abcdef0123456789abcdef" }

    private static let power = "computing_power CN-NM"

    @Test func `there are sixty cases and more, of tokens that the file has`() throws {
        let cases = try Self.cases.get()
        #expect(cases.reduce(0) { $0 + $1.rows.count } >= 60)
        let file = try Self.file.get()
        for one in cases {
            #expect(file.contains("\n\(one.token): { sha256: \(PushPlace.sha256(of: Self.secret(one.token)))"))
        }
        // Nothing is asked that would be answered the same whatever the token is.
        let outcomes = Set(cases.flatMap { $0.rows.map { $0.outcome.status(done: 201) } })
        #expect(outcomes == [201, 401, 403])
    }

    @Test(arguments: try cases.get())
    func `a token writes what it may, and nothing else`(one: TokenCase) async throws {
        for (rows, outcome) in one.rows {
            let place = try PushPlace(tokens: Self.file.get())
            let answer = try await place.push(Self.text(rows), token: Self.secret(one.token))
            #expect(answer.status == outcome.status(done: 201), "\(one.token), \(rows): \(answer.text)")
            #expect(try place.batches == (outcome == .done ? 1 : 0))
            guard case .refused(let lines) = outcome else { continue }
            let problem = try JSON(Data(answer.body))
            #expect(problem["errors"]?.elements.compactMap { $0["line"]?.int } == lines)
            #expect(problem["totals"]?["not_permitted"]?.int == lines.count)
        }
    }

    @Test(arguments: try cases.get())
    func `a token undoes those batches whose every row it may write`(one: TokenCase) async throws {
        for (rows, outcome) in one.rows {
            let place = try PushPlace(tokens: Self.file.get())
            #expect(try await place.push(Self.text(rows), token: Self.secret("all")).status == 201)
            for query in ["?dry_run=true", ""] {
                let answer = try await place.undo(1, query: query, token: Self.secret(one.token))
                let status = outcome.status(done: query.isEmpty ? 201 : 200)
                #expect(answer.status == status, "\(one.token), \(rows): \(answer.text)")
            }
            #expect(try place.batches == (outcome == .done ? 2 : 1))
            guard outcome == .done else { continue }
            let isOfGuizhou = rows == "computing_power CN-GZ"
            #expect(try await place.undo(2, token: Self.secret("gz")).status == (isOfGuizhou ? 201 : 403))
        }
    }

    @Test func `a retraction, a dry run and what a mapping gives are held to the same rights`() async throws {
        let place = try PushPlace(tokens: Self.file.get())
        for query in ["?dry_run=true", "?retract=true", "?allow=delete-all", "?allow=revision&allow=unit_slip"] {
            #expect(
                try await place.push(Self.text("computing_power CN-GZ"), query: query, token: Self.secret("nm")).status
                    == 403)
        }
        let bare = "indicator,period,value,unit\ncomputing_power,2020,1,EFLOPS\n"
        let gz = try await place.push(bare, query: "?set=region=CN-GZ", token: Self.secret("nm"))
        #expect(gz.status == 403 || gz.status == 422, "\(gz.text)")
        #expect(try place.batches == 0)
    }

    @Test(
        arguments: [
            nil, "", "Bearer", "Bearer ", "Bearer x", "bearer nothing", "Basic YTpi", "Token all", "Bearer a b",
            "Bearer \(sha(of: "all"))", "Bearer mosaic_all", secret("all"), "Basic \(secret("all"))",
        ] as [String?])
    func `who has no token that is known gets 401, whatever the body`(field: String?) async throws {
        let place = try PushPlace(tokens: Self.file.get())
        var fields: HTTPFields = [:]
        fields[.authorization] = field
        let answer = try await place.service.ask(
            "/api/v1/batches", method: .post, fields, body: Self.text(Self.power))
        #expect(answer.status == 401, "\(answer.text)")
        #expect(answer.fields["www-authenticate"] == #"Bearer realm="mosaic""#)
        #expect(try place.batches == 0)
    }

    private static func sha(of name: String) -> String { PushPlace.sha256(of: secret(name)) }

    @Test func `what a form of another site can send writes nothing`() async throws {
        let place = try PushPlace(tokens: Self.file.get())
        for type in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"] {
            let fields: HTTPFields = [
                .contentType: type, .origin: "https://other.example", .cookie: "token=\(Self.secret("all"))",
            ]
            for query in ["", "?token=\(Self.secret("all"))", "?access_token=\(Self.secret("all"))"] {
                let answer = try await place.service.ask(
                    "/api/v1/batches\(query)", method: .post, fields, body: Self.text(Self.power))
                #expect(answer.status == 401)
                #expect(answer.fields["access-control-allow-origin"] == nil)
            }
        }
        let preflight = try await place.service.ask(
            "/api/v1/batches", method: .options, [.origin: "https://other.example"])
        #expect(preflight.fields["access-control-allow-headers"] == nil)
        #expect(try place.batches == 0)
    }

    @Test func `failures are counted and slowed, and a right token is let in all the same`() async throws {
        let place = try PushPlace(tokens: Self.file.get())
        var statuses: [Int] = []
        for _ in 0..<200 { statuses.append(try await place.push("", token: "wrong").status) }
        #expect(statuses.prefix(10).allSatisfy { $0 == 401 })
        #expect(statuses.contains(429) && Set(statuses) == [401, 429])
        #expect(try await place.push(Self.text(Self.power), token: Self.secret("all")).status == 201)
        try place.service.publish()
        let metrics = try await place.service.ask("/metrics").text
        #expect(metrics.contains("mosaic_http_token_failures_total 200\n"))
    }

    @Test func `a file that changes counts at once, and one with a fault changes nothing`() async throws {
        let place = try PushPlace(tokens: Self.file.get())
        let path = place.folder.path("tokens.yaml")
        func replace(_ text: String, isOpen: Bool = false) throws {
            let new = try place.folder.write(text, to: "new.yaml")
            if !isOpen { try PushPlace.close(new) }
            #expect(unsafe rename(new, path) == 0)
        }
        try replace("other: { sha256: \(PushPlace.sha256) }\n")
        #expect(try await place.push(Self.text(Self.power), token: Self.secret("all")).status == 401)
        #expect(try await place.push(Self.text(Self.power), token: PushPlace.token).status == 201)
        try replace("other: { sha256: 12 }\n")
        #expect(try await place.push(Self.text(Self.power), token: PushPlace.token).status == 200)
        try replace("mine: { sha256: \(PushPlace.sha256(of: Self.secret("all"))) }\n", isOpen: true)
        #expect(try await place.push(Self.text(Self.power), token: Self.secret("all")).status == 401)
    }
}
