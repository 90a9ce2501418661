internal import Evaluation
internal import HTTPTypes
internal import Indicators
internal import Pages
internal import Record
internal import Reports

extension Route {
    /// `/indicators/{indicator}/{region}`: a series, with its chart, its targets and its numbers.
    static let series = Route.page(
        "/indicators/{indicator}/{region}", title: "A series", chinese: "数列", from: .figures
    ) { (asked, context) throws(Problem) in try asked.seriesPage(for: context) }

    /// `/indicators/{indicator}/{region}/chart.svg`: the chart of that page.
    static let seriesChart = Route.picture(
        "/indicators/{indicator}/{region}/chart.svg", title: "The chart of a series", chinese: "数列图表", from: .figures
    ) { (asked, context) throws(Problem) in try asked.seriesPage(for: context).picture }
}

/// What the path of a page names.
extension ListRequest {
    /// The page of the series that the path names.
    fileprivate func seriesPage(for context: PageContext) throws(Problem) -> SeriesPage {
        let (indicator, region) = (try indicatorOfPath(), try regionOfPath())
        let snapshot = try snapshot(neededBy: indicator.id)
        let inputs = snapshot.catalog.recordedInputs(of: indicator.id).keys.sorted()
        var figures: [Figure] = []
        var vintages: [Vintage] = []
        try readingIfServed { view in
            for input in inputs {
                let selection = SeriesSelection(indicator: input, region: region.id)
                try view.figures(selection, asOf: asOf) { figures += $0 }
            }
            vintages = try view.vintages(of: SeriesKey(indicator: indicator.id, region: region.id), asOf: asOf)
        }
        return SeriesPage(
            of: indicator, in: region, figures: figures, vintages: vintages, snapshot: snapshot, for: context)
    }

    /// The indicator of `{indicator}`.
    ///
    /// - Throws: 404 with the nearest name for one that the catalog does not name.
    func indicatorOfPath() throws(Problem) -> Indicator {
        try named { () throws(UnknownName) in
            try catalog.knownIndicator(named: request.path["indicator"] ?? "", listedBy: "/indicators")
        }
    }

    /// The region of `{region}`, by any of its names.
    ///
    /// - Throws: 404 with the nearest name for one that the catalog does not name.
    func regionOfPath() throws(Problem) -> Region {
        try named { () throws(UnknownName) in try catalog.knownRegion(named: request.path["region"] ?? "") }
    }

    /// Reads the record for what a page shows beside the snapshot. Beside the one that is served nothing is read where that
    /// can't be done now: the page is made without.
    func readingIfServed(_ body: (any RecordView) throws -> Void) throws(Problem) {
        do throws(Problem) {
            try reading(body)
        } catch {
            guard isServed else { throw error }
        }
    }

    private func named<Value>(_ find: () throws(UnknownName) -> Value) throws(Problem) -> Value {
        do throws(UnknownName) {
            return try find()
        } catch {
            throw Problem(status: .notFound, detail: error.words.english, chinese: error.words.chinese)
        }
    }
}
