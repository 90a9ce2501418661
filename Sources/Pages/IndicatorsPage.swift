public import Evaluation
internal import Indicators
internal import Reports

/// `/indicators`: the catalog's indicators, and how much the record has of each.
public struct IndicatorsPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let reports: [CatalogReport]
    private let targets: [Identifier<Indicator>: Int]

    /// Makes the page.
    public init(of snapshot: Snapshot, for context: PageContext) {
        self.context = context
        reports = CatalogReport.all(of: snapshot)
        targets = Dictionary(grouping: snapshot.targets, by: \.indicator.id).mapValues(\.count)
    }

    /// The most indicators of the table.
    private static let most = 400

    /// Its heading.
    public var title: String { context.say("Indicators", "指标") }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/indicators") }

    /// What it shows.
    public var content: [Markup] {
        let rows = reports.prefix(Self.most).map { report -> [Markup] in
            let indicator = report.indicator
            let years =
                report.firstYear.flatMap { first in
                    report.newestYear.map { $0 == first ? "\(first)" : "\(first)–\($0)" }
                } ?? ""
            return [
                context.link(to: indicator), .text(context.name(indicator.unit)),
                .text(String(report.series)), .text(String(report.observations)), .text(years),
                .text(targets[indicator.id].map(String.init) ?? ""),
            ]
        }
        return [
            PageTable(
                caption: context.say("What the catalog names, by subject", "目录中的指标"),
                columns: [
                    PageTable.Column(title: context.say("Indicator", "指标"), isLong: true),
                    PageTable.Column(title: context.say("Unit", "单位")),
                    PageTable.Column(title: context.say("Regions", "地区数"), isNumber: true),
                    PageTable.Column(title: context.say("Figures", "数据数"), isNumber: true),
                    PageTable.Column(title: context.say("Years", "年份")),
                    PageTable.Column(title: context.say("Targets", "目标数"), isNumber: true),
                ], rows: rows
            ).markup,
            context.rest(reports.count - rows.count, of: "/api/v1/indicators"),
        ]
    }
}
