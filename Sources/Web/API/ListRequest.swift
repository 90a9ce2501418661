internal import Evaluation
internal import Exposition
internal import Foundation
internal import HTTPTypes
internal import Indicators
internal import Record
internal import Reports

/// What is asked of a list of the API, and what it is answered from.
struct ListRequest {
    /// Of what a list is made.
    enum Source: Sendable {
        /// The catalog alone.
        case catalog
        /// The snapshot that is served. From another viewpoint it is the record, evaluated anew.
        case snapshot
        /// The record.
        case record
        /// The snapshot that is served, and the figures of the record that it was made of, as far as that can be read.
        case figures
    }

    /// The request.
    let request: RouteRequest
    /// The snapshot that is served.
    let evaluated: Publication.Evaluated
    /// The state of the record that the answer is made of.
    let view: (any RecordView)?
    /// The clock.
    let now: Timestamp
    /// Where the page begins; nil: with the first row.
    let cursor: PageCursor?
    /// Whether the answer is made of the snapshot that is served: nobody asks for another viewpoint.
    let isServed: Bool
    /// The state in a sentence.
    let status: BilingualText
    /// What is told of evaluations.
    let notes: EvaluationNotes
    /// The number of what is published.
    let edition: Int
    /// The files of the inboxes that are not recorded.
    let inbox: @Sendable () -> [InboxEntry]
    /// What the record's server is among others.
    let serverRole: @Sendable () -> ServerRole?
    /// The paths that a link can name, each with its title.
    let places: [(path: String, title: BilingualText)]

    /// Prepares an answer.
    ///
    /// - Throws: 503 before the first evaluation, and where the record is needed and can't be read; 400 for what is no cursor.
    init(_ request: RouteRequest, _ site: Site, from source: Source) throws(Problem) {
        self.request = request
        let edition = site.publication.current
        evaluated = try edition.requireSnapshot()
        (status, places, inbox) = (edition.status, site.routes.places, site.inbox)
        (notes, self.edition) = (edition.notes, edition.number)
        serverRole = { site.serverRole() }
        now = site.now()
        if let text = request.value(.cursor) {
            cursor = try PageCursor(text)
        } else {
            cursor = nil
        }
        let isNow = QueryParameter.viewpoint.allSatisfy { request.value($0) == nil }
        isServed = source == .catalog || isNow && source != .record
        switch source {
        case .catalog: view = nil
        case .snapshot where isNow: view = nil
        case .figures where isNow: view = try? site.reading { (view) throws(RecordFailure) in view }
        case .snapshot, .record, .figures: view = try site.reading { (view) throws(RecordFailure) in view }
        }
    }

    /// The catalog.
    var catalog: Catalog { evaluated.snapshot.catalog }

    /// The most rows of the page.
    var limit: Int { request.integer(.limit) ?? QueryParameter.defaultLimit }

    /// The newest state of the record that the answer may be of.
    var state: StateToken { isServed ? evaluated.origin.state : view?.state ?? evaluated.origin.state }

    /// By what an answer in a form is known again.
    func validators(_ form: String, version: String) -> Validators {
        let (origin, day) = (evaluated.origin, day)
        let query = request.query.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        let path = request.path.sorted { $0.key < $1.key }.map(\.value)
        let tag = EntityTag(
            of: [version, "\(origin.configured)", state.words, "\(day)", form] + path + query)
        let yesterday = CalendarDate(daysSince1970: day.daysSince1970 - 1)
        let midnight = Timestamp(endOf: yesterday, in: origin.timeZone).advanced(by: .microseconds(1))
        let modified = max(state.recorded ?? origin.configured, origin.configured, midnight)
        return Validators(tag, modified: modified, now: now)
    }

    /// The day that counts as now.
    private var day: CalendarDate {
        isServed ? evaluated.snapshot.moment.day : now.day(in: evaluated.origin.timeZone)
    }

    /// The indicator that is asked for; nil: all.
    func indicator() throws(Problem) -> Identifier<Indicator>? {
        guard let name = request.value(.indicator) else { return nil }
        return try known { () throws(UnknownName) in
            try catalog.knownIndicator(named: name, listedBy: "/api/v1/indicators").id
        }
    }

    /// The regions that are asked for; nil: all.
    func regions() throws(Problem) -> Set<Identifier<Region>>? {
        try known { () throws(UnknownName) in
            try catalog.regions(named: request.value(.region), level: request.value(.level))
        }
    }

    /// Whether a target is asked for.
    ///
    /// - Throws: 400 for a name that nothing has.
    func targetFilter() throws(Problem) -> (Target) -> Bool {
        let (indicator, regions) = (try indicator(), try regions())
        let name = request.value(.target)
        if let name, !catalog.targetRows.contains(where: { $0.id.rawValue == name }) {
            let question = NearestName.question(for: name, among: catalog.targetRows.map(\.id.rawValue))
            throw Problem(
                status: .badRequest,
                detail: "unknown target \"\(name)\"; \(question ?? "/api/v1/targets lists them")")
        }
        return { target in
            target.id.rawValue == name ?? target.id.rawValue
                && target.series.indicator == indicator ?? target.series.indicator
                && regions?.contains(target.series.region) ?? true
        }
    }

    /// Of some indicators those that a page may have rows of: from the one of its cursor on.
    func rest(of indicators: [Indicator], in page: PageWriter) -> ArraySlice<Indicator> {
        guard let first = page.after?.first else { return indicators[...] }
        return indicators.drop { $0.id.rawValue != first }
    }

    private func known<Value>(_ find: () throws(UnknownName) -> Value) throws(Problem) -> Value {
        do throws(UnknownName) {
            return try find()
        } catch {
            throw Problem(status: .badRequest, detail: error.words.english, chinese: error.words.chinese)
        }
    }
}
