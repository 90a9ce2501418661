import Foundation
import HTTPTypes
import MosaicTestKit
import Testing

@testable import Web

/// Who may write what: 60 cases and more, of which none gets past that should not.
@Suite struct WritePermissionTests {
    /// The tokens that there are; each is its own name and a tail.
    private static let tokens = [
        ("all", ""), ("power", ", indicators: [computing_power]"), ("nm", ", regions: [CN-NM]"),
        ("nation", ", regions: [CN/]"), ("gz", ", regions: [贵州], indicators: [computing_power]"),
        ("both", ", regions: [CN-NM, CN-GZ]"), ("ended", ", expires: 2020-01-01"),
        ("future", ", expires: 2999-12-31"), ("second", ", expires: \"2000-01-01T00:00:00Z\""),
        ("cn", ", regions: [CN]"),
    ]

    private static func secret(_ name: String) -> String { "mosaic_\(name)_0123456789abcdef0123456789abcdef" }

    private static let file = tokens.map { name, more in
        "\(name): { sha256: \(PushPlace.sha256(of: secret(name)))\(more) }\n"
    }.joined()

    /// Indicator and region of rows.
    private static let rows = [
        "power-nm": [("computing_power", "CN-NM")], "power-gz": [("computing_power", "CN-GZ")],
        "power-cn": [("computing_power", "CN")], "launches-cn": [("orbital_launches", "CN")],
        "launches-nm": [("orbital_launches", "CN-NM")],
        "mixed": [("computing_power", "CN-NM"), ("computing_power", "CN-GZ")],
        "alias": [("computing_power", "Inner Mongolia")],
    ]

    private static func text(_ name: String) -> String {
        let lines = (rows[name] ?? []).map { indicator, region in
            "\(indicator),\(region),2020,1,\(indicator == "computing_power" ? "EFLOPS" : "count")"
        }
        return (["indicator,region,period,value,unit"] + lines).joined(separator: "\n") + "\n"
    }

    /// By token, which rows get in; all others are refused.
    private static let allowed: [String: Set<String>] = [
        "all": Set(rows.keys), "power": ["power-nm", "power-gz", "power-cn", "mixed", "alias"],
        "nm": ["power-nm", "launches-nm", "alias"], "nation": Set(rows.keys), "gz": ["power-gz"],
        "both": ["power-nm", "power-gz", "launches-nm", "mixed", "alias"], "ended": [], "future": Set(rows.keys),
        "second": [], "cn": ["power-cn", "launches-cn"],
    ]

    @Test(arguments: tokens.map(\.0))
    func `a token writes what it may, and nothing else`(name: String) async throws {
        for rows in Self.rows.keys.sorted() {
            let place = try PushPlace(tokens: Self.file)
            let isAllowed = Self.allowed[name]?.contains(rows) == true
            let isOver = ["ended", "second"].contains(name)
            let answer = try await place.push(Self.text(rows), token: Self.secret(name))
            #expect(answer.status == (isAllowed ? 201 : isOver ? 401 : 403), "\(name), \(rows): \(answer.text)")
            #expect(try place.batches == (isAllowed ? 1 : 0))
            if answer.status == 403 {
                let problem = try JSON(Data(answer.body))
                let lines = problem["errors"]?.elements.compactMap { $0["line"]?.int } ?? []
                #expect(lines == (rows == "mixed" ? (name == "nm" ? [3] : name == "gz" ? [2] : [2, 3]) : [2]))
                #expect(problem["totals"]?["not_permitted"]?.int == lines.count)
            }
        }
    }

    @Test(arguments: tokens.map(\.0))
    func `a token undoes those batches whose every row it may write`(name: String) async throws {
        for rows in Self.rows.keys.sorted() {
            let place = try PushPlace(tokens: Self.file)
            #expect(try await place.push(Self.text(rows), token: Self.secret("all")).status == 201)
            let isAllowed = Self.allowed[name]?.contains(rows) == true
            let isOver = ["ended", "second"].contains(name)
            for query in ["?dry_run=true", ""] {
                let answer = try await place.undo(1, query: query, token: Self.secret(name))
                let status = query.isEmpty ? 201 : 200
                #expect(answer.status == (isAllowed ? status : isOver ? 401 : 403), "\(name), \(rows): \(answer.text)")
            }
            #expect(try place.batches == (isAllowed ? 2 : 1))
            guard isAllowed else { continue }
            #expect(try await place.undo(2, token: Self.secret("gz")).status == (rows == "power-gz" ? 201 : 403))
        }
    }

    @Test func `a retraction, a dry run and what a mapping gives are held to the same rights`() async throws {
        let place = try PushPlace(tokens: Self.file)
        for query in ["?dry_run=true", "?retract=true", "?allow=delete-all", "?allow=revision&allow=unit_slip"] {
            #expect(try await place.push(Self.text("power-gz"), query: query, token: Self.secret("nm")).status == 403)
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
        let place = try PushPlace(tokens: Self.file)
        var fields: HTTPFields = [:]
        fields[.authorization] = field
        let answer = try await place.service.ask(
            "/api/v1/batches", method: .post, fields, body: Self.text("power-nm"))
        #expect(answer.status == 401, "\(answer.text)")
        #expect(answer.fields["www-authenticate"] == #"Bearer realm="mosaic""#)
        #expect(try place.batches == 0)
    }

    private static func sha(of name: String) -> String { PushPlace.sha256(of: secret(name)) }

    @Test func `what a form of another site can send writes nothing`() async throws {
        let place = try PushPlace(tokens: Self.file)
        for type in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"] {
            let fields: HTTPFields = [
                .contentType: type, .origin: "https://other.example", .cookie: "token=\(Self.secret("all"))",
            ]
            for query in ["", "?token=\(Self.secret("all"))", "?access_token=\(Self.secret("all"))"] {
                let answer = try await place.service.ask(
                    "/api/v1/batches\(query)", method: .post, fields, body: Self.text("power-nm"))
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
        let place = try PushPlace(tokens: Self.file)
        var statuses: [Int] = []
        for _ in 0..<200 { statuses.append(try await place.push("", token: "wrong").status) }
        #expect(statuses.prefix(10).allSatisfy { $0 == 401 })
        #expect(statuses.contains(429) && Set(statuses) == [401, 429])
        #expect(try await place.push(Self.text("power-nm"), token: Self.secret("all")).status == 201)
        try place.service.publish()
        let metrics = try await place.service.ask("/metrics").text
        #expect(metrics.contains("mosaic_http_token_failures_total 200\n"))
    }

    @Test func `a file that changes counts at once, and one with a fault changes nothing`() async throws {
        let place = try PushPlace(tokens: Self.file)
        let path = place.folder.path("tokens.yaml")
        func replace(_ text: String, isOpen: Bool = false) throws {
            let new = try place.folder.write(text, to: "new.yaml")
            if !isOpen { try PushPlace.close(new) }
            #expect(unsafe rename(new, path) == 0)
        }
        try replace("other: { sha256: \(PushPlace.sha256) }\n")
        #expect(try await place.push(Self.text("power-nm"), token: Self.secret("all")).status == 401)
        #expect(try await place.push(Self.text("power-nm"), token: PushPlace.token).status == 201)
        try replace("other: { sha256: 12 }\n")
        #expect(try await place.push(Self.text("power-nm"), token: PushPlace.token).status == 200)
        try replace("mine: { sha256: \(PushPlace.sha256(of: Self.secret("all"))) }\n", isOpen: true)
        #expect(try await place.push(Self.text("power-nm"), token: Self.secret("all")).status == 401)
    }
}
