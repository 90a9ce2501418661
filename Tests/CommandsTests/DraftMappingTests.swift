import Foundation
import MosaicTestKit
import Testing

@testable import Commands

/// `mosaic backfill --draft-mapping`: a first mapping, which its user completes.
struct DraftMappingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func draft(_ text: String, _ name: String = "figures.csv") throws -> String {
        let outcome = try TestWorld().run(["backfill", "--draft-mapping", folder.write(text, to: name)])
        #expect(outcome.status == 0 && outcome.errors == "")
        return outcome.output
    }

    @Test
    func `a draft names columns, dimensions and their values, and what the file does not say`() throws {
        let text = """
            DATAFLOW,FREQ,SEX,MEASURE,REF_AREA,TIME_PERIOD,OBS_VALUE,NOTE_X
            X:Y(1.0),A,F,UNE: rate,DE,2022,3.1,a
            X:Y(1.0),A,M,EMP,FR,2022,3.3,b

            """
        #expect(
            try draft(text) == """
                # A first mapping of figures.csv. Say what stands as …, and take out what is not so.
                match:
                  form: sdmx-csv
                  columns: [DATAFLOW, FREQ, SEX, MEASURE, REF_AREA, TIME_PERIOD, OBS_VALUE, NOTE_X]
                columns:
                  REF_AREA: region  # DE, FR
                  TIME_PERIOD: period  # 2022
                  OBS_VALUE: value  # 3.1, 3.3
                indicator:
                  - { when: { MEASURE: "UNE: rate" }, is: … }
                  - { when: { MEASURE: EMP }, is: … }
                where:
                  SEX: F  # F, M
                set:
                  unit: …
                  source: …
                ignore: [NOTE_X]

                """)
    }

    @Test
    func `a draft that was completed places the file`() throws {
        let file = "Land,Jahr,Quote\nBeijing,2022,3.1\n"
        let draft = try draft(file)
        #expect(draft.contains("columns: [Land, Jahr, Quote]"))
        let place = try folder.write(file, to: "figures.csv")
        let completed = draft.replacing("columns:\n", with: "columns: { Land: region, Jahr: period, Quote: value }\n")
            .replacing("  region: …\n  period: …\n", with: "")
            .replacing("indicator: …", with: "indicator: clean_share").replacing("unit: …", with: "unit: percent")
        var world = TestWorld()
        world.now = .noon
        let outcome = try world.run(["backfill", "--mapping", folder.write(completed, to: "land.yaml"), place])
        #expect(outcome.status == 0, "\(outcome.errors)\n\(completed)")
        #expect(world.run(["export"]).output.contains("clean_share,CN-BJ,2022,3.1,percent"))
    }

    @Test
    func `a file without columns is told to have none`() throws {
        let outcome = try TestWorld().run(["backfill", "--draft-mapping", folder.write("nothing\n", to: "a.csv")])
        #expect(outcome.status == 65 && outcome.errors.hasSuffix("has no columns or dimensions to map\n"))
    }
}
