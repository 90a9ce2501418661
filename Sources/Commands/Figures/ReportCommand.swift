internal import ArgumentParser
internal import Evaluation
internal import Foundation
internal import Indicators
internal import Pages
internal import Record
internal import Reports

/// `mosaic report`: a page of the service as one file.
struct ReportCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write a page of the service as one HTML file, to send around or to print.",
        discussion: """
            Without --indicator and --region it is the overview: who is behind, by how much, and since when. With one of them it is that \
            one's page, with both the page of the series. The file loads nothing and needs no service. A file of that name is replaced.
            """)

    @Argument(help: "The file to write; - is standard output.", completion: .file(extensions: ["html"]))
    var file: String

    @Option(help: "The page of this indicator.", completion: NameCompletion.indicators)
    var indicator: String?

    @Option(help: "The page of this region, by any of its names.", completion: NameCompletion.regions)
    var region: String?

    @OptionGroup var view: ViewOptions
    @OptionGroup var year: YearOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        if view.json { throw ValidationError("a report is HTML; `mosaic gaps --json` has the same numbers") }
    }

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let wanted = try indicator.map { (name) throws(CommandFailure) in try session.indicator(named: name) }
        let area = try region.map { (name) throws(CommandFailure) in try session.region(named: name) }
        // The file is the caller's: it is opened before the command becomes the record's owner.
        var output = file == "-" ? nil : try WholeFile(at: file)
        let html = try page(wanted, area, session).fileHTML
        if file == "-" { return try session.console.write(html) }
        try output?.write(html)
    }

    private func page(_ indicator: Indicator?, _ region: Region?, _ session: Session) throws -> any Page {
        let view = try session.openRecord()
        let snapshot = try session.evaluateAll(
            view, self.view, asOfYear: year.asOfYear, neededBy: indicator?.id)
        let asOf = self.view.asOf(in: session.timeZone)
        let newest = try view.newestBatch(asOf: asOf)
        let context = context(PageContext.Source(newest, asOfYear: snapshot.moment.asOfYear), session)
        switch (indicator, region) {
        case (nil, nil):
            let first = try newest.map { try RecentChanges.first(20, of: $0.id, in: view) } ?? []
            let changes = RecentChanges(of: newest, changes: first, catalog: session.catalog)
            return OverviewPage(of: snapshot, changes: changes, for: context)
        case (nil, let region?): return RegionPage(of: region, snapshot: snapshot, for: context)
        case (let indicator?, nil): return IndicatorPage(of: indicator, snapshot: snapshot, for: context)
        case (let indicator?, let region?):
            var figures: [Figure] = []
            for input in snapshot.catalog.recordedInputs(of: indicator.id).keys.sorted() {
                figures += try view.figures(SeriesSelection(indicator: input, region: region.id), asOf: asOf)
            }
            let key = SeriesKey(indicator: indicator.id, region: region.id)
            return SeriesPage(
                of: indicator, in: region, figures: figures, vintages: try view.vintages(of: key, asOf: asOf),
                snapshot: snapshot, for: context)
        }
    }

    private func context(_ source: PageContext.Source, _ session: Session) -> PageContext {
        let asOf = view.asOf.map { (name: "as_of", value: $0.words) }
        let published = view.publishedBy.map { (name: "published_by", value: $0.description) }
        let asked = session.wording(view).language.map { [$0] } ?? []
        return PageContext(
            language: PageContext.language(for: asked, catalog: session.catalog), path: "/",
            carried: [asOf, published].compactMap { $0 }, source: source, catalog: session.catalog,
            version: MosaicVersion.current)
    }
}

extension PageContext.Source {
    fileprivate init(_ newest: Batch?, asOfYear: Int) {
        self.init(asOfYear: asOfYear, batch: newest?.id ?? 0, recorded: newest?.recorded)
    }
}

extension RecordView {
    /// The newest batch that had been recorded by then; nil: there was none.
    fileprivate func newestBatch(asOf: AsOf) throws(RecordFailure) -> Batch? {
        switch asOf.recorded {
        case nil: state.batch > 0 ? try batch(state.batch) : nil
        case .batch(let id): try batch(id)
        case .time(let time): try batches().last { $0.recorded <= time }
        }
    }
}

extension RecordedPoint {
    /// The point as it is asked for.
    fileprivate var words: String {
        switch self {
        case .batch(let id): "batch:\(id)"
        case .time(let time): time.description
        case .day(let day): day.description
        }
    }
}
