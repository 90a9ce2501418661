import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// docs/files.md: its keys of JSON are those that the commands print, all of them and no other.
    @Suite struct FilesPageTests {
        /// Below these keys docs/methods.md says what there is.
        private static let statistics = ["trend", "gap", "years", "convergence"]

        /// Below these keys others are codes and tags of languages.
        private static let named = ["totals", "titles", "description"]

        /// The keys of a value in all its depths, but for those that are named elsewhere. Statistics are in docs/methods.md.
        private func keys(_ value: JSON) -> Set<String> {
            value.members.reduce(into: Set(value.elements.flatMap(keys))) { found, member in
                found.insert(member.key)
                if !Self.named.contains(member.key), !Self.statistics.contains(member.key) {
                    found.formUnion(keys(member.value))
                }
            }
        }

        /// The keys below statistics.
        private func statistics(_ value: JSON, isBelow: Bool = false) -> Set<String> {
            value.members.reduce(into: Set(value.elements.flatMap { statistics($0, isBelow: isBelow) })) {
                found, member in
                if isBelow { found.insert(member.key) }
                found.formUnion(
                    statistics(member.value, isBelow: isBelow || Self.statistics.contains(member.key)))
            }
        }

        /// What every command with `--json` prints, of a record that has a bit of everything.
        private func answers() throws -> [JSON] {
            let place = try Place()
            let header = "indicator,region,period,value,unit,source_date\n"
            let years = (2012...2025).map { "new_energy_capacity,CN-NM,\($0),\(4 * ($0 - 2000)),GW,2026-01-05\n" }
            let members = [
                "CN-BJ,2022,2843", "CN-TJ,2022,569", "CN-HE,2022,849", "CN-BJ,2023,2947", "CN-TJ,2023,599",
                "CN-HE,2023,912",
            ].map { row in
                let cells = row.split(separator: ",")
                return "rd_expenditure,\(cells[0]),\(cells[1]),\(cells[2]),100M CNY,2026-01-05\n"
            }
            try place.folder.write(header + years.joined() + members.joined(), to: "first.csv")
            try place.folder.write(
                header + "new_energy_capacity,CN-NM,2025,149,GW,2026-02-05\nno_indicator,CN,2025,1,GW,2026-02-05\n",
                to: "bad.csv")
            try place.folder.write(header + "new_energy_capacity,CN-NM,2025,149,GW,2026-02-05\n", to: "second.csv")
            let backfills = try ["first.csv", "bad.csv", "second.csv", "second.csv"].flatMap {
                try place.mosaic("backfill", "--json", $0).jsonLines
            }
            try place.folder.write("地区,2023年,2024年\n北京市,5,\n河北省,6,7\n", to: "table.csv")
            let table = try place.mosaic(
                "backfill", "--json", "--dry-run", "--set", "indicator=computing_power", "--set", "unit=PFLOPS",
                "--published", "2026-01-01", "table.csv"
            ).jsonLines
            let workbook = try place.mosaic("export", "--format", "xlsx")
            try place.folder.write(workbook.output, to: "figures.xlsx")
            let sheet = try place.mosaic(
                "backfill", "--json", "--format", "csv", "--sheet", "sources", "figures.xlsx"
            ).jsonLines
            let series = ["new_energy_capacity", "CN-NM"]
            let commands = [
                ["batches"], ["batches", "show", "2"], ["batches", "undo", "--dry-run", "2"], ["show"],
                ["show"] + series,
                ["show"] + series + ["--vintages"], ["show", "rd_expenditure", "BTH"], ["trends"] + series,
                ["spread", "rd_expenditure"], ["gaps"],
                ["gaps", "--explain", "nm-2030-new-energy"], ["gaps", "--since", "batch:1"], ["export"],
                ["export", "--vintages"], ["diff", "batch:1", "batch:2"], ["status"], ["doctor"],
                ["backup", "copy.db"], ["catalog", "check"],
            ]
            // A catalog that does not name what is recorded: the doctor finds that.
            try place.folder.write(
                "rate: { title: { en: Rate, zh: 率 }, unit: percent, direction: more, measure: level }\n", to: "few.yaml"
            )
            try place.folder.write("id,indicator,region,kind,target_period,unit\n", to: "none.csv")
            try place.folder.write(
                """
                catalog: { regions: \(Repository.url("Config").path)/regions.csv, indicators: few.yaml, targets: none.csv }
                record: { path: mosaic.db }

                """, to: "few-settings.yaml")
            let findings = try place.mosaic("doctor", "--config", place.folder.path("few-settings.yaml"), "--json").json
            return try backfills + table + sheet + [findings]
                + commands.map { command in
                    let done = try place.mosaic(command + ["--json"])
                    #expect(done.status == 0, "\(command): \(done.errors)")
                    return try done.json
                }
        }

        private func names(in page: String) -> Set<String> {
            Set(
                page.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) })
        }

        @Test func `the page has every key that a command prints, and no other`() throws {
            let page = try String(decoding: Data(contentsOf: Repository.url("docs/files.md")), as: UTF8.self)
            let start = try #require(page.range(of: "<!-- table: keys of JSON -->\n")).upperBound
            let rows = try #require(page[start...].components(separatedBy: "<!-- end -->").first).split(separator: "\n")
            let written = names(in: rows.compactMap { $0.split(separator: "|").first.map(String.init) }.joined())
            let answers = try answers()
            let printed = answers.reduce(into: Set<String>()) { $0.formUnion(keys($1)) }
            #expect(printed.subtracting(written).sorted() == [], "the page lacks these")
            #expect(written.subtracting(printed).sorted() == [], "no command prints these")

            let methods = try String(decoding: Data(contentsOf: Repository.url("docs/methods.md")), as: UTF8.self)
            let defined = Set(names(in: methods).flatMap { $0.split(separator: ".").map(String.init) })
            let statistics = answers.reduce(into: Set<String>()) { $0.formUnion(self.statistics($1)) }
            #expect(statistics.count > 40)
            #expect(statistics.subtracting(defined).sorted() == [], "docs/methods.md lacks these")
        }
    }
}
