internal import ArgumentParser
internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic show`: the catalog, an indicator's newest figures, or a series with all that was ever said of it.
struct ShowCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the catalog, an indicator, or a series and its vintages.",
        discussion: "Without an indicator: the catalog, with what the record has of it.")

    @Argument(help: "An indicator's id.", completion: NameCompletion.indicators)
    var indicator: String?

    @Argument(
        help: "A region, by any of its names; with / behind it the newest figures of all its parts too.",
        completion: NameCompletion.regions)
    var region: String?

    @OptionGroup var level: LevelOption

    @Flag(help: "Everything that was said of each figure: when, by whom, and what is in force.")
    var vintages = false

    @OptionGroup var rows: CSVOption
    @OptionGroup var view: ViewOptions
    @OptionGroup var year: YearOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        try rows.requireAlone(beside: view.form)
        if vintages, indicator == nil || region == nil {
            throw ValidationError("--vintages is about one series: give an indicator and a region")
        }
        if vintages, level.level != nil || region?.hasSuffix("/") ?? false {
            throw ValidationError("--vintages is about one series: leave out --level, and the / behind the region")
        }
        if level.level != nil, indicator == nil {
            throw ValidationError("--level chooses among the regions of an indicator: give one")
        }
    }

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let wanted = try indicator.map { (name) throws(CommandFailure) in try session.indicator(named: name) }
        let selection = try session.selection(indicator: indicator, region: region, level: level)
        let record = try session.openRecord()
        guard let wanted else { return try showCatalog(record, session) }
        guard let region, !region.hasSuffix("/"), level.level == nil else {
            return try showIndicator(wanted, selection.regions, record, session)
        }
        let area = try session.region(named: region)
        let key = SeriesKey(indicator: wanted.id, region: area.id)
        if vintages {
            try showVintages(of: key, record, session)
        } else {
            try showSeries(key, wanted, record, session)
        }
    }

    private func showCatalog(_ record: any RecordView, _ session: Session) throws {
        let snapshot = try session.evaluate(record, view, asOfYear: year.asOfYear)
        let reports = CatalogReport.all(of: snapshot)
        let values = { reports.map { JSONValue($0) } }
        guard !view.json else { return try session.console.write(.array(values())) }
        guard !rows.csv else { return try session.console.write(rows: values(), of: .indicator) }
        let wording = session.wording(view)
        // Where nobody says a language, Chinese titles stand beside the others.
        let hasChinese =
            wording.language == nil && reports.contains { $0.indicator.title.found(in: .chinese) != nil }
        var table = Table(
            [
                Table.Column(name: "indicator"), Table.Column(name: "unit"),
                Table.Column(name: "regions", isNumber: true), Table.Column(name: "figures", isNumber: true),
                Table.Column(name: "years"), Table.Column(name: "title"),
            ] + (hasChinese ? [Table.Column(name: "标题")] : []))
        for report in reports {
            let years = report.firstYear.flatMap { first in report.newestYear.map { "\(first)–\($0)" } }
            let indicator = report.indicator
            table.add(
                [
                    indicator.id.rawValue, wording.unit(indicator.unit), String(report.series),
                    String(report.observations), years ?? "", wording.text(indicator.title),
                ] + (hasChinese ? [indicator.title.found(in: .chinese) ?? ""] : []))
        }
        try session.console.write(table.bytes(for: session.console))
    }

    private func showIndicator(
        _ indicator: Indicator, _ regions: Set<Identifier<Region>>?, _ record: any RecordView, _ session: Session
    ) throws {
        let snapshot = try session.evaluate(
            record, view, asOfYear: year.asOfYear, selection: SnapshotSelection(indicator: indicator.id))
        let figures = try record.figures(
            SeriesSelection(indicator: indicator.id), asOf: view.asOf(in: session.timeZone))
        let newest = RankedFigure.newest(of: indicator.id, figures: figures, in: snapshot)
        try write(
            newest.filter { regions?.contains($0.origin.key.region) ?? true }, of: indicator, in: snapshot, session)
    }

    private func showSeries(
        _ key: SeriesKey, _ indicator: Indicator, _ record: any RecordView, _ session: Session
    ) throws {
        let snapshot = try session.evaluate(
            record, view, asOfYear: year.asOfYear, selection: SnapshotSelection(indicator: key.indicator))
        let figures = try record.figures(
            SeriesSelection(indicator: key.indicator, region: key.region), asOf: view.asOf(in: session.timeZone))
        try write(
            RankedFigure.all(of: key, figures: figures, in: snapshot, lastYear: year.asOfYear?.year), of: indicator,
            in: snapshot, session)
    }

    private func write(
        _ figures: [RankedFigure], of indicator: Indicator, in snapshot: Snapshot, _ session: Session
    ) throws(CommandFailure) {
        let values = { figures.map { JSONValue($0, unit: indicator.unit) } }
        guard !view.json else { return try session.console.write(.array(values())) }
        guard !rows.csv else { return try session.console.write(rows: values(), of: .rankedFigure) }
        let hasParents = figures.contains { $0.isPartOfPart }
        var table = Table(RankedFigure.columns(withParents: hasParents))
        for (index, figure) in figures.enumerated() {
            let key = figure.origin.key
            // A series is drawn once, beside its last figure.
            let isLast = index + 1 == figures.count || figures[index + 1].origin.key != key
            let course = snapshot.series(of: key)?.series.through(year: figure.origin.observation.period.year)
            table.add(
                figure.cells(
                    unit: indicator.unit, course: isLast ? Sparkline(course?.observations ?? []).text : "",
                    catalog: session.catalog,
                    wording: session.wording(view), withParents: hasParents))
        }
        try session.console.write(table.bytes(for: session.console))
    }
}

extension RecordView {
    /// The figures in force that a selection asks for.
    func figures(_ selection: SeriesSelection, asOf: AsOf) throws -> [Figure] {
        var figures: [Figure] = []
        try self.figures(selection, asOf: asOf) { figures += $0 }
        return figures
    }
}
