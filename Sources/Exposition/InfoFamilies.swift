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

    /// - Parameter languages: those of the titles beside English and Chinese.
    static func labels(of indicator: Indicator, in languages: [LanguageTag]) -> LabelSet {
        var labels: LabelSet = [
            "indicator": indicator.id.rawValue, "unit": indicator.unit.symbol, "title": indicator.title[.english],
            "title_zh": indicator.title.found(in: .chinese) ?? "", "direction": indicator.direction.rawValue,
            "measure": indicator.measure.rawValue, "source": indicator.source ?? "",
        ]
        labels.append(indicator.title, in: languages, as: "title")
        return labels
    }

    /// - Parameters:
    ///   - parent: the region of which it is a part.
    ///   - languages: those of the names beside English and Chinese.
    static func labels(of region: Region, in parent: Region?, languages: [LanguageTag]) -> LabelSet {
        var labels: LabelSet = [
            "region": region.id.rawValue, "name": region.name[.english],
            "name_zh": region.name.found(in: .chinese) ?? "", "kind": region.kind.rawValue,
            "level": region.level?.name ?? "", "parent": parent?.id.rawValue ?? "",
        ]
        labels.append(region.name, in: languages, as: "name")
        return labels
    }

    static func labels(of target: Target) -> LabelSet {
        [
            "indicator": target.series.indicator.rawValue, "region": target.series.region.rawValue,
            "target": target.id.rawValue, "kind": target.terms.kind.rawValue, "path": target.terms.path.rawValue,
            "attribute": target.attribute ?? "", "source": target.source ?? "",
        ]
    }
}

extension LabelSet {
    /// Appends a text in some languages, each under a name with its tag in small letters, hyphens as underscores: `title_zh_hant`.
    fileprivate mutating func append(_ text: MultilingualText, in languages: [LanguageTag], as name: String) {
        for language in languages {
            append("\(name)_\(language.text.lowercased().replacing("-", with: "_"))", text.found(in: language) ?? "")
        }
    }
}
