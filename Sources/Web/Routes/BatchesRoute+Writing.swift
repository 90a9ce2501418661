internal import Config
internal import Exchange
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import Intake
internal import NIOCore
internal import Record
internal import Reports

extension Writing {
    /// `POST /api/v1/batches`: a file into the record, as `mosaic backfill` takes it.
    static let push = Writing(
        title: "Record the file that the body is, as a batch",
        parameters: [
            .dryRun, .file, .published, .format, .mapping, .set, .encoding, .decimal, .sheet, .allow, .retract,
        ], takesFile: true, answer: .recordedFile
    ) { (request, site) throws(Problem) in
        let options = try request.intakeOptions()
        let configuration = request.gate.configuration
        let inputs = [request.input].compactMap { $0.map { IntakeInput($0) } }
        let reports = try site.writing { (store) throws(RecordFailure) in
            let door = Door(
                to: store, catalog: configuration.catalog, timeZone: configuration.settings.timeZone,
                recordedBy: request.token.name)
            return try door.take(inputs, options)
        }
        guard let report = reports.first else {
            throw Problem(status: .internalServerError, detail: "The body was not kept.")
        }
        guard report.recorded == nil else { return .written(report.jsonWithWords, batch: report.recorded?.batch) }
        throw Problem(report)
    }

    /// `POST /api/v1/batches/{id}/undo`: voids a batch, as `mosaic batches undo` does.
    static let undo = Writing(
        title: "Void a batch by another", parameters: [.dryRun], takesFile: false, answer: .undoneBatch
    ) { (request, site) throws(Problem) in
        let name = request.path["id"] ?? ""
        guard let id = Int(name) else { throw Problem(status: .notFound, detail: "There is no batch \"\(name)\".") }
        let token = request.token
        let others = try site.writing { (store) throws(RecordFailure) in
            try token.scope.isEverything
                ? [] : store.view().series(statedBy: id).filter { !token.scope.includes($0) }
        }
        guard others.isEmpty else { throw Problem(undoOf: id, stating: others, by: token) }
        let report = try site.writing { (store) throws(RecordFailure) in
            try store.undo(id, by: token.name, dryRun: request.isSet(.dryRun))
        }
        return .written(JSONValue(withWords: report), batch: report.batch)
    }
}

extension WriteRequest {
    /// How the body is read, and what is done with it, as the query and the settings say.
    fileprivate func intakeOptions() throws(Problem) -> IntakeOptions {
        let today = gate.today
        var options = IntakeOptions(today: today)
        options.scope = token.scope
        options.isDryRun = isSet(.dryRun)
        options.isRetraction = isSet(.retract)
        options.published = value(.published).flatMap { CalendarDate($0) }
        if let published = options.published, published > today {
            throw Problem(
                status: .badRequest,
                detail: "published \(published) lies in the future; expected \(today) or earlier")
        }
        options.format = value(.format)
        options.encoding = value(.encoding).flatMap { ReadingOptions.Encoding(rawValue: $0) } ?? encoding
        options.decimal = value(.decimal).flatMap { DecimalSign(rawValue: $0) }
        options.sheet = value(.sheet)
        options.mappings = gate.configuration.mappings
        if let name = value(.mapping) { options.mapping = try mapping(named: name) }
        do throws(MalformedValue) {
            var given: [GivenField] = []
            for text in lists[QueryParameter.set.name] ?? [] { given.append(try GivenField(asked: text)) }
            options.given = try GivenField.byField(given)
            var allowances: [Allowance] = []
            for text in lists[QueryParameter.allow.name] ?? [] { allowances.append(try Allowance(asked: text)) }
            options.allow(allowances)
        } catch {
            throw Problem(status: .badRequest, detail: error.description)
        }
        return options
    }

    /// One of the catalog's mappings, by the name of its file, with its ending or without.
    private func mapping(named name: String) throws(Problem) -> Mapping {
        let known = gate.configuration.mappings
        if let mapping = known.first(where: { $0.name == name || $0.name == "\(name).yaml" }) { return mapping }
        let question =
            NearestName.question(for: name, among: known.map(\.name))
            ?? (known.isEmpty ? "there is none" : "expected \(known.map(\.name).joined(separator: " or "))")
        throw Problem(status: .badRequest, detail: "unknown mapping \"\(name)\"; \(question)")
    }
}

extension Response {
    /// The answer to what was done: 201 with the place of a batch that was made, else 200.
    fileprivate static func written(_ report: JSONValue, batch: Int?) -> Response {
        var headers: HTTPFields = [.contentType: TableFormat.json.contentType, .cacheControl: "no-store"]
        if let batch { headers[.location] = "/api/v1/batches/\(batch)" }
        return Response(
            status: batch == nil ? .ok : .created, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(json: report)))
    }
}

extension Problem {
    /// The answer to a file that was refused, with every fault.
    fileprivate init(_ report: IntakeReport) {
        let count = report.diagnostics.errorTotals.values.reduce(0, +)
        let detail = "Nothing was recorded: \(count.counted("fault")) in the file, as errors and totals say."
        if report.status == .inputOutput {
            self.init(status: .internalServerError, detail: "The body can't be read again.")
        } else {
            self.init(status: report.isForbidden ? .forbidden : .unprocessableContent, detail: detail)
        }
        if case .object(let members) = report.jsonWithWords { self.members = members }
    }

    /// The answer to an undo of a batch with rows that a token may not write.
    fileprivate init(undoOf batch: Int, stating series: [SeriesKey], by token: WriteToken) {
        self.init(
            status: .forbidden,
            detail: "Batch \(batch) has rows of \(series.count) series that \(token.name) may not write.")
        members = [
            JSONValue.Member(
                key: "errors",
                value: .array(
                    series.prefix(Diagnostics.keptOfAKind).map { key in
                        [
                            "code": "not_permitted", "indicator": .text(key.indicator.rawValue),
                            "region": .text(key.region.rawValue),
                        ]
                    }))
        ]
    }
}

/// The parameters of what is pushed: those of `mosaic backfill`.
extension QueryParameter {
    static let dryRun = QueryParameter("dry_run", .word(["true", "false"]), "Do everything but keep it.")
    static let file = QueryParameter(
        "file", .text, "The file's name, for the batch and for messages; `body` if none is given.")
    static let published = QueryParameter("published", .day, "The date of rows without a source_date.")
    static let format = QueryParameter(
        "format", .word(ObservationForm.table.map(\.name)), "The form of the file, if it is not to be detected.")
    static let mapping = QueryParameter(
        "mapping", .text, "One of the mappings beside the service's catalog, by its name.")
    static let set = QueryParameter(
        "set", .text, isRepeatable: true, "What rows say that don't say it themselves, such as unit=PFLOPS.")
    static let encoding = QueryParameter(
        "encoding", .word(ReadingOptions.Encoding.allCases.map(\.rawValue)),
        "The character set, if the file doesn't tell.")
    static let decimal = QueryParameter(
        "decimal", .word(DecimalSign.allCases.map(\.rawValue)), "The decimal sign of numbers, if they don't tell it.")
    static let sheet = QueryParameter("sheet", .text, "The sheet of a workbook, if several have figures.")
    static let allow = QueryParameter(
        "allow", .word(Allowance.words), isRepeatable: true, "Record in spite of a guard, or delete more than is named."
    )
    static let retract = QueryParameter(
        "retract", .word(["true", "false"]),
        "Take back what the rows said: indicator, region and period, on their dates.")
    static let sha256 = QueryParameter(
        "sha256", .digest, "Only batches of a file with this SHA-256, in hexadecimal digits.")
}
