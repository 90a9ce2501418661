internal import Evaluation
internal import Formats
internal import Indicators

/// The families whose labels name things. Each thing has one sample, whose value is always 1.
enum InfoFamilies {
    static let indicator = MetricFamily(
        "mosaic_indicator", .info,
        labels: ["indicator", "unit", "title", "title_zh", "direction", "measure", "source"],
        help: "What the catalog says of an indicator.")
    static let region = MetricFamily(
        "mosaic_region", .info, labels: ["region", "name", "name_zh", "kind", "level", "parent"],
        help: "What the catalog says of a region.")
    static let target = MetricFamily(
        "mosaic_target", .info, labels: ["indicator", "region", "target", "kind", "path", "attribute", "source"],
        help: "What the plan says of a target.")

    /// The families of names, in the order in which they are served.
    static let table = [indicator, region, target]

    static func labels(of indicator: Indicator) -> LabelSet {
        [
            "indicator": indicator.id.rawValue, "unit": indicator.unit.symbol, "title": indicator.title.english,
            "title_zh": indicator.title.chinese, "direction": indicator.direction.rawValue,
            "measure": indicator.measure.rawValue, "source": indicator.source ?? "",
        ]
    }

    /// - Parameter parent: the region of which it is a part.
    static func labels(of region: Region, in parent: Region?) -> LabelSet {
        [
            "region": region.id.rawValue, "name": region.name.english, "name_zh": region.name.chinese,
            "kind": region.kind.rawValue, "level": region.level?.name ?? "", "parent": parent?.id.rawValue ?? "",
        ]
    }

    static func labels(of target: Target) -> LabelSet {
        [
            "indicator": target.series.indicator.rawValue, "region": target.series.region.rawValue,
            "target": target.id.rawValue, "kind": target.terms.kind.rawValue, "path": target.terms.path.rawValue,
            "attribute": target.attribute ?? "", "source": target.source ?? "",
        ]
    }
}
