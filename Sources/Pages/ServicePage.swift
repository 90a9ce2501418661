public import Evaluation
public import Indicators
public import Record
public import Reports

/// `/status`: how the service is, what it has, and what else it serves. Before the first evaluation `/` is this page too.
public struct ServicePage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let status: BilingualText
    private let notes: EvaluationNotes
    private let inbox: [InboxEntry]?
    private let size: RecordSize?
    private let server: ServerRole?
    private let places: [(path: String, title: BilingualText)]

    /// Makes the page.
    ///
    /// - Parameters:
    ///   - status: the state in a sentence.
    ///   - notes: what is told of evaluations.
    ///   - inbox: the files of the inboxes that are not recorded; nil: they were not looked at.
    ///   - size: how much the record holds; nil where it can't be told.
    ///   - server: what the record's server is among others; nil: it is on none.
    ///   - places: the paths that are served, each with its title.
    public init(
        status: BilingualText, notes: EvaluationNotes, inbox: [InboxEntry]?, size: RecordSize?, server: ServerRole?,
        places: [(path: String, title: BilingualText)], for context: PageContext
    ) {
        (self.notes, self.inbox, self.server) = (notes, inbox, server)
        (self.status, self.size, self.places, self.context) = (status, size, places, context)
    }

    /// Its heading.
    public var title: String { context.say("Service", "服务") }
    /// The call of the API that says the same.
    public var call: String? { size == nil ? nil : context.callLink("/api/v1/status", hasViewpoint: false) }

    /// What it shows.
    public var content: [Markup] {
        var facts: [(String, String)] = [
            (context.say("Status", "状态"), context.say(status)), (context.say("Version", "版本"), context.version),
        ]
        if let source = context.source {
            facts.append((context.say("Year that counts as now", "当前年份"), String(source.asOfYear)))
            facts.append((context.say("Newest batch", "最新一批"), "\(source.batch)"))
        }
        facts += [
            (context.say("Last evaluation (UTC)", "上次计算（UTC）"), notes.lastEvaluation.map { context.minute($0) }),
            (
                context.say("It took", "用时"),
                notes.seconds.map { context.say("\(context.numbers.number($0)) s", "\(context.numbers.number($0))秒") }
            ),
            (context.say("Next on schedule (UTC)", "下次定时计算（UTC）"), notes.nextEvaluation.map { context.minute($0) }),
        ].compactMap { name, fact in fact.map { (name, $0) } }
        if let inbox {
            let (waiting, failed) = (inbox.count { $0.state == .waiting }, inbox.count { $0.state == .failed })
            facts.append(
                (
                    context.say("Inbox", "收件箱"),
                    context.say("\(waiting) waiting, \(failed) failed", "待处理\(waiting)，失败\(failed)")
                ))
        }
        if let size {
            let numbers = context.numbers
            facts += [
                (context.say("Observations in force", "现行数据"), numbers.number(Double(size.observations))),
                (context.say("Vintages", "历次数值"), numbers.number(Double(size.vintages))),
                (context.say("Batches", "批次"), numbers.number(Double(size.batches))),
                (context.say("Bytes", "字节"), numbers.number(Double(size.bytes))),
            ]
        }
        if let server { facts.append((context.say("Server of the record", "数据库服务器"), context.say(server.words))) }
        return [
            .element(
                "dl", [Markup.Attribute(name: "class", value: "facts")],
                facts.enumerated().map { index, fact in
                    // The status is a sentence.
                    .tag(
                        "div", ["class": index == 0 ? "wide" : nil], .tag("dt", [:], .text(fact.0)),
                        .tag("dd", [:], .text(fact.1)))
                }),
            troubles,
            .tag("h2", [:], .text(context.say("What else is served", "其他内容"))),
            .element(
                "ul", [],
                places.map {
                    .tag(
                        "li", [:], .tag("a", ["href": $0.path], .text(context.say($0.title))), " ",
                        .tag("code", [:], .text($0.path))
                    )
                }),
        ]
    }

    private var troubles: Markup {
        let title = Markup.tag("h2", [:], .text(context.say("What went wrong lately", "近期问题")))
        guard !notes.troubles.isEmpty else {
            return .several([title, .tag("p", [:], .text(context.say("Nothing since the start.", "启动以来没有问题。")))])
        }
        return .several([
            title,
            PageTable(
                caption: context.say("Since the start, the newest first", "自启动以来，最新在前"),
                columns: [
                    PageTable.Column(title: context.say("When (UTC)", "时间（UTC）")),
                    PageTable.Column(title: context.say("What", "问题"), isLong: true),
                ], rows: notes.troubles.map { [.text(context.minute($0.time)), .quoted($0.words)] }
            ).markup,
        ])
    }
}
