import Foundation
import HTTPTypes
import MosaicTestKit
import Testing

@testable import Web

/// Pages for a reader of Chinese have no sentence in English.
struct ChinesePageTests {
    /// Four Latin words in a row: a sentence, where ids and units are shorter.
    private func english(in page: String) -> [String] {
        let texts = page.replacing(/<script.*?<\/script>/.dotMatchesNewlines(), with: "")
            .replacing(/<bdi class="quoted">[^<]*<\/bdi>/, with: "")
            .matches(of: /(?:^|>)([^<]+)|(?:aria-label|title|data-told|placeholder)="([^"]*)"/)
            .map { String($0.output.1 ?? $0.output.2 ?? "") }
        return texts.filter { $0.contains(/[A-Za-z][A-Za-z'-]*(?:[ ,;]+[A-Za-z][A-Za-z'-]*){3}/) }
    }

    @Test(arguments: [
        "/", "/indicators", "/indicators/power", "/indicators/power/CN-NX", "/regions", "/regions/CN-NX", "/batches",
        "/batches/2", "/status", "/?as_of=batch:1",
    ])
    func `a page is whole in Chinese`(path: String) async throws {
        let answer = try await ListSample().service.ask(path, [.acceptLanguage: "zh"])
        #expect(answer.status == 200)
        #expect(english(in: answer.text).isEmpty)
        #expect(!english(in: try await ListSample().service.ask(path).text).isEmpty)
    }

    @Test(arguments: [
        ("/regions/Ningxai", 404), ("/regions/nowhere", 404), ("/indicators/powr", 404), ("/indicators/xyz", 404),
        ("/indicators/power/CN-XX/chart.svg", 404), ("/batches/9", 404), ("/batches/x", 404), ("/nothing", 404),
        ("/?langg=zh", 400), ("/?as_of=2024-01-01&as_of=2024-01-02", 400), ("/?as_of=never", 400),
        ("/?as_of=2024", 400), ("/?published_by=soon", 400), ("/?lang=%C3%A9", 400), ("/?lang=%FF", 400),
        ("/?as_of=batch:99", 404),
    ])
    func `what is wrong is told in Chinese too`(path: String, status: Int) async throws {
        let service = try ListSample().service
        let page = try await service.ask(path, [.accept: "text/html", .acceptLanguage: "zh"])
        #expect(page.status == status, "\(page.text)")
        #expect(english(in: page.text).isEmpty)
        let lead = try #require(page.text.firstMatch(of: /<p class="lead"><bdi>([^<]*)/)?.output.1)
        #expect(lead.contains(/\p{Han}{2}/), "\(lead)")
        // A page in English has the sentence that programs are told.
        let other = try await service.ask(path, [.accept: "text/html", .acceptLanguage: "en"])
        #expect(other.text.contains("<html lang=\"en\">") && !english(in: other.text).isEmpty)
    }

    @Test func `the state of the service and the names of what it serves are Chinese`() async throws {
        let page = try await ListSample().service.ask("/status?lang=zh").text
        #expect(page.contains("服务中") && page.contains("与各目标的差距"))
    }
}
