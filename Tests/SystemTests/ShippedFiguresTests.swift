import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What the shipped figures say.
    @Suite struct ShippedFiguresTests {
        private let place: Place

        init() throws {
            place = try Place()
            try place.backfillShippedFigures()
        }

        @Test func `every target's state as of 2026 is that of an independent implementation`() throws {
            let golden = try String(
                decoding: Data(contentsOf: Repository.url("Tests/Golden/expected_states_2026.csv")), as: UTF8.self)
            let expected = try csvRows(golden)
            #expect(expected.count == 37)
            let gaps = try place.mosaic("gaps", "--as-of-year", "2026", "--json").json.elements
            #expect(gaps.compactMap { $0["target"]?.string }.sorted() == expected.compactMap { $0["target"] }.sorted())
            for row in expected {
                let target = try #require(row["target"])
                let gap = try #require(gaps.first { $0["target"]?.string == target }?["gap"], "\(target)")
                #expect(gap["state"]?.string == row["state"], "\(target)")
                #expect(gap["reason"]?.string ?? "" == row["reason"], "\(target)")
                for key in ["year", "value", "target_level", "gap", "pace_ratio"] {
                    let found = gap[key]?.number
                    let wanted = row[key].flatMap(Double.init)
                    let isClose =
                        if let found, let wanted { abs(found - wanted) <= 1e-9 * max(1, abs(wanted)) } else {
                            found == wanted
                        }
                    #expect(
                        isClose,
                        "\(target) \(key): \(String(describing: found)), expected \(String(describing: wanted))")
                }
            }
        }

        @Test func `each target without a verdict has its outlook, or says which figure it lacks`() throws {
            let gaps = try place.mosaic("gaps", "--as-of-year", "2026", "--json").json.elements
            let lines = try place.output("gaps", "--as-of-year", "2026").split(separator: "\n")
            var outlooks: [String: String] = [:]
            for gap in gaps where gap["gap"]?["state"]?.string == "not_assessable" {
                let target = try #require(gap["target"]?.string)
                let line = try #require(lines.first { $0.hasPrefix(target + " ") || $0.hasPrefix(target + "\t") })
                if let outlook = gap["gap"]?["outlook"]?.string {
                    outlooks[target] = outlook
                    #expect(line.contains(outlook) && !line.contains("needs "), "\(line)")
                } else {
                    let key = "\(gap["indicator"]?.string ?? ""), \(gap["region"]?.string ?? ""): "
                    #expect(line.contains("needs ") && line.contains(key), "\(line)")
                }
            }
            #expect(
                outlooks == [
                    "cn-15fyp-co2": "faster", "cn-15fyp-schooling": "as_before", "cn-15fyp-rd": "as_before",
                    "cn-15fyp-life": "as_before",
                ])
            func says(_ target: String, _ words: String) -> Bool {
                lines.contains { $0.hasPrefix(target) && $0.contains(words) }
            }
            #expect(says("sc-2027-computing", "needs 2025 of computing_power, CN-SC: its base"))
            #expect(says("cn-15fyp-digital", "needs 2025 of digital_core_industries_share, CN: its base"))
            #expect(says("cn-13fyp-co2", "needs 2019 of co2_per_gdp_change, CN: years since the base"))
        }

        @Test func `unemployment was to stay within 5.5 percent and did not`() throws {
            let table = try place.output("gaps", "--state", "missed")
            let line = try #require(table.split(separator: "\n").first { $0.contains("cn-14fyp-unemployment") })
            for word in ["missed", "5.5", "2022", "5.6"] { #expect(line.contains(word), "\(line)") }
            let missed = try place.mosaic("gaps", "--state", "missed", "--json").json.elements
            #expect(missed.allSatisfy { $0["gap"]?["state"]?.string == "missed" })
            let gap = try #require(missed.first { $0["target"]?.string == "cn-14fyp-unemployment" }?["gap"])
            #expect(gap["worst"]?.number == 5.6)
            #expect(gap["worst_year"]?.int == 2022)
        }

        @Test func `vintages show the newest figure over the earlier one`() throws {
            let vintages = try place.mosaic("show", "computing_power", "CN-NM", "--vintages", "--json").json.elements
                .filter { $0["period"]?.int == 2025 }
            func dates(inForce: Bool) -> [String?] {
                vintages.filter { $0["in_force"] == .bool(inForce) }.map { $0["source_date"]?.string }
            }
            #expect(vintages.first { $0["in_force"] == .bool(true) }?["value"]?.number == 220_000)
            #expect(vintages.first { $0["in_force"] == .bool(false) }?["value"]?.number == 237_000)
            #expect(dates(inForce: true) == ["2026-03-01"])
            #expect(dates(inForce: false) == ["2025-12-30"])

            let text = try place.output("show", "computing_power", "CN-NM", "--vintages")
            let newer = try #require(text.range(of: "220000"))
            let older = try #require(text.range(of: "237000"))
            #expect(newer.lowerBound < older.lowerBound)
        }

        @Test func `what had been published by a day is what one could have known`() throws {
            let before = try place.mosaic(
                "show", "computing_power", "CN-NM", "--published-by", "2026-02-28", "--json"
            ).json.elements
            #expect(before.first { $0["period"]?.int == 2025 }?["value"]?.number == 237_000)
            let after = try place.mosaic(
                "show", "computing_power", "CN-NM", "--published-by", "2026-03-01", "--json"
            ).json.elements
            #expect(after.first { $0["period"]?.int == 2025 }?["value"]?.number == 220_000)
        }

        @Test func `every figure of the March 2026 article is served or shown`() throws {
            let text = try String(
                decoding: Data(contentsOf: Repository.url("Config/observations/cgtn_innovation_mosaic_2026_03.csv")),
                as: UTF8.self)
            let figures = try csvRows(text)
            #expect(figures.count == 10)
            let service = try place.start()
            for figure in figures {
                let (indicator, region) = try (#require(figure["indicator"]), #require(figure["region"]))
                let value = try #require(figure["value"].flatMap(Double.init))
                let unit = try #require(figure["unit"])
                let served = try service.sample(
                    "mosaic_indicator_value{indicator=\"\(indicator)\",region=\"\(region)\",unit=\"\(unit)\"}")
                let shown = try place.mosaic("show", indicator, region, "--json").json.elements
                    .first { "\($0["period"]?.int ?? 0)" == figure["period"] }
                #expect(served == value || shown?["value"]?.number == value, "\(indicator) \(region)")
                #expect(shown?["bound"]?.string == figure["bound"])
                #expect(shown?["source"]?.string == figure["source"])
            }
            #expect(try service.stop())
        }

        @Test func `the record as it was after a batch can still be asked`() throws {
            let first = try place.mosaic("export", "--as-of", "batch:1")
            #expect(try csvRows(first.text).count == 894)
            #expect(try place.mosaic("export", "--as-of", "batch:99").status == 66)
            #expect(try csvRows(place.output("export", "--as-of", "2020-01-01")).isEmpty)
            #expect(try place.output("export", "--as-of", Today.date(plus: 1)) == place.output("export"))
        }

        @Test func `basic research's share of R&D expenditure is the published one, at its digits`() throws {
            let shown = try place.mosaic("show", "basic_research_share", "CN", "--json").json.elements
            for (year, published) in [(2021, 6.50), (2022, 6.57), (2023, 6.77)] {
                let figure = try #require(shown.first { $0["period"]?.int == year })
                let value = try #require(figure["value"]?.number)
                #expect((value * 100).rounded() / 100 == published, "\(year): \(value)")
                #expect(
                    figure["source"]?.string == "derived from basic_research_expenditure / rd_expenditure"
                        && figure["status"]?.string == "A")
            }
        }

        @Test func `the residents of 2020 are those of the year's end, over those of the census`() throws {
            let vintages = try place.mosaic("show", "resident_population", "CN-BJ", "--vintages", "--json").json
                .elements
                .filter { $0["period"]?.int == 2020 }
            let dates = vintages.compactMap { $0["source_date"]?.string }
            let inForce = vintages.filter { $0["in_force"] == .bool(true) }
            #expect(inForce.compactMap { $0["source_date"]?.string } == ["2025-10-20"])
            #expect(dates.count == 2 && dates.max() == "2025-10-20")
            let known = try place.mosaic("show", "gdp_per_capita", "CN-BJ", "--published-by", "2022-01-01", "--json")
                .json
            #expect(known.elements.isEmpty, "GDP was exported later")
        }

        @Test func `the bound of a press figure stays one per head`() throws {
            let power = try place.mosaic("show", "computing_power", "CN-GZ", "--json").json.elements
            let shown = try place.mosaic("show", "computing_power_per_capita", "CN-GZ", "--json").json.elements
            #expect(!shown.isEmpty)
            for figure in shown {
                let whole = try #require(power.first { $0["period"] == figure["period"] })
                #expect(figure["bound"] == whole["bound"] && figure["status"] == whole["status"])
                #expect(figure["unit"]?.string == "PFLOPS/10k persons")
            }
        }

        @Test func `trends of a province's series are told with their unit`() throws {
            let trends = try place.mosaic("trends", "new_energy_capacity", "--json").json.elements
            #expect(!trends.isEmpty)
            #expect(
                trends.allSatisfy { $0["indicator"]?.string == "new_energy_capacity" && $0["unit"]?.string == "GW" })
            #expect(trends.allSatisfy { $0["trend"]?.members.isEmpty == false })
        }
    }
}
