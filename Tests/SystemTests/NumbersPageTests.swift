import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// docs/numbers.md: its worked examples are what the program says of the shipped figures.
    @Suite struct NumbersPageTests {
        /// A table below a line `<!-- worked: trends … -->`, `<!-- worked: gaps TARGET … -->`,
        /// `<!-- worked: show INDICATOR REGION YEAR -->` or `<!-- worked: files TARGET … -->`, of the page's own files.
        private struct WorkedTable {
            let command: [String]
            /// A key, with dots, and the number in the row's last cell.
            var rows: [(key: String, number: String)] = []
        }

        private func tables() throws -> [WorkedTable] {
            let page = try String(decoding: Data(contentsOf: Repository.url("docs/numbers.md")), as: UTF8.self)
            var tables: [WorkedTable] = []
            var isInside = false
            for line in page.components(separatedBy: "\n") {
                if line.hasPrefix("<!-- worked: ") {
                    let words = line.dropFirst("<!-- worked: ".count).dropLast(" -->".count)
                    tables.append(WorkedTable(command: words.split(separator: " ").map(String.init)))
                    isInside = true
                } else if isInside, line.hasPrefix("| `") {
                    let cells = line.replacingOccurrences(of: "\\|", with: "/").split(separator: "|")
                        .map { $0.trimmingCharacters(in: .whitespaces) }
                    let key = try #require(cells.first?.trimmingCharacters(in: ["`"]))
                    tables[tables.count - 1].rows.append((key, try #require(cells.last)))
                } else if !line.hasPrefix("|") {
                    isInside = false
                }
            }
            return tables
        }

        /// The files that stand on the page, each in a block below its name.
        private func writeFiles(to folder: TemporaryFolder) throws {
            let page = try String(decoding: Data(contentsOf: Repository.url("docs/numbers.md")), as: UTF8.self)
            let parts = page.components(separatedBy: "<!-- file: ").dropFirst()
            #expect(parts.count == 2)
            for part in parts {
                let name = try #require(part.components(separatedBy: " -->\n```\n").first)
                let block = part.components(separatedBy: "```\n")
                try folder.write(try #require(block.dropFirst().first), to: name)
            }
        }

        private func value(_ key: String, in answer: JSON) -> Double? {
            let found = key.split(separator: ".").reduce(Optional(answer)) { found, part in
                Int(part).map { index in found?.elements.dropFirst(index).first } ?? found?[String(part)]
            }
            return found?.number
        }

        /// What the program says of a table's command.
        private func result(_ command: [String], at place: Place, files: TemporaryFolder) throws -> JSON? {
            func answers(_ arguments: [String]) throws -> [JSON] {
                try place.mosaic(arguments + ["--json"]).json.elements
            }
            switch command[0] {
            case "trends": return try answers(command).first?["trend"]
            case "gaps":
                return try answers(["gaps"] + command.dropFirst(2)).first { $0["target"]?.string == command[1] }?["gap"]
            case "files":
                let done = try Program.mosaic.run(
                    ["gaps", "--from", "series.csv", "--targets", "targets.csv", "--json"] + command.dropFirst(2),
                    environment: [:], directory: files.url)
                return try done.json.elements.first { $0["target"]?.string == command[1] }?["gap"]
            default: return try answers(Array(command.dropLast())).first { $0["period"]?.int == Int(command[3]) }
            }
        }

        @Test func `the page's worked numbers are the program's`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let files = try TemporaryFolder()
            try writeFiles(to: files)
            let tables = try tables()
            #expect(tables.count == 12)
            for table in tables {
                let result = try #require(try result(table.command, at: place, files: files), "\(table.command)")
                #expect(table.rows.count >= 3)
                for row in table.rows {
                    let written = try #require(Double(row.number), "\(row)")
                    let found = try #require(value(row.key, in: result), "\(row)")
                    let decimals = row.number.split(separator: ".").dropFirst().first?.count ?? 0
                    let half = 0.5000001 * pow(10, -Double(decimals))
                    #expect(abs(found - written) <= half, "\(table.command): \(row.key) is \(found), not \(row.number)")
                }
            }
        }
    }
}
