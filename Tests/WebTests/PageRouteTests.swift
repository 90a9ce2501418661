import Crypto
import Evaluation
import Exposition
import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Record
import Statistics
import Testing

@testable import Exposition
@testable import Web

/// The pages for people, asked without sockets.
struct PageRouteTests {
    private static let pages = [
        "/", "/indicators", "/indicators/power", "/indicators/power/CN-NX", "/indicators/share/CN", "/regions",
        "/regions/CN-NX", "/regions/CN", "/batches", "/batches/2", "/status",
    ]

    @Test(arguments: pages)
    func `a page loads nothing from elsewhere, and may be kept and asked for again`(path: String) async throws {
        let service = try ListSample().service
        let answer = try await service.ask(path)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.fields["content-type"] == "text/html; charset=utf-8")
        let policy = try #require(answer.fields["content-security-policy"])
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(answer.fields["vary"] == "Accept-Language")
        #expect(!answer.text.contains(" style=") && !answer.text.contains("<style") && !answer.text.contains("http"))
        let tag = try #require(answer.fields["etag"])
        let again = try await service.ask(path, [.ifNoneMatch: tag])
        #expect(again.status == 304)
        let chinese = try await service.ask(path, [.ifNoneMatch: tag, .acceptLanguage: "zh-CN"])
        #expect(chinese.status == 200)
    }

    @Test(arguments: pages)
    func `every link of a page leads somewhere, in the language and from the viewpoint that it was asked in`(
        path: String
    ) async throws {
        let service = try ListSample().service
        let answer = try await service.ask(path + "?lang=zh&published_by=2024-12-31")
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.text.contains("2024-12-31"))
        let links = Set(answer.text.matches(of: /(?:href|src)="([^"#]*)"/).map { String($0.output.1) })
        #expect(links.count > 8)
        for link in links {
            let target = link.replacing("&amp;", with: "&")
            let found = try await service.ask(target)
            let isUnready = target.hasPrefix("/-/")
            #expect(found.status == 200 || isUnready, "\(target): \(found.status) \(found.text.prefix(200))")
        }
    }

    @Test func `Accept-Language chooses, and lang has the last word`() async throws {
        let service = try ListSample().service
        for (query, field, text) in [
            ("", "zh-TW,en;q=0.5", "宁夏"), ("", "fr, zh;q=0.2, en;q=0.1", "宁夏"), ("", "fr", "Ningxia"),
            ("", "en;q=0, zh;q=0.1", "宁夏"), ("?lang=en", "zh", "Ningxia"), ("?lang=zh-Hans-CN", "en", "宁夏"),
        ] {
            let answer = try await service.ask("/" + query, [.acceptLanguage: field])
            #expect(answer.text.contains("<bdi>\(text)</bdi>"), "\(query) \(field)")
        }
    }

    @Test func `the overview says how many targets are in each state, as the API does`() async throws {
        let sample = try ListSample()
        let answer = try await sample.service.ask("/")
        let rows = try await sample.page("/api/v1/gaps").rows
        #expect(rows.count == 3)
        for state in TargetState.allCases {
            let count = rows.count { $0["gap"]?["state"]?.string == state.rawValue }
            guard count > 0 else { continue }
            #expect(answer.text.contains("<b>\(count)</b>"), "\(state)")
        }
    }

    @Test func `who is behind stands above all else, with by how much and since when`() async throws {
        let answer = try await ListSample().service.ask("/")
        let top = answer.text.prefix(upTo: try #require(answer.text.range(of: "class=\"counts\"")).lowerBound)
        #expect(top.contains("3 of 3 targets are behind"))
        let names = top.matches(of: /<li class="s-[a-z]+"><a[^>]*><bdi>([^<]*)/).map { String($0.output.1) }
        #expect(names == ["China", "Ningxia", "Qinghai"])
        #expect(top.contains("33.8\u{A0}PFLOPS behind</strong> (35.8% of all that is asked), since 2021"))
    }

    @Test func `a broken limit and what was missed without a path have by how much and since when too`() async throws {
        let terms = [
            ("CN", try TargetTerms(kind: .hold, sense: .atMost, baseYear: 2020, targetYear: 2025, targetValue: 7)),
            ("CN-QH", try TargetTerms(kind: .hold, sense: .atMost, baseYear: 2020, targetYear: 2021, targetValue: 7)),
            ("CN-NX", try TargetTerms(kind: .atLeast, targetYear: 2024, targetValue: 100)),
        ]
        let sample = try ListSample(
            catalog: ListSample.catalog.get().with(
                targetRows: terms.map { region, terms in
                    Target(
                        id: Identifier(region), series: SeriesKey(indicator: "power", region: Identifier(region)),
                        terms: terms)
                }))
        let page = try await sample.service.ask("/").text
        #expect(page.contains("2.5\u{A0}PFLOPS beyond its limit</strong> in 2024, since 2022"))
        #expect(page.contains("0.25\u{A0}PFLOPS beyond its limit</strong> in 2021, since 2021"))
        #expect(page.contains("89.75\u{A0}PFLOPS short of its target</strong>, since 2024"))
        let chinese = try await sample.service.ask("/?lang=zh").text
        #expect(chinese.contains("超出界限2.5\u{A0}PFLOPS</strong>（2024年），自2022年起"))
        let rows = try await sample.page("/api/v1/gaps").rows
        #expect(rows.map { $0["behind_since"]?.int } == [2022, 2021, 2024])
        #expect(rows.map { $0["gap"]?["gap"]?.number } == [2.5, 0.25, 89.75])
    }

    @Test(arguments: [
        ("/regions/Ningxai", 404), ("/indicators/powr", 404), ("/indicators/power/nowhere", 404), ("/batches/9", 404),
        ("/batches/x", 404), ("/static/other.css", 404), ("/?langg=zh", 400), ("/regions?as_of=never", 400),
    ])
    func `what is not there is said to be not there`(path: String, status: Int) async throws {
        #expect(try await ListSample().service.ask(path).status == status)
    }

    @Test(arguments: [
        ("/regions/Ningxai", 404), ("/nothing", 404), ("/?langg=zh", 400), ("/indicators/power/CN-XX/chart.svg", 404),
    ])
    func `a browser is shown a page of what is wrong, a program gets a document`(path: String, status: Int) async throws
    {
        let service = try ListSample().service
        let browser = "text/html,application/xhtml+xml,*/*;q=0.8"
        let page = try await service.ask(path, [.accept: browser, .acceptLanguage: "zh"])
        #expect(page.status == status)
        #expect(page.fields["content-type"] == "text/html; charset=utf-8")
        #expect(page.fields["content-security-policy"] != nil && page.fields["cache-control"] == "no-store")
        #expect(page.text.contains("<html lang=\"zh-Hans\">"))
        let program = try await service.ask(path, [.accept: "*/*"])
        #expect(program.fields["content-type"] == "application/problem+json")
        let detail = try #require(try JSON(Data(program.body))["detail"]?.string)
        let english = try await service.ask(path, [.accept: browser, .acceptLanguage: "en"])
        #expect(english.text.contains(String(detail.prefix(20).prefix { $0 != "\"" && $0 != "'" })))
    }

    @Test(arguments: ["/api/v1/nothing", "/api/v1/batches/9", "/metrics?x=1&y[]=2", "/static/other.css"])
    func `what is for programs answers a browser with a document too`(path: String) async throws {
        let answer = try await ListSample().service.ask(path, [.accept: "text/html"])
        #expect(answer.status >= 400)
        #expect(answer.fields["content-type"] == "application/problem+json")
    }

    @Test func `before the first evaluation a page that is not there is a page too`() async throws {
        let answer = try await TestService().ask("/nothing", [.accept: "text/html"])
        #expect(answer.status == 404)
        #expect(answer.text.contains("<h1><bdi>There is no such page</bdi></h1>"))
    }

    @Test func `a chart is a file of its own whose style the policy allows by its digest`() async throws {
        let service = try ListSample().service
        let answer = try await service.ask("/indicators/power/CN-NX/chart.svg?lang=zh")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "image/svg+xml")
        let style = try #require(answer.text.firstMatch(of: /(?s)<style>(.*)<\/style>/)?.output.1)
        let plain = style.replacing("&quot;", with: "\"").replacing("&gt;", with: ">").replacing("&#39;", with: "'")
        let digest = Data(SHA256.hash(data: Data(plain.utf8))).base64EncodedString()
        #expect(answer.fields["content-security-policy"] == "default-src 'none'; style-src 'sha256-\(digest)'")
        #expect(answer.text.contains("宁夏") && answer.text.contains("class=\"plan-line\""))
        let tag = try #require(answer.fields["etag"])
        #expect(try await service.ask("/indicators/power/CN-NX/chart.svg?lang=zh", [.ifNoneMatch: tag]).status == 304)
        #expect(try await service.ask("/indicators/power/CN-NX/chart.svg").text.contains("Ningxia"))
    }

    @Test func `the service's page says what went wrong, and changes with it`() async throws {
        let sample = try ListSample()
        let first = try await sample.service.ask("/status")
        let tag = try #require(first.fields["etag"])
        #expect(first.text.contains("Nothing since the start."))
        var notes = EvaluationNotes()
        notes.note("evaluation failed: <disk>", at: .noon)
        for index in 1...30 { notes.note("again \(index)", at: .noon) }
        #expect(notes.troubles.count == 20 && notes.troubles.first?.words == "again 30")
        notes = EvaluationNotes()
        notes.note("evaluation failed: <disk>", at: .noon)
        notes.nextEvaluation = .noon.adding(seconds: 3600)
        sample.service.publication.publish(service: try TestService.metrics("mosaic_test", 1), notes: notes)
        let second = try await sample.service.ask("/status", [.ifNoneMatch: tag])
        #expect(second.status == 200)
        #expect(second.text.contains("<bdi class=\"quoted\">evaluation failed: &lt;disk&gt;</bdi>"))
        #expect(second.text.contains("Next on schedule"))
    }

    @Test(arguments: pages)
    func `every picture that is not decoration has a title and a description`(path: String) async throws {
        let answer = try await ListSample().service.ask(path)
        for picture in answer.text.matches(of: /<svg([^>]*)>(.*?)<\/svg>/)
        where !picture.output.1.contains("aria-hidden") {
            #expect(picture.output.2.contains("<title") && picture.output.2.contains("<desc"), "\(picture.output.0)")
        }
    }

    @Test func `the file of a batch is told by its name, and the time of the state to the minute`() async throws {
        let sample = try ListSample()
        try sample.record(
            "/srv/folder/third", 2025...2025, published: "2026-01-01", at: .noon.adding(seconds: 7200))
        try sample.publish()
        let page = try await sample.service.ask("/").text
        #expect(page.contains("<bdi class=\"quoted\">third.csv</bdi>") && !page.contains("/srv/folder"))
        #expect(page.contains(/recorded [0-9-]{10} [0-9:]{5} UTC/))
    }

    @Test func `too few figures for a trend draw no line`() async throws {
        let service = try ListSample().service
        let path = "/indicators/power/CN-NX?lang=en"
        #expect(try await service.ask(path).text.contains("class=\"trend\""))
        let few = try await service.ask(path + "&as_of=batch:1").text
        #expect(few.contains("too few figures for a trend") && !few.contains("class=\"trend\""))
    }

    @Test func `a region is found by any of its names`() async throws {
        let answer = try await ListSample().service.ask("/regions/%E5%AE%81%E5%A4%8F")
        #expect(answer.status == 200)
        #expect(answer.text.contains("<h1><bdi>Ningxia</bdi></h1>"))
    }

    @Test func `static files may be kept for ever`() async throws {
        let service = TestService()
        let page = try await service.ask("/")
        let files = page.text.matches(of: /\/static\/[a-z0-9.-]+/).map { String($0.output) }
        #expect(Set(files).count == 3)
        for file in files {
            let answer = try await service.ask(file)
            #expect(answer.status == 200)
            #expect(answer.fields["cache-control"] == "public, max-age=31536000, immutable")
        }
    }
}
