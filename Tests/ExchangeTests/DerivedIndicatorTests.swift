import Exchange
import Indicators
import MosaicTestKit
import Testing

@Suite struct DerivedIndicatorTests {
    private static let catalog = Catalog(
        regions: Reading.catalog.regions,
        indicators: [
            Reading.indicator("computing_power", "PFLOPS"), Reading.indicator("people", "10k persons"),
            Indicator(
                id: "per_head", title: ["en": "Per head", "zh": "人均"],
                unit: UnitOfMeasure(known: "PFLOPS/10k persons") ?? UnitOfMeasure(standingAlone: "-"), direction: .more,
                measure: .level, derivation: .ratio("computing_power", "people")),
        ])

    private static let text = """
        indicator,region,period,value,unit
        computing_power,CN,2025,1,PFLOPS
        per_head,CN,2025,1,PFLOPS/10k persons

        """

    @Test func `a figure of a derived indicator is an error that says what it is derived from`() throws {
        let file = try Reading.file(Array(Self.text.utf8), Reading.options(), catalog: Self.catalog)
        #expect(
            file.diagnostics.errors.map(\.description) == [
                "figures.csv:3:1: per_head is derived from computing_power / people; "
                    + "expected figures of those alone; its own are worked out"
            ])
        #expect(file.diagnostics.errors.map(\.code.rawValue) == ["derived_indicator"])
    }

    @Test func `what was recorded before it was derived can be taken back`() throws {
        let text = "indicator,region,period\nper_head,CN,2025\n"
        let file = try Reading.file(Array(text.utf8), Reading.options(retraction: true), catalog: Self.catalog)
        #expect(file.diagnostics.errors.isEmpty && file.statements.count == 1)
    }
}
