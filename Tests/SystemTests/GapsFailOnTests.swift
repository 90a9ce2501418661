import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaic gaps --fail-on`, for those who alert by cron.
    @Suite struct GapsFailOnTests {
        private let place: Place

        init() throws {
            place = try Place()
            try place.backfillShippedFigures()
        }

        @Test func `a target found is one line each and status 1`() throws {
            let done = try place.mosaic("gaps", "--as-of-year", "2026", "--fail-on", "missed")
            #expect(done.status == 1)
            #expect(done.errors == "")
            #expect(
                done.text.split(separator: "\n").sorted() == [
                    "missed cn-12fyp-rd-intensity; China; R&D intensity; 2.07 percent in 2015; 2.2 percent asked for 2015; gap 0.13",
                    "missed cn-13fyp-energy; China; Change of energy consumption per unit of GDP; -13.74 percent in 2020; -15 percent asked for 2020; gap 1.258",
                    "missed cn-14fyp-energy; China; Change of energy consumption per unit of GDP; -11.7 percent in 2025; -13.5 percent asked for 2025; gap 1.796",
                    "missed cn-14fyp-unemployment; China; Surveyed urban unemployment rate; 5.2 percent in 2025; 5.5 percent asked for 2025; gap 0.1; breached, worst 5.6 in 2022",
                ])
        }

        @Test func `nothing found is no line and status 0`() throws {
            let done = try place.mosaic("gaps", "--as-of-year", "2026", "--fail-on", "missed", "--region", "宁夏")
            #expect(done.status == 0)
            #expect(done.text == "")
            #expect(done.errors == "")
        }

        @Test func `it may be repeated, and JSON has the same targets and the same status`() throws {
            let states = ["--fail-on", "missed", "--fail-on", "pending"]
            let lines = try place.mosaic(["gaps", "--as-of-year", "2026"] + states)
            let json = try place.mosaic(["gaps", "--as-of-year", "2026", "--json"] + states)
            #expect(lines.status == 1)
            #expect(json.status == 1)
            let targets = try json.json.elements
            #expect(Set(targets.map { $0["gap"]?["state"]?.string }) == ["missed", "pending"])
            #expect(
                targets.compactMap { $0["target"]?.string }
                    == lines.text.split(separator: "\n").map { line in
                        String(line.split(separator: ";")[0].split(separator: " ")[1])
                    })
            let none = try place.mosaic("gaps", "--as-of-year", "2026", "--fail-on", "away", "--json")
            #expect(none.status == 0)
            #expect(none.text == "[]\n")
        }

        @Test func `a target without figures or level is a line as well`() throws {
            let done = try place.mosaic(
                "gaps", "--as-of-year", "2026", "--fail-on", "not_assessable", "--region", "CN-SH")
            #expect(
                done.text
                    == "not_assessable sh-2025-computing; Shanghai; Computing power; no figure; unknown level asked for 2025; "
                    + "no_base, needs 2020 of computing_power, CN-SH: its base\n"
            )
            #expect(done.status == 1)
        }

        @Test func `an unknown state, and --state beside it, are usage errors`() throws {
            let unknown = try place.mosaic("gaps", "--fail-on", "mised")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("missed"))
            let both = try place.mosaic("gaps", "--fail-on", "missed", "--state", "met")
            #expect(both.status == 64)
            #expect(both.text == "")
        }
    }
}
