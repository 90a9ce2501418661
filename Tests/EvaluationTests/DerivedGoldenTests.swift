import Evaluation
import Indicators
import MosaicTestKit
import Testing

/// Derived figures beside those of Tests/Golden/derived.py, which works them out with fractions and tries bounds out.
@Suite struct DerivedGoldenTests {
    private static let inputs: [Identifier<Indicator>] = ["first", "second", "third", "fourth"]

    private static func unit(_ power: Int, _ dimension: String = "d") -> UnitOfMeasure {
        UnitOfMeasure(symbol: "\(dimension) \(power)", dimension: dimension, powerOfTen: power)
    }

    private static func indicator(
        _ id: Identifier<Indicator>, _ unit: UnitOfMeasure, minimum: Double? = nil, maximum: Double? = nil,
        derivation: Derivation? = nil
    ) -> Indicator {
        Indicator(
            id: id, title: ["en": "A", "zh": "甲"], unit: unit, direction: .more, measure: .level,
            minimum: minimum, maximum: maximum, derivation: derivation)
    }

    private static func derivation(_ golden: GoldenCase, count: Int) throws -> Derivation {
        switch golden.fields["operation"]?.string {
        case "ratio": .ratio("first", "second")
        case "share_of": .share("first", of: "second")
        case "sum": .sum(Array(inputs.prefix(count)))
        case "difference": .difference("first", "second")
        case "change": .change("first")
        default:
            .index(of: "first", base: try #require(golden.fields["base"]?.int.flatMap(Period.init(year:))))
        }
    }

    @Test(arguments: try GoldenCase.all(of: "derived.json"))
    func `derived figures are what fractions and trials say`(golden: GoldenCase) throws {
        let powers = try #require(golden.fields["powers"]?.elements.map { $0.int ?? 0 })
        let limits = try #require(golden.fields["limits"]?.elements)
        let derivation = try Self.derivation(golden, count: powers.count)
        let isShare = ["share_of", "change", "index"].contains(golden.fields["operation"]?.string)
        let unit =
            golden.fields["unit_power"]?.int.map { Self.unit($0, isShare ? "share" : "d") }
            ?? UnitOfMeasure(standingAlone: "points")
        var indicators = [Self.indicator("derived", unit, derivation: derivation)]
        var record: [Series] = []
        for (index, power) in powers.enumerated() {
            let (minimum, maximum) = (limits[index].elements[0].number, limits[index].elements[1].number)
            indicators.append(
                Self.indicator(Self.inputs[index], Self.unit(power), minimum: minimum, maximum: maximum))
            record.append(
                Sample.series(Self.inputs[index], "CN-NM", try golden.observations("input_\(index)")))
        }
        let catalog = Catalog(regions: Sample.regions, indicators: indicators)
        let snapshot = Evaluator(catalog: catalog).snapshot(of: record, at: try Sample.moment(2026))
        let found = snapshot.series(of: SeriesKey(indicator: "derived", region: "CN-NM"))?.series.observations ?? []
        let rows = found.map { observation -> JSON in
            .object([
                "year": JSON(observation.period.year), "value": JSON(observation.value),
                "status": .string(observation.status.rawValue), "bound": .string(observation.bound.rawValue),
            ])
        }
        let expected = try #require(golden.fields["expect"])
        let largest = expected.elements.compactMap { $0["value"]?.number }.map(abs).max() ?? 0
        #expect(GoldenTolerance(largestInput: largest).differences(.array(rows), expected) == [])
    }
}
