internal import ArgumentParser
internal import Evaluation
internal import Exchange
internal import Formats
internal import Indicators
internal import Reports
internal import Statistics

/// `mosaic spread`: how regions differ, and whether they draw nearer to each other.
struct SpreadCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "spread",
        abstract: "Show how regions differ: variation, Gini, Theil, greatest over least, and beta convergence.",
        discussion: """
            Of the regions of one level: that of --level, else the highest of which two regions have figures. With --from every region of \
            the file counts, of any name.
            """)

    @Argument(help: "An indicator's id; with --from only this indicator.", completion: NameCompletion.indicators)
    var indicator: String?

    @Option(
        help: ArgumentHelp(
            "Only this region's parts, by any of its names with / behind it.", valueName: "region/"),
        completion: NameCompletion.regions)
    var region: String?

    @OptionGroup var level: LevelOption

    @Option(help: ArgumentHelp("The indicator that weighs the regions, such as population.", valueName: "indicator"))
    var weight: String?

    @Option(help: ArgumentHelp("How many years convergence looks back at the most.", valueName: "n"))
    var window = 10

    @OptionGroup var source: SourceOptions

    func validate() throws {
        guard window >= 1 else { throw ValidationError("--window \(window): expected 1 or more years") }
        if source.from != nil {
            if region != nil { throw ValidationError("--from is about its file alone; leave out --region") }
            try level.requireNone(beside: "--from")
        } else if indicator == nil {
            throw ValidationError("say of which indicator; `mosaic show` lists them")
        }
    }

    mutating func run(in world: World) throws {
        if let from = source.from { return try showSpread(of: from, in: world) }
        let session = try Session(source.record, in: world)
        let wanted = try session.indicator(named: indicator ?? "")
        let weighing = try weight.map { (name) throws(CommandFailure) in try session.indicator(named: name).id }
        let regions = try session.selection(region: region, level: level).regions
        let view = try session.openRecord()
        let needed = weighing == nil ? wanted.id : nil
        let snapshot = try session.evaluateAll(
            view, source.view, asOfYear: source.year.asOfYear, neededBy: needed)
        let stated = level.level.flatMap { name in
            session.catalog.regions.lazy.compactMap(\.level).first { $0.name == name }
        }
        let history = SpreadHistory(
            of: wanted, in: snapshot, level: stated, regions: regions, weight: weighing, window: window)
        try write([history], to: session.console, session.wording(source.view))
    }

    /// Shows the differences of a file's regions, an indicator each in the order of the file.
    private func showSpread(of file: String, in world: World) throws(CommandFailure) {
        let read = try FileSeries.read(file, source.reading, in: world)
        let weighing = weight.map { Identifier<Indicator>($0) }
        let lastYear = source.year.asOfYear?.year ?? .max
        var order: [Identifier<Indicator>] = []
        var byIndicator: [Identifier<Indicator>: [Series]] = [:]
        for series in read.series {
            let id = series.key.indicator
            if byIndicator[id] == nil { order.append(id) }
            byIndicator[id, default: []].append(series.through(year: lastYear))
        }
        for name in [indicator, weight].compactMap({ $0 }) where byIndicator[Identifier(name)] == nil {
            throw CommandFailure(.badData, "\(file): no figure of \"\(name)\"")
        }
        let histories = order.compactMap { id -> SpreadHistory? in
            let isWanted = indicator.map { $0 == id.rawValue } ?? (id != weighing)
            guard isWanted, let unit = read.units[id] else { return nil }
            return SpreadHistory(
                of: id, unit: unit, level: nil, series: byIndicator[id] ?? [], weight: weighing,
                weights: weighing.flatMap { byIndicator[$0] } ?? [], window: window)
        }
        try write(histories, to: world.console, source.view.wording(in: world))
    }

    private func write(
        _ histories: [SpreadHistory], to console: Console, _ wording: Wording
    ) throws(CommandFailure) {
        guard !source.view.json else { return try console.write(.array(histories.map { JSONValue($0) })) }
        var table = Table([
            Table.Column(name: "indicator"), Table.Column(name: "year", isNumber: true),
            Table.Column(name: "regions", isNumber: true), Table.Column(name: "mean", isNumber: true),
            Table.Column(name: "unit"), Table.Column(name: "variation", isNumber: true),
            Table.Column(name: "gini", isNumber: true), Table.Column(name: "theil", isNumber: true),
            Table.Column(name: "max/min", isNumber: true),
        ])
        for history in histories {
            for year in history.years {
                let spread = year.spread
                table.add(
                    [
                        history.indicator.rawValue, year.period.description, String(spread.n),
                        spread.mean?.shortText ?? "",
                        wording.unit(history.unit),
                    ]
                        + [spread.coefficientOfVariation, spread.gini, spread.theil, spread.maxOverMin]
                        .map { $0?.shortText ?? "" })
            }
        }
        try console.write(table.bytes(for: console))
        for history in histories { try console.write(line: history.convergenceLine) }
    }
}

extension SpreadHistory {
    /// What is said of convergence below the table.
    fileprivate var convergenceLine: String {
        guard let window else { return "\(indicator): no convergence of fewer than three regions" }
        let found = window.convergence
        let speed = found.speed.map { speed in
            "; speed \((speed * 100).shortText) percent a year (±\(((found.speedStandardError ?? 0) * 100).shortText))"
        }
        return "\(indicator): convergence \(window.first)–\(window.last) of \(found.n) regions: slope "
            + "\(found.slope.shortText) (±\(found.standardError.shortText))\(speed ?? "")"
    }
}
