public import Formats
public import Indicators

/// What a plan asks: a target in force, without what has become of it.
public struct TargetReport: Sendable {
    /// The target.
    public let target: Target
    /// The indicator's unit.
    public let unit: UnitOfMeasure

    /// Reports on the targets of a catalog that are in force on a day, binding ones first.
    public static func all(of catalog: Catalog, on day: CalendarDate) -> [TargetReport] {
        catalog.targets(inForceOn: day).compactMap { target in
            catalog.indicator(target.series.indicator).map { TargetReport(target: target, unit: $0.unit) }
        }.bindingFirst(\.target)
    }
}

extension JSONValue {
    /// A target by the columns of `targets.csv`; `target_value_unit` is the unit of `target_value` and of milestones.
    public init(_ report: TargetReport) {
        let (target, terms) = (report.target, report.target.terms)
        let milestones = terms.milestones.map { milestone -> JSONValue in
            ["year": .integer(milestone.year), "value": .number(milestone.value)]
        }
        let reference = terms.reference.map { reference -> JSONValue in
            [
                "indicator": .text(reference.series.indicator.rawValue),
                "region": .text(reference.series.region.rawValue), "factor": .number(reference.factor),
                "offset": .number(reference.offset), "mode": .text(reference.mode.rawValue),
            ]
        }
        let values: KeyValuePairs<String, JSONValue> = [
            "sense": .text(terms.sense.rawValue), "path": .text(terms.path.rawValue),
            "base_year": JSONValue(terms.baseYear), "base_value": JSONValue(terms.baseValue),
            "target_value": JSONValue(terms.targetValue),
            "target_value_unit": .text(terms.kind.traits.isInPercent ? "percent" : report.unit.symbol),
            "lower": JSONValue(terms.lower), "upper": JSONValue(terms.upper), "milestones": .array(milestones),
            "reference": reference ?? .null, "attribute": JSONValue(target.attribute),
            "source": JSONValue(target.source), "source_date": JSONValue(target.sourceDate?.description),
            "note": JSONValue(target.note),
        ]
        self = .object(target.members(unit: report.unit) + values.map { Member(key: $0.key, value: $0.value) })
    }
}
