import Config
import Crypto
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Commands

/// `mosaic token new`.
@Suite struct TokenCommandTests {
    @Test func `a token is told once, and its lines make a file that is read`() throws {
        let (world, folder) = (TestWorld(), try TemporaryFolder())
        let options = ["--regions", "CN-NM/", "--indicators", "computing_power", "--expires", "2999-12-31"]
        let first = world.run(["token", "new", "a.b"] + options)
        #expect(first.status == 0)
        let token = first.output.trimmingCharacters(in: .newlines)
        #expect(token.hasPrefix("mosaic-") && token.utf8.count == 71)
        #expect(!first.errors.contains(token))
        #expect(world.run(["token", "new", "a.b"]).output != first.output)
        let file = try folder.write(first.errors, to: "tokens.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let catalog = try MosaicConfiguration.load(path: "/etc/mosaic/mosaicd.yaml", files: CatalogFiles()).catalog
        let read = try WriteToken.load(path: file, catalog: catalog, timeZone: .gmt)
        #expect(read.map(\.name) == ["a.b"])
        #expect(read.map(\.sha256) == [Array(SHA256.hash(data: Array(token.utf8)))])
        #expect(read.first?.scope.includes(SeriesKey(indicator: "computing_power", region: "CN-NM")) == true)
        #expect(read.first?.scope.includes(SeriesKey(indicator: "computing_power", region: "CN-BJ")) == false)
        #expect(read.first?.scope.includes(SeriesKey(indicator: "clean_share", region: "CN-NM")) == false)
    }
}
