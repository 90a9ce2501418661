internal import Exposition
internal import HTTPTypes
internal import Indicators
internal import Reports

extension ExpositionFilter {
    /// The parameters that choose what is scraped: groups as node_exporter's users name collectors.
    static let parameters = [
        QueryParameter("collect[]", .text, isRepeatable: true, "Only families of these groups."),
        QueryParameter("indicator", .text, isRepeatable: true, "Only samples of these indicators, and of none."),
        QueryParameter(
            "region", .text, isRepeatable: true,
            "Only samples of these regions, and of none; with / behind a region all of its parts too."),
    ]

    /// Takes the parameters of a scrape.
    ///
    /// - Parameters:
    ///   - lists: their values; of a region any name will do, and with a slash behind it all of its parts are meant too.
    ///   - snapshot: what is served, of which the catalog and the groups are known.
    /// - Throws: 400 for what is not known, with what is.
    init(_ lists: [String: [String]], of snapshot: RenderedSnapshot) throws(Problem) {
        self.init()
        let (catalog, collected) = (snapshot.catalog, snapshot.collected)
        if let names = lists["collect[]"] {
            var chosen: Set<CollectedGroup> = []
            for name in Set(names) {
                guard let group = CollectedGroup(rawValue: name), collected.contains(group) else {
                    throw .unknown("group", name, among: collected.map(\.rawValue))
                }
                chosen.insert(group)
            }
            groups = chosen
        }
        if let names = lists["indicator"] {
            var chosen: Set<Identifier<Indicator>> = []
            for name in Set(names) {
                guard let indicator = catalog.indicator(Identifier(name)) else {
                    throw .unknown("indicator", name, among: catalog.indicators.map(\.id.rawValue))
                }
                chosen.insert(indicator.id)
            }
            indicators = chosen
        }
        if let names = lists["region"] {
            var chosen: Set<Identifier<Region>> = []
            for name in Set(names) {
                guard let found = try? catalog.regions(named: name, level: nil) else {
                    throw .unknown(
                        "region", name, catalog.regionQuestion(for: name), among: catalog.regions.map(\.id.rawValue))
                }
                chosen.formUnion(found)
            }
            // Who wants all of them gets what everybody gets.
            regions = chosen.count == catalog.regions.count ? nil : chosen
        }
    }
}

extension Problem {
    /// A name that nothing has, with the nearest one and those that there are.
    fileprivate static func unknown(
        _ kind: String, _ name: String, _ question: String? = nil, among known: [String]
    ) -> Problem {
        let question = question ?? NearestName.question(for: name, among: known)
        let rest = known.count - mostNames
        let names = known.prefix(mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        return Problem(
            status: .badRequest,
            detail: "unknown \(kind) \"\(name)\"; \(question.map { "\($0) " } ?? "")There are: \(names)")
    }

    /// So many names are told at most.
    private static let mostNames = 100
}
