import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaic trends --from`: the same statistics on a file, without settings, catalog or record.
    @Suite struct FileTrendsTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        static let columns = ["indicator", "region", "period", "value", "unit", "status", "bound"]

        private func mosaic(_ arguments: String..., input: String = "") throws -> Finished {
            try Program.mosaic.run(
                arguments, input: Data(input.utf8), environment: ["MOSAIC_CONFIG": folder.path("no settings")],
                directory: folder.url)
        }

        /// What is to be found of a case: without what needs a question.
        private func expected(_ golden: GoldenCase) throws -> JSON {
            guard case .object(var trend)? = golden.fields["expect"] else { throw KitError("\(golden.id): no expect") }
            if case .object(var forecast)? = trend["forecast"] {
                forecast["reach"] = nil
                trend["forecast"] = .object(forecast)
            }
            return .object(trend)
        }

        @Test(arguments: ["trends.json", "trends_window_50.json"])
        func `every golden case in one file has the trend that 60 digits give`(name: String) throws {
            let all = try GoldenCase.all(of: name)
            let cases = all.filter { $0.fields["observations"]?.elements.isEmpty == false }
            let rows = cases.flatMap { $0.rows("observations", indicator: $0.id, unit: "unit of \($0.id)") }
            try folder.write(csvText(Self.columns, rows), to: "series.csv")
            let done = try mosaic("trends", "--from", "series.csv", "--window", "\(all[0].window)", "--json")
            #expect(done.status == 0, "\(done.errors)")
            let found = try done.json.elements
            #expect(found.map { $0["indicator"]?.string } == cases.map(\.id))
            for (golden, answer) in zip(cases, found) {
                #expect(Set(answer.members.keys) == ["indicator", "region", "unit", "trend"])
                #expect(answer["region"]?.string == "somewhere")
                #expect(answer["unit"]?.string == "unit of \(golden.id)")
                let tolerance = GoldenTolerance(largestInput: golden.largestInput("observations"))
                let trend = try #require(answer["trend"])
                #expect(tolerance.differences(trend, try expected(golden)) == [], "\(golden.id)")
            }
        }

        @Test func `every golden case in a file of its own, in another dialect, has the same trend`() throws {
            let cases = try GoldenCase.all(of: "trends.json")
            for golden in cases where golden.fields["observations"]?.elements.isEmpty == false {
                // Only the columns that are needed where nothing else is said, a mark, CR LF, rows from the last on.
                let rows = Array(golden.rows("observations", indicator: "x", unit: "%").reversed())
                let isPlain = rows.allSatisfy { $0["status"] == "" && $0["bound"] == "" }
                let columns =
                    ["unit", "value", "period", "region", "indicator"] + (isPlain ? [] : ["bound", "status"])
                let text = "\u{FEFF}" + csvText(columns, rows).replacingOccurrences(of: "\n", with: "\r\n")
                let done = try mosaic("trends", "--json", "--from", "-", input: text)
                #expect(done.status == 0, "\(golden.id): \(done.errors)")
                let trend = try #require(done.json.elements.first?["trend"], "\(golden.id)")
                let tolerance = GoldenTolerance(largestInput: golden.largestInput("observations"))
                #expect(tolerance.differences(trend, try expected(golden)) == [], "\(golden.id)")
            }
        }

        @Test func `series come in the order of their first rows, whatever they are called`() throws {
            let text = """
                indicator,region,period,value,unit
                b,"Nowhere, west",2021,1,个
                a,内蒙古,2020,1,x
                b,nowhere,2020,2,个
                b,"Nowhere, west",2020,2,个
                a,内蒙古,2021,3,x
                b,Nowhere,2020,2,个

                """
            let found = try mosaic("trends", "--from", "-", "--json", input: text).json.elements
            #expect(found.map { $0["indicator"]?.string } == ["b", "a", "b", "b"])
            #expect(found.map { $0["region"]?.string } == ["Nowhere, west", "内蒙古", "nowhere", "Nowhere"])
            #expect(found.map { $0["unit"]?.string } == ["个", "x", "个", "个"])
            #expect(found.map { $0["trend"]?["n"]?.int } == [2, 2, 1, 1])
            #expect(found[0]["trend"]?["change_abs"]?.number == -1)
        }

        @Test func `of rows of one key the newest source date counts, also where it says that there is none`() throws {
            let text = """
                indicator,region,period,value,unit,source_date,status
                a,x,2020,1,u,2021-05-01,
                a,x,2020,2,u,2021-05-02,
                a,x,2020,1,u,2021-05-01,A
                a,x,2020,3,u,2020-05-02,
                a,x,2021,7,u,2021-05-01,
                a,x,2021,,u,2021-05-02,O
                a,x,2019,5,u,2099-05-01,
                """
            let found = try mosaic("trends", "--from", "-", "--json", input: text)
            #expect(found.status == 0, "\(found.errors)")
            let trend = try #require(found.json.elements.first?["trend"])
            #expect(trend["n"]?.int == 2)
            #expect(trend["latest_year"]?.int == 2020)
            #expect(trend["latest"]?.number == 2)
            #expect(trend["change_abs"]?.number == -3)
        }

        @Test func `units of one dimension are one, at the decimal point; the answer's is the first`() throws {
            let text = """
                indicator,region,period,value,unit
                a,x,2020,324.49233,亿元
                a,x,2021,3244923.3,万元
                """
            let found = try mosaic("trends", "--from", "-", "--json", input: text).json.elements
            #expect(found.first?["unit"]?.string == "亿元")
            #expect(found.first?["trend"]?["change_abs"]?.number == 0)
        }

        @Test func `years to come count, unless a year is said to be now`() throws {
            let text = "indicator,region,period,value,unit\na,x,2020,1,u\na,x,2999,2,u\n"
            func latest(_ arguments: String...) throws -> Int? {
                let all = ["trends", "--from", "-", "--json"] + arguments
                return try Program.mosaic.run(all, input: Data(text.utf8)).json.elements.first?["trend"]?[
                    "latest_year"]?.int
            }
            #expect(try latest() == 2999)
            #expect(try latest("--as-of-year", "2020") == 2020)
        }

        @Test func `without --json it is a table`() throws {
            let done = try mosaic("trends", "--from", "-", input: "indicator,region,period,value,unit\na,x,2020,1,u\n")
            #expect(done.text.split(separator: "\n").map { $0.split(separator: "\t").first } == ["indicator", "a"])
        }
    }
}
