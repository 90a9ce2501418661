internal import Indicators
public import Record
public import Reports

/// `/batches`: what came in, when, from which file, and what it changed.
public struct BatchesPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let batches: [Batch]
    private let inbox: [InboxEntry]

    /// The most batches of the page, the newest ones.
    private static let most = 200

    /// Makes the page of a record's batches, ascending, and of the files in the inboxes that are not recorded.
    public init(_ batches: [Batch], inbox: [InboxEntry], for context: PageContext) {
        (self.batches, self.inbox, self.context) = (batches, inbox, context)
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
                .text(context.minute(batch.recorded)),
                batch.source(context),
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
            waiting,
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
            context.rest(batches.count - rows.count, of: "/api/v1/batches", hasViewpoint: false),
        ]
    }

    /// What waits in the inboxes, and what failed there; those that failed first.
    private var waiting: Markup {
        let entries = inbox.filter { $0.state == .failed } + inbox.filter { $0.state != .failed }
        guard !entries.isEmpty else { return .nothing }
        let failed = entries.count { $0.state == .failed }
        let rows = entries.prefix(Self.most).map { entry -> [Markup] in
            [
                .quoted(entry.file), .text(word(of: entry.state)),
                .text(context.minute(entry.since)),
                .text(context.numbers.number(Double(entry.bytes))), why(entry), .quoted(entry.inbox),
            ]
        }
        return .tag(
            "section", ["aria-labelledby": "inbox"],
            .tag("h2", ["id": "inbox"], .text(context.say("Not recorded yet", "尚未记录"))),
            PageTable(
                caption: context.say(
                    "\(entries.count) files in the inboxes, \(failed) of them failed",
                    "收件箱中\(entries.count)个文件，其中\(failed)个失败"),
                columns: [
                    PageTable.Column(title: context.say("File", "文件"), isLong: true),
                    PageTable.Column(title: context.say("State", "状态")),
                    PageTable.Column(title: context.say("Since (UTC)", "自（UTC）")),
                    PageTable.Column(title: context.say("Bytes", "字节"), isNumber: true),
                    PageTable.Column(title: context.say("Why", "原因"), isLong: true),
                    PageTable.Column(title: context.say("Inbox", "收件箱")),
                ], rows: rows
            ).markup)
    }

    /// Why a file is not recorded; of one that failed this leads to the whole report.
    private func why(_ entry: InboxEntry) -> Markup {
        let words = Markup.quoted(entry.why ?? "")
        guard entry.state == .failed, entry.why != nil else { return words }
        let path = "/api/v1/inbox/\(entry.inbox.urlEncoded)/\(entry.file.urlEncoded)"
        return .tag("a", ["href": context.callLink(path, hasViewpoint: false)], words)
    }

    private func word(of state: InboxEntry.State) -> String {
        switch state {
        case .waiting: context.say("waiting", "等待中")
        case .writing: context.say("being written", "写入中")
        case .ignored: context.say("ignored", "不处理")
        case .failed: context.say("failed", "失败")
        }
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
        let facts: [(String, Markup)] = [
            (context.say("From", "来源文件"), batch.input.map { .quoted($0.file) } ?? batch.source(context)),
            (context.say("Recorded (UTC)", "记录时间（UTC）"), .text(context.minute(batch.recorded))),
            (context.say("By", "记录者"), .quoted(batch.recordedBy)),
            (context.say("Rows", "行数"), .text(String(batch.counts.rows))),
            (context.say("What it changed", "变化"), .text(RecentChanges.counts(of: batch, context))),
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
                    .tag("div", [:], .tag("dt", [:], .text($0)), .tag("dd", [:], .tag("small", [:], $1)))
                }),
            digest.map { .tag("p", ["class": "note"], .text("SHA-256: \($0)")) } ?? .nothing,
            changes.table(for: context),
        ]
    }
}

extension Batch {
    /// The name of the file that it came from, or what it undid.
    func source(_ context: PageContext) -> Markup {
        guard let input else {
            return .text(voids.map { context.say("undo of batch \($0)", "撤销第\($0)批") } ?? "")
        }
        return .quoted(input.file.split(separator: "/").last.map(String.init) ?? input.file)
    }
}
