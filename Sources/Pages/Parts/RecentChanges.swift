public import Indicators
public import Record
internal import Reports

/// What a batch changed: how many figures, and the first of them.
public struct RecentChanges: Sendable {
    private let batch: Batch?
    private let changes: [FigureChange]
    private let catalog: Catalog

    /// - Parameters:
    ///   - batch: the batch; nil: the record has none.
    ///   - changes: the first of its changes.
    public init(of batch: Batch?, changes: [FigureChange], catalog: Catalog) {
        (self.batch, self.changes, self.catalog) = (batch, changes, catalog)
    }

    /// The first changes of a batch, in the order of series and years.
    ///
    /// - Parameter limit: the most of them: what is behind them is not read.
    /// - Throws: what the view throws.
    public static func first(_ limit: Int, of batch: Int, in view: any RecordView) throws -> [FigureChange] {
        var found: [FigureChange] = []
        struct Enough: Error {}
        do {
            let before =
                batch > 1 ? AsOf(recorded: .batch(batch - 1)) : AsOf(recorded: .time(Timestamp(microseconds: 0)))
            try view.changes(SeriesSelection(), from: before, to: AsOf(recorded: .batch(batch))) { changes in
                found += changes.prefix(limit - found.count)
                if found.count >= limit { throw Enough() }
            }
        } catch is Enough {}
        return found
    }

    /// The section of the overview.
    func markup(for context: PageContext) -> Markup {
        guard let batch else { return .nothing }
        return .tag(
            "section", ["aria-labelledby": "changes"],
            .tag("h2", ["id": "changes"], .text(context.say("What the newest batch changed", "最新一批的变化"))),
            .tag(
                "p", [:],
                .tag(
                    "a", ["href": context.link(["batches", String(batch.id)])],
                    .text(context.say("Batch \(batch.id)", "第\(batch.id)批"))),
                .text(context.say(", ", "，")), batch.source(context),
                .text(
                    context.say(
                        ", \(context.minute(batch.recorded)) UTC: ", "，\(context.minute(batch.recorded))（UTC）：")
                        + Self.counts(of: batch, context))),
            table(for: context))
    }

    /// How many figures became what.
    static func counts(of batch: Batch, _ context: PageContext) -> String {
        let words: [(RowOutcome, String, String)] = [
            (.new, "new", "新增"), (.revised, "revised", "修订"), (.retracted, "retracted", "撤回"),
            (.confirmed, "confirmed", "确认"), (.older, "older", "较旧"), (.unchanged, "unchanged", "未变"),
        ]
        let parts = words.compactMap { outcome, english, chinese in
            batch.counts[outcome] > 0 ? "\(context.say(english, chinese)) \(batch.counts[outcome])" : nil
        }
        return parts.isEmpty ? context.say("nothing", "无") : parts.joined(separator: context.say(", ", "，"))
    }

    /// The changes, old beside new.
    func table(for context: PageContext) -> Markup {
        guard !changes.isEmpty else { return .nothing }
        func amount(_ figure: Figure?, _ unit: UnitOfMeasure?) -> Markup {
            guard let value = figure?.observation.value else { return .text("–") }
            return .text(unit.map { context.numbers.amount(value, $0) } ?? context.numbers.number(value))
        }
        return PageTable(
            caption: context.say("Old and new, the first \(changes.count)", "变化前后，前\(changes.count)项"),
            columns: [
                PageTable.Column(title: context.say("Series", "数列"), isLong: true),
                PageTable.Column(title: context.say("Year", "年份"), isNumber: true),
                PageTable.Column(title: context.say("Old", "原值"), isNumber: true),
                PageTable.Column(title: context.say("New", "新值"), isNumber: true),
                PageTable.Column(title: context.say("Source", "来源"), isLong: true),
            ],
            rows: changes.map { change in
                let (indicator, region) = (
                    catalog.indicator(change.series.indicator), catalog.region(change.series.region)
                )
                let names: [Markup] = [
                    .name(region.map { context.name($0.name) } ?? change.series.region.rawValue), " · ",
                    .name(indicator.map { context.name($0.title) } ?? change.series.indicator.rawValue),
                ]
                return [
                    .several(names), .text(change.period.description), amount(change.old, indicator?.unit),
                    amount(change.new, indicator?.unit), .quoted(change.new?.source ?? change.old?.source ?? ""),
                ]
            }
        ).markup
    }
}
