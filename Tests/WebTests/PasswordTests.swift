import Config
import Foundation
import HTTPTypes
import MosaicTestKit
import Synchronization
import Testing
import Threads

@testable import Web

@Suite(.timeLimit(.minutes(20)))
struct PasswordTests {
    /// The password "secret" at the least cost, made by `htpasswd -nbBC 4`.
    private static let secret = "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC"
    private static let users = "basic_auth_users: { scraper: \(secret) }"

    /// Counts how often a hash is worked out, and takes "right" for the password of each.
    private final class Hashes: Sendable {
        private let seen = Mutex<[String]>([])

        var all: [String] { seen.withLock { $0 } }

        func isRight(_ password: [UInt8], _ hash: String) -> Bool {
            seen.withLock { $0.append(hash) }
            return password == Array("right".utf8)
        }
    }

    private static func basic(_ credentials: String) -> HTTPFields {
        [.authorization: "Basic \(Data(credentials.utf8).base64EncodedString())"]
    }

    @Test(
        arguments: [
            ("secret", "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC", true),
            ("Secret", "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC", false),
            ("secret\u{0}", "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC", false),
            ("secret\u{0}more", "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC", false),
            ("", "$2y$04$rGy.nLDQFLiqIZx2BFp1ZOET6.TtLFroaHfl/ST/uanUpeUv9wfiC", false),
            // From the tests of Go's bcrypt.
            ("allmine", "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", true),
            ("allmine2", "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", false),
            // From those of crypt_blowfish: of a long password the first 72 bytes count.
            (
                "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
                "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui", true
            ),
            ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", true),
        ])
    func `a password is right for its own hash alone`(password: String, hash: String, isRight: Bool) {
        #expect(Bcrypt.isRight(Array(password.utf8), for: hash) == isRight)
    }

    @Test
    func `the hash that is nobody's is one`() {
        #expect(!Bcrypt.isRight(Array("secret".utf8), for: Bcrypt.dummy(cost: "04")))
        #expect(Bcrypt.dummy(cost: "12").utf8.count == 60)
    }

    @Test(
        arguments: [
            (nil, nil, nil), ("Basic", nil, nil), ("Basic !", nil, nil), ("Bearer YTpi", nil, nil),
            ("Basic YWI=", nil, nil), ("basic YTpi", "a", "b"), ("BASIC  YTpi", "a", "b"),
            ("Basic YTpiOmM=", "a", "b:c"), ("Basic Og==", "", ""), ("Basic 55yBOuecgQ==", "省", "省"),
            ("Basic /zpi", nil, nil), ("Basic YTpi, Basic YTpi", nil, nil),
        ] as [(String?, String?, String?)])
    func `user and password are what stands before and behind the first colon`(
        field: String?, user: String?, password: String?
    ) {
        let credentials = BasicCredentials(field)
        #expect(credentials?.user == user)
        #expect((credentials?.password).map { String(decoding: $0, as: UTF8.self) } == password)
    }

    @Test
    func `without the right password nothing is answered but how the service is`() async throws {
        let place = try TLSPlace(Self.users)
        try place.service.publish()
        for route in TestService.routes.routes {
            let target = route.pattern.description.replacing("{", with: "").replacing("}", with: "")
            for method in route.methods + [.options] {
                for fields in [[:], Self.basic("scraper:wrong"), Self.basic("nobody:secret")] as [HTTPFields] {
                    let answer = try await place.service.ask(target, method: method, fields)
                    if route.isOfHealth {
                        #expect(answer.status != 401)
                    } else {
                        #expect(answer.status == 401, "\(method) \(target)")
                        #expect(answer.fields["www-authenticate"] == #"Basic realm="mosaic", charset="UTF-8""#)
                        #expect(answer.fields["content-type"] == "application/problem+json")
                    }
                }
                let answer = try await place.service.ask(target, method: method, Self.basic("scraper:secret"))
                #expect(answer.status != 401, "\(method) \(target)")
            }
        }
        // Where nothing is, that is not told either.
        #expect(try await place.service.ask("/nothing").status == 401)
        #expect(try await place.service.ask("/nothing", Self.basic("scraper:secret")).status == 404)
    }

    @Test
    func `a setting closes how the service is too`() async throws {
        let place = try TLSPlace(Self.users, isHealthOpen: false)
        #expect(try await place.service.ask("/-/healthy").status == 401)
        #expect(try await place.service.ask("/-/healthy", Self.basic("scraper:secret")).status == 200)
    }

    @Test
    func `a right password costs a hash once, a wrong one and an unknown user each time, of the same cost`()
        async throws
    {
        let hashes = Hashes()
        let place = try TLSPlace(Self.users, hash: { hashes.isRight($0, $1) })
        for _ in 0..<3 { #expect(try await place.service.ask("/", Self.basic("scraper:right")).status == 200) }
        #expect(hashes.all == [Self.secret])
        for _ in 0..<2 { #expect(try await place.service.ask("/", Self.basic("scraper:wrong")).status == 401) }
        #expect(hashes.all.count == 3)
        // Even where the hash that is nobody's would take the password.
        for _ in 0..<2 { #expect(try await place.service.ask("/", Self.basic("nobody:right")).status == 401) }
        #expect(hashes.all.suffix(2).allSatisfy { $0.hasPrefix("$2b$04$") } && hashes.all.count == 5)
    }

    @Test
    func `a user's new password counts at the next request, and the old one no more`() async throws {
        let place = try TLSPlace(Self.users)
        #expect(try await place.service.ask("/", Self.basic("scraper:secret")).status == 200)
        let other = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
        try place.folder.write(Self.users.replacing(Self.secret, with: other), to: "web.yml")
        #expect(try await place.service.ask("/", Self.basic("scraper:secret")).status == 401)
        #expect(try await place.service.ask("/", Self.basic("scraper:U*U")).status == 200)
        try place.folder.write("basic_auth_users: {}", to: "web.yml")
        #expect(try await place.service.ask("/").status == 200)
    }

    @Test
    func `of right passwords the newest are remembered, and no more than so many`() async throws {
        let hashes = Hashes()
        let users = (0...PasswordChecks.rememberedPasswords).map { "user\($0): \(Self.secret)" }
        let place = try TLSPlace(
            "basic_auth_users: { \(users.joined(separator: ", ")) }", hash: { hashes.isRight($0, $1) })
        func ask(_ number: Int) async throws -> Int {
            #expect(try await place.service.ask("/", Self.basic("user\(number):right")).status == 200)
            return hashes.all.count
        }
        for number in users.indices { #expect(try await ask(number) == number + 1) }
        #expect(try await ask(users.count - 1) == users.count)
        #expect(try await ask(1) == users.count)
        #expect(try await ask(0) == users.count + 1)
    }

    @Test
    func `while wrong passwords are worked out who is remembered is answered, and what is too much is refused`()
        async throws
    {
        let (isOpen, begun) = (Monitor(false), Monitor(0))
        defer { isOpen.change { $0 = true } }
        var limits = WebLimits()
        limits.waitingRequests = 2
        let place = try TLSPlace(Self.users, limits: limits) { password, _ in
            guard password != Array("right".utf8) else { return true }
            begun.change { $0 += 1 }
            isOpen.wait { $0 ? () : nil }
            return false
        }
        #expect(try await place.service.ask("/", Self.basic("scraper:right")).status == 200)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask { try await place.service.ask("/", Self.basic("scraper:wrong\(number)")).status }
            }
            // One is worked out and two wait: seventeen are refused before any is done.
            for _ in 0..<17 { #expect(try await group.next() == 503) }
            for _ in 0..<3 { #expect(try await place.service.ask("/", Self.basic("scraper:right")).status == 200) }
            isOpen.change { $0 = true }
            while let status = try await group.next() { #expect(status == 401) }
        }
        #expect(begun.change { $0 } == 3)
    }
}
