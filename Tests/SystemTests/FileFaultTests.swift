import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What `--from` and `--targets` refuse: every fault at once, each with its place.
    @Suite struct FileFaultTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private func mosaic(_ arguments: [String], input: String = "") throws -> Finished {
            try Program.mosaic.run(
                arguments, input: Data(input.utf8), environment: ["MOSAIC_CONFIG": folder.path("no settings")],
                directory: folder.url)
        }

        /// The places `line:column` of what is said of a file, in order.
        private func places(_ file: String, in done: Finished) -> [String] {
            done.errors.split(separator: "\n").filter { $0.hasPrefix(file + ":") && !$0.contains(": warning: ") }
                .map { $0.dropFirst(file.count + 1).split(separator: ":").prefix(2).joined(separator: ":") }
        }

        static let header = "indicator,region,period,value,unit,status,bound,source_date"
        static let seriesFaults: [(row: String, column: Int)] = [
            (",x,2020,1,u,,,", 1), ("a,,2020,1,u,,,", 3), ("a,x,20,1,u,,,", 5), ("a,x,2020.5,1,u,,,", 5),
            ("a,x,,1,u,,,", 5), ("a,x,2020,nan,u,,,", 10), ("a,x,2020,1e309,u,,,", 10), ("a,x,2020,-inf,u,,,", 10),
            ("a,x,2020,\"1,5\",u,,,", 10), ("a,x,2020,1,,,,", 12), ("a,x,2020,1,v,,,", 12), ("a,x,2020,1,u,Z,,", 14),
            ("a,x,2020,1,u,a,,", 14), ("a,x,2020,1,u,,about,", 15), ("a,x,2020,1,u,,,2020-02-30", 16),
            ("a,x,2020,1,u,,", 1), ("a,x,2021,2,u,,,", 1), ("a,x,2021,1,u,E,,", 1), ("a,x,2021,1,u,,ge,", 1),
            ("a,x,2021,1,u,,,2021-01-01", 1), ("a,x,2020,what,u,O,,", 10), ("a,x,2020,,u,Z,,", 13),
        ]

        @Test(arguments: seriesFaults)
        func `a row that is amiss is refused at its field`(row: String, column: Int) throws {
            let done = try mosaic(
                ["trends", "--from", "-", "--json"], input: "\(Self.header)\na,x,2021,1,u,,,\n\(row)\n")
            #expect(done.status == 65)
            #expect(done.text.isEmpty)
            #expect(places("-", in: done) == ["3:\(column)"], "\(done.errors)")
        }

        @Test func `every fault of a file is told at once`() throws {
            // Rows of keys of their own, so that none is amiss by another's.
            let rows = Self.seriesFaults.filter { !$0.row.hasPrefix("a,x,2021") }
            let text = ([Self.header, "a,x,2021,1,u,,,"] + rows.map(\.row)).joined(separator: "\n")
            let done = try mosaic(["trends", "--from", "-"], input: text)
            #expect(done.status == 65)
            let expected = rows.enumerated().map { "\($0.offset + 3):\($0.element.column)" }
            #expect(places("-", in: done) == expected, "\(done.errors)")
        }

        @Test(arguments: [
            ("", "is empty"), ("indicator,region,period,value\na,x,2020,1\n", "no column unit"),
            ("indicator,region,period,value,unit\n", "has a header but no rows"),
            ("indicator,region,period,value,unit,unit\na,x,2020,1,u,u\n", "a second column unit"),
            ("indicator,region,period,value,unit,statsu\na,x,2020,1,u,A\n", "did you mean \"status\"?"),
        ])
        func `a file that is amiss as a whole is refused`(text: String, words: String) throws {
            let done = try mosaic(["trends", "--from", "-"], input: text)
            #expect(done.status == 65)
            #expect(done.errors.contains(words), "\(done.errors)")
        }

        static let targetHeader =
            "id,indicator,region,kind,base_period,base_value,target_period,target_value,lower,upper,unit,path,sense,"
            + "minimum,maximum,source_date"
        /// Rows and the column's name at which each is refused.
        static let targetFaults: [(row: String, column: String)] = [
            (",a,x,at_least,2020,,2030,1,,,u,,,,,", "id"), ("t,,x,at_least,2020,,2030,1,,,u,,,,,", "indicator"),
            ("t,a,,at_least,2020,,2030,1,,,u,,,,,", "region"), ("t,a,x,at_lest,2020,,2030,1,,,u,,,,,", "kind"),
            ("t,a,x,,2020,,2030,1,,,u,,,,,", "kind"), ("t,a,x,at_least,20,,2030,1,,,u,,,,,", "base_period"),
            ("t,a,x,at_least,2020,x,2030,1,,,u,,,,,", "base_value"),
            ("t,a,x,at_least,2020,,,1,,,u,,,,,", "target_period"),
            ("t,a,x,at_least,2020,,2020,1,,,u,,,,,", "target_period"),
            ("t,a,x,at_least,2020,,2030.5,1,,,u,,,,,", "target_period"),
            ("t,a,x,at_least,2020,,2030,,,,u,,,,,", "target_value"),
            ("t,a,x,at_least,2020,,2030,nan,,,u,,,,,", "target_value"),
            ("t,a,x,change_pct,2020,,2030,-100.5,,,percent,,,,,", "target_value"),
            ("t,a,x,annual_growth,2020,,2030,-100,,,percent,,,,,", "target_value"),
            ("t,a,x,compound,2020,,2030,-100,,,percent,,,,,", "target_value"),
            ("t,a,x,annual_growth,,,2030,1,,,percent,,,,,", "base_period"),
            ("t,a,x,cumulative,,,2030,1,,,u,,,,,", "base_period"),
            ("t,a,x,annual_mean,,,2030,1,,,u,,,,,", "base_period"),
            ("t,a,x,compound,,,2030,1,,,percent,,,,,", "base_period"), ("t,a,x,hold,,,2030,1,,,u,,,,,", "base_period"),
            ("t,a,x,range,2020,,2030,,,,u,,,,,", "lower"), ("t,a,x,range,2020,,2030,,2,1,u,,,,,", "lower"),
            ("t,a,x,range,2020,,2030,,1e999,,u,,,,,", "lower"), ("t,a,x,at_least,2020,,2030,1,,,,,,,,", "unit"),
            ("t,a,x,at_least,2020,,2030,1,,,w,,,,,", "unit"), ("t,a,x,change_pct,2020,,2030,1,,,w,,,,,", "unit"),
            ("t,a,x,at_least,2020,,2030,1,,,u,straight,,,,", "path"),
            ("t,a,x,at_least,2020,,2030,1,,,u,,more,,,", "sense"),
            ("t,a,x,at_least,2020,,2030,1,,,u,,at_most,,,", "sense"),
            ("t,a,x,at_most,2020,,2030,1,,,u,,at_least,,,", "sense"),
            ("t,a,x,at_least,2020,,2030,1,,,u,,,2,1,", "minimum"), ("t,a,x,at_least,2020,,2030,1,,,u,,,x,,", "minimum"),
            ("t,a,x,at_least,2020,,2030,1,,,u,,,,,2020-13-01", "source_date"),
            ("s,a,x,at_least,2020,,2030,2,,,u,,,,,", "id"),
            ("s,b,x,at_least,2020,,2030,2,,,u,,,,,2020-01-01", "indicator"),
            ("s,a,y,at_least,2020,,2030,2,,,u,,,,,2020-01-01", "region"),
        ]

        private func column(_ name: String, of row: String) throws -> Int {
            let index = try #require(Self.targetHeader.split(separator: ",").firstIndex { $0 == name })
            return row.split(separator: ",", omittingEmptySubsequences: false)[..<index].reduce(1) { $0 + $1.count + 1 }
        }

        @Test(arguments: targetFaults)
        func `a target that is amiss is refused at its field`(row: String, name: String) throws {
            try folder.write("indicator,region,period,value,unit\na,x,2020,1,u\n", to: "series.csv")
            try folder.write("\(Self.targetHeader)\ns,a,x,at_least,2020,,2030,1,,,u,,,,,\n\(row)\n", to: "targets.csv")
            let done = try mosaic(["gaps", "--from", "series.csv", "--targets", "targets.csv", "--json"])
            #expect(done.status == 65)
            #expect(done.text.isEmpty)
            #expect(places("targets.csv", in: done) == ["3:\(try column(name, of: row))"], "\(done.errors)")
        }

        @Test func `the faults of both files are told at once`() throws {
            try folder.write("indicator,region,period,value,unit\na,x,2020,one,u\na,x,2021,1,u\n", to: "series.csv")
            try folder.write(
                "\(Self.targetHeader)\nt,a,x,hold,,,2030,1,,,u,,,,,\nt,a,x,at_least,2020,,2030,,,,u,,,,,2020-01-01\n",
                to: "targets.csv")
            let done = try mosaic(["gaps", "--from", "series.csv", "--targets", "targets.csv"])
            #expect(done.status == 65)
            #expect(places("series.csv", in: done) == ["2:10"])
            #expect(places("targets.csv", in: done).map { $0.split(separator: ":").first } == ["2", "3"])
        }

        @Test func `a file that isn't there is named`() throws {
            let done = try mosaic(["gaps", "--from", "no.csv", "--targets", "none.csv"])
            #expect(done.status == 66)
            #expect(done.errors.contains("no.csv: there is no such file"))
            #expect(done.errors.contains("none.csv: there is no such file"))
            #expect(try mosaic(["trends", "--from", folder.url.path]).status == 66)
        }

        @Test(arguments: [
            ["trends", "--from", "-", "a"], ["trends", "--from", "-", "--as-of", "batch:1"], ["gaps", "--from", "-"],
            ["gaps", "--targets", "t.csv"], ["gaps", "--from", "-", "--targets", "t.csv", "--database", "x.db"],
            ["gaps", "--from", "-", "--targets", "t.csv", "--region", "x"],
            ["gaps", "--from", "-", "--targets", "t.csv", "--explain", "x"],
            ["gaps", "--explain", "x", "--since", "batch:1"],
            ["gaps", "--since", "12"],
        ])
        func `options that mean nothing together are a usage error`(arguments: [String]) throws {
            #expect(try mosaic(arguments).status == 64)
        }
    }
}
