internal import Indicators
public import Record
internal import Reports

/// `/batches`: what came in, when, from which file, and what it changed.
public struct BatchesPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let batches: [Batch]

    /// The most batches of the page, the newest ones.
    private static let most = 200

    /// Makes the page of a record's batches, ascending.
    public init(_ batches: [Batch], for context: PageContext) {
        (self.batches, self.context) = (batches, context)
    }

    /// Its heading.
    public var title: String { context.say("The record", "记录") }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/batches", hasViewpoint: false) }

    /// What it shows.
    public var content: [Markup] {
        let shown = batches.reversed().prefix(Self.most)
        let rows = shown.map { batch -> [Markup] in
            [
                .tag(
                    "a", ["href": context.link(["batches", String(batch.id)])],
                    .text(context.say("Batch \(batch.id)", "第\(batch.id)批"))),
                .text(String(batch.recorded.description.prefix(16)).replacing("T", with: " ")),
                .name(batch.fileWords(context).split(separator: "/").last.map(String.init) ?? ""),
                .text(String(batch.counts.rows)),
                .text(RecentChanges.counts(of: batch, context)),
                batch.voidedBy.map { .text(context.say("undone by batch \($0)", "已被第\($0)批撤销")) } ?? .nothing,
            ]
        }
        return [
            .tag(
                "p", ["class": "lead"],
                .text(
                    context.say(
                        "\(batches.count) batches: nothing is ever deleted, and each can be undone.",
                        "共\(batches.count)批：任何内容都不会删除，每一批都可撤销。"))),
            PageTable(
                caption: context.say("The newest first", "最新在前"),
                columns: [
                    PageTable.Column(title: context.say("Batch", "批次")),
                    PageTable.Column(title: context.say("Recorded (UTC)", "记录时间（UTC）")),
                    PageTable.Column(title: context.say("From", "来源文件"), isLong: true),
                    PageTable.Column(title: context.say("Rows", "行数"), isNumber: true),
                    PageTable.Column(title: context.say("What it changed", "变化"), isLong: true),
                    PageTable.Column(title: context.say("Undone", "撤销")),
                ], rows: rows
            ).markup,
        ]
    }
}

/// `/batches/{id}`: one batch, and what it changed.
public struct BatchPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let batch: Batch
    private let changes: RecentChanges

    /// Makes the page.
    public init(_ batch: Batch, changes: RecentChanges, for context: PageContext) {
        (self.batch, self.changes, self.context) = (batch, changes, context)
    }

    /// Its heading.
    public var title: String { context.say("Batch \(batch.id)", "第\(batch.id)批") }
    /// The call of the API that says the same.
    public var call: String? { context.callLink("/api/v1/batches/\(batch.id)", hasViewpoint: false) }

    /// What it shows.
    public var content: [Markup] {
        let facts: [(String, String)] = [
            (context.say("From", "来源文件"), batch.fileWords(context)),
            (context.say("Recorded", "记录时间"), batch.recorded.description), (context.say("By", "记录者"), batch.recordedBy),
            (context.say("Rows", "行数"), String(batch.counts.rows)),
            (context.say("What it changed", "变化"), RecentChanges.counts(of: batch, context)),
        ]
        let digest = batch.input.map {
            $0.sha256.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
        }
        return [
            .tag(
                "p", ["class": "crumbs"],
                .tag("a", ["href": context.link(["batches"])], .text(context.say("The record", "记录")))),
            batch.voidedBy.map {
                .tag(
                    "p", ["class": "lead"],
                    .text(context.say("Batch \($0) undid it: it no longer counts.", "已被第\($0)批撤销，不再计入。")))
            } ?? .nothing,
            .element(
                "dl", [Markup.Attribute(name: "class", value: "facts")],
                facts.map {
                    .tag("div", [:], .tag("dt", [:], .text($0)), .tag("dd", [:], .tag("small", [:], .name($1))))
                }),
            digest.map { .tag("p", ["class": "note"], .text("SHA-256: \($0)")) } ?? .nothing,
            changes.table(for: context),
        ]
    }
}

extension Batch {
    /// The file that it came from, or what it undid.
    fileprivate func fileWords(_ context: PageContext) -> String {
        input?.file ?? voids.map { context.say("undo of batch \($0)", "撤销第\($0)批") } ?? ""
    }
}
