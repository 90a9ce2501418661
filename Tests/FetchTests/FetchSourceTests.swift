import Config
import Foundation
import MosaicTestKit
import Testing

@testable import Fetch

/// The files that name what is fetched.
@Suite struct FetchSourceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config")
        .standardizedFileURL.path

    /// Settings with the shipped catalog, and files beside them.
    private static func load(_ files: [String: String]) throws -> MosaicConfiguration {
        let folder = try TemporaryFolder()
        let catalog = ["regions.csv", "indicators.yaml", "targets.csv"]
        for name in catalog {
            try FileManager.default.copyItem(atPath: "\(root)/\(name)", toPath: folder.path(name))
        }
        for name in ["fetch", "mappings"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
        }
        for (name, text) in files { try folder.write(text, to: name) }
        let settings = try folder.write(
            "catalog: { regions: regions.csv, indicators: indicators.yaml, targets: targets.csv }\n", to: "mosaicd.yaml"
        )
        return try MosaicConfiguration.load(
            path: settings, forms: ["csv", "owid", "sdmx-csv", "eurostat-tsv", "world-bank-json"])
    }

    @Test func `the shipped examples are sources, each with its mapping, and each has its inbox`() throws {
        var files: [String: String] = [:]
        for (from, to) in [("examples/fetch", "fetch"), ("examples/fetch/mappings", "mappings")] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(Self.root)/\(from)")
            where name.hasSuffix(".yaml") {
                files["\(to)/\(name)"] = try String(contentsOfFile: "\(Self.root)/\(from)/\(name)", encoding: .utf8)
            }
        }
        let configuration = try Self.load(files)
        #expect(
            configuration.sources.map(\.name) == ["eurostat", "our-world-in-data", "sdmx-2.1", "sdmx-3", "world-bank"])
        #expect(configuration.sources.allSatisfy { $0.mapping != nil && $0.form != nil })
        let inboxes = configuration.inboxes(ofRecordAt: "/var/lib/mosaic/mosaic.db")
        #expect(inboxes.map(\.name) == ["inbox"] + configuration.sources.map(\.name))
        #expect(inboxes.last?.path == "/var/lib/mosaic/inbox-world-bank")
        #expect(inboxes.allSatisfy { $0.isMade })
        #expect(inboxes.last?.mapping == "world-bank" && inboxes.last?.form == "world-bank-json")
    }

    @Test func `all that a source may say is read`() throws {
        let text = """
            address: http://127.0.0.1:1/x?a=b
            form: csv
            headers: { Accept: text/csv, X-Key: "1" }
            secret_headers: credential:headers
            ca_file: ca.pem
            most_megabytes: 3
            within: 90s

            """
        let source = try #require(try Self.load(["fetch/one.yaml": text, "fetch/.two.yaml": "x"]).sources.first)
        #expect(source.address == "http://127.0.0.1:1/x?a=b" && source.form == "csv" && source.mapping == nil)
        #expect(source.headers.map(\.name) == ["Accept", "X-Key"] && source.headers.map(\.value) == ["text/csv", "1"])
        #expect(source.secretHeaders == "credential:headers" && source.authorities?.hasSuffix("/fetch/ca.pem") == true)
        #expect(source.mostBytes == 3_000_000 && source.within == .seconds(90))
    }

    @Test(arguments: [
        ("one", "form: csv", "address"), ("one", "address: ftp://example.org/x", "none that can be fetched"),
        ("one", "address: https://u:hunter2@example.org", "without a user"),
        ("one", "address: /etc/passwd", "https://"),
        ("one", "address: https://example.org\nform: cvs", "no form"),
        ("one", "address: https://example.org\nmapping: none", "no mapping"),
        ("one", "address: https://example.org\nevery: 1d", "every"),
        ("one", "address: https://example.org\nwithin: soon", "within"),
        ("one", "address: https://example.org\nmost_megabytes: 0", "most_megabytes"),
        ("one", "address: https://example.org\nheaders: { \"a b\": c }", "no field of a header"),
        ("one", "address: https://example.org\nheaders: { a: \"b\\r\\nc: d\" }", "no field of a header"),
        ("o ne", "address: https://example.org", "no name of a source"),
        ("inbox", "address: https://example.org", "an inbox of the settings"), ("one", "", "one.yaml"),
    ])
    func `a fault of a source is told, and no secret in it`(name: String, text: String, words: String) throws {
        let faults = try #require(throws: ConfigFaults.self) { try Self.load(["fetch/\(name).yaml": text + "\n"]) }
        #expect(faults.lines.contains { $0.contains(words) }, "\(faults.lines)")
        #expect(!faults.lines.contains { $0.contains("hunter2") })
    }
}
