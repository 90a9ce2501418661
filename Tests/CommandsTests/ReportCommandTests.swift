import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Commands

@Suite struct ReportCommandTests {
    private static let figures = """
        region,indicator,period,value,unit,source,source_date
        CN-NM,computing_power,2023,100000,PFLOPS,yearbook,2024-02-01
        CN-NM,computing_power,2025,190000,PFLOPS,<b>bureau</b>,2026-02-20
        CN-QH,clean_share,2023,92.125,percent,yearbook,2024-02-01

        """

    private static func world(in folder: URL) throws -> TestWorld {
        var world = TestWorld()
        world.now = try #require(Timestamp("2026-03-01T00:00:00Z"))
        let file = folder.appending(path: "figures.csv")
        try Data(figures.utf8).write(to: file)
        #expect(world.run(["backfill", file.path]).status == 0)
        return world
    }

    @Test(arguments: [
        ([] as [String], "The plan at a glance"), (["--region", "Inner Mongolia"], "Inner Mongolia"),
        (["--indicator", "computing_power"], "Computing power"),
        (["--indicator", "computing_power", "--region", "CN-NM"], "Computing power"),
        (["--lang", "zh"], "规划进展概览"), (["--as-of", "2026-02-28"], "Not as it is now"),
    ])
    func `a report is a page that loads nothing and leads nowhere`(options: [String], words: String) throws {
        try withTemporaryFolder { folder in
            let world = try Self.world(in: folder)
            let path = folder.appending(path: "r.html").path
            let told = world.run(["report", path] + options)
            #expect(told.status == 0 && told.output.isEmpty && told.errors.isEmpty, "\(told.errors)")
            let html = try String(contentsOfFile: path, encoding: .utf8)
            #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
            #expect(html.contains(words))
            #expect(html.contains("<style>") && html.contains("prefers-color-scheme"))
            #expect(html.matches(of: #/ (src|href)="[^#]/#).isEmpty)
            #expect(!html.contains("<form") && !html.contains("<b>bureau"))
            #expect(world.run(["report", "-"] + options).output == html)
        }
    }

    @Test func `a shorter report replaces a longer one whole`() throws {
        try withTemporaryFolder { folder in
            let world = try Self.world(in: folder)
            let file = folder.appending(path: "r.html")
            try Data(repeating: 0x78, count: 3_000_000).write(to: file)
            #expect(world.run(["report", file.path]).status == 0)
            #expect(try String(contentsOf: file, encoding: .utf8).hasSuffix("</html>\n"))
        }
    }

    @Test(arguments: [["--region", "Inner Mongol"], ["--as-of", "batch:9"], ["--json"]])
    func `what can't be made leaves no file, and an older one as it was`(options: [String]) throws {
        try withTemporaryFolder { folder in
            let world = try Self.world(in: folder)
            let file = folder.appending(path: "r.html")
            #expect(world.run(["report", file.path] + options).status != 0)
            #expect(!FileManager.default.fileExists(atPath: file.path))
            try Data("old".utf8).write(to: file)
            #expect(world.run(["report", file.path] + options).status != 0)
            #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        }
    }

    @Test func `a folder that is missing is said`() throws {
        try withTemporaryFolder { folder in
            let told = try Self.world(in: folder).run(["report", folder.appending(path: "none/r.html").path])
            #expect(told.status == 73)
            #expect(told.errors.contains("none/r.html can't be written: No such file or directory"))
        }
    }
}
