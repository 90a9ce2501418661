import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// How the provinces differ, of the shipped figures.
    @Suite struct SpreadTests {
        private let place: Place

        init() throws {
            place = try Place()
            try place.backfillShippedFigures()
        }

        /// GDP per head of the provinces in a year, from the exported inputs.
        private func perHead(_ year: Int) throws -> [Double] {
            func figures(_ indicator: String) throws -> [String: Double] {
                let rows = try csvRows(place.output("export", indicator, "--level", "province"))
                    .filter { $0["period"] == "\(year)" }
                return Dictionary(
                    uniqueKeysWithValues: rows.compactMap { row in
                        row["value"].flatMap(Double.init).map { (row["region"] ?? "", $0) }
                    })
            }
            let people = try figures("resident_population")
            return try figures("gdp").compactMap { region, gdp in people[region].map { gdp / $0 } }
        }

        @Test func `spread tells of each year what the exported figures make, and whether provinces drew nearer`()
            throws
        {
            let told = try #require(place.mosaic("spread", "gdp_per_capita", "--json").json.elements.first)
            #expect(told["level"]?.string == "province" && told["weight"] == .null)
            let years = told["years"]?.elements ?? []
            #expect(years.count >= 9)
            for year in [2015, 2023] {
                let row = try #require(years.first { $0["period"]?.int == year }, "\(year)")
                let values = try perHead(year)
                let mean = values.reduce(0, +) / Double(values.count)
                let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
                // The mean difference of all pairs, over twice the mean.
                let pairs = values.flatMap { left in values.map { abs(left - $0) } }.reduce(0, +)
                let gini = pairs / (2 * mean * Double(values.count * values.count))
                let theil = values.map { $0 / mean * log($0 / mean) }.reduce(0, +) / Double(values.count)
                func expect(_ key: String, _ wanted: Double) throws {
                    let found = try #require(row[key]?.number)
                    #expect(abs(found - wanted) <= 1e-9 * abs(wanted), "\(year) \(key): \(found), \(wanted)")
                }
                #expect(values.count == 31 && row["n"]?.int == 31)
                try expect("cv", variance.squareRoot() / mean)
                try expect("gini", gini)
                try expect("theil", theil)
                try expect("max_over_min", try #require(values.max()) / #require(values.min()))
            }
            let convergence = try #require(told["convergence"])
            #expect(convergence["n"]?.int == 31)
            let slope = try #require(convergence["slope"]?.number)
            let words = try place.output("spread", "gdp_per_capita").split(separator: "\n")
            #expect(
                words.first == "indicator\tyear\tregions\tmean\tunit\tvariation\tgini\ttheil\tmax/min"
                    && words.count == years.count + 2)
            let last = try #require(words.last)
            #expect(last.hasPrefix("gdp_per_capita: convergence ") && last.contains(" of 31 regions: slope "))
            #expect((slope < 0) == last.contains("slope -") || (slope < 0) == last.contains("slope −"))
        }

        @Test func `spread is weighed by an indicator, and looks back as far as it is told`() throws {
            let told = try #require(
                place.mosaic("spread", "gdp_per_capita", "--weight", "resident_population", "--window", "5", "--json")
                    .json.elements.first)
            #expect(told["weight"]?.string == "resident_population")
            let convergence = try #require(told["convergence"])
            let (first, last) = (convergence["first_year"]?.int ?? 0, convergence["last_year"]?.int ?? 0)
            #expect(last - first == 5)
            // Weighed by its people, the mean of the provinces is all GDP over all people.
            let year = try #require(told["years"]?.elements.first { $0["period"]?.int == 2023 })
            func sum(_ indicator: String) throws -> Double {
                try csvRows(place.output("export", indicator, "--level", "province")).filter { $0["period"] == "2023" }
                    .compactMap { $0["value"].flatMap(Double.init) }.reduce(0, +)
            }
            let shown = try place.mosaic("show", "gdp_per_capita", "CN-BJ", "--json").json.elements
                .first { $0["period"]?.int == 2023 }
            let beijing = try csvRows(place.output("export", "gdp", "CN-BJ")).first { $0["period"] == "2023" }
            let people = try csvRows(place.output("export", "resident_population", "CN-BJ"))
                .first { $0["period"] == "2023" }
            func number(_ row: [String: String]?) throws -> Double { try #require(row?["value"].flatMap(Double.init)) }
            // The unit of the quotient, as Beijing's figure has it.
            let unit = try #require(shown?["value"]?.number) / (number(beijing) / number(people))
            let wanted = try sum("gdp") / sum("resident_population") * unit
            #expect(abs(try #require(year["mean"]?.number) - wanted) <= 1e-9 * wanted)
        }

        @Test func `its families are served where the group is named, with the values of --json`() throws {
            let plain = try place.start()
            #expect(try !plain.metrics().contains("mosaic_spread_"))
            #expect(try plain.stop())
            let settings = try String(contentsOfFile: place.settings, encoding: .utf8)
            try place.folder.write(
                settings + "exposition: { groups: [indicator, spread] }\n", to: "mosaicd.yaml")
            let service = try place.start()
            let told = try #require(place.mosaic("spread", "gdp_per_capita", "--json").json.elements.first)
            let newest = try #require(told["years"]?.elements.last)
            let convergence = try #require(told["convergence"])
            for (name, value) in [
                ("year", newest["period"]), ("regions", newest["n"]), ("cv", newest["cv"]), ("gini", newest["gini"]),
                ("theil", newest["theil"]), ("max_over_min", newest["max_over_min"]),
                ("convergence_slope", convergence["slope"]),
                ("convergence_standard_error", convergence["standard_error"]),
            ] {
                let served = try service.sample(
                    "mosaic_spread_\(name){indicator=\"gdp_per_capita\",level=\"province\"}")
                #expect(served != nil && served == value?.number, "\(name)")
            }
            let checked = try Program.named("promtool").run(["check", "metrics"], input: service.get("/metrics").body)
            #expect(checked.status == 0 && checked.errors.isEmpty, "\(checked.errors)")
            #expect(try service.stop())
        }
    }
}
