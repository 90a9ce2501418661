internal import Evaluation
internal import Exposition
internal import HTTPTypes
internal import Indicators
internal import Record
internal import Reports

/// What of the record is asked for.
extension ListRequest {
    /// What had been recorded and published. Beside the snapshot that is served it is the state of that.
    var asOf: AsOf {
        let batch = evaluated.origin.state.batch
        if isServed { return AsOf(recorded: batch > 0 ? .batch(batch) : .time(Timestamp(microseconds: 0))) }
        return AsOf(
            recorded: request.point(.asOf)?.recorded(in: evaluated.origin.timeZone),
            publishedBy: request.day(.publishedBy))
    }

    /// What the record answers.
    ///
    /// - Throws: 404 for a batch that is not there; 503 where the record can't be read.
    func reading<Value>(_ body: (any RecordView) throws -> Value) throws(Problem) -> Value {
        do {
            guard let view else {
                throw Problem(
                    status: .internalServerError, detail: "The record was not opened.", chinese: "记录未能打开。")
            }
            return try body(view)
        } catch let problem as Problem {
            throw problem
        } catch let failure as RecordFailure {
            throw Problem(failure)
        } catch {
            throw Problem(
                status: .internalServerError, detail: "The record can't be read.", chinese: "无法读取记录。")
        }
    }

    /// What is asked for, of the state of which the first page was.
    ///
    /// - Throws: 410 where the record has another past than the one of that page.
    func pinnedAsOf() throws(Problem) -> AsOf {
        guard let pin = cursor?.state else { return asOf }
        return try reading { view in
            guard pin != view.state.words else { return asOf }
            guard let batch = try view.batch(pinnedBy: pin) else { throw Problem.cursorIsGone }
            var pinned = asOf
            switch pinned.recorded {
            case .batch(let id)?: pinned.recorded = .batch(min(id, batch.id))
            case .time(let time)? where time < batch.recorded: break
            case .time, nil: pinned.recorded = .batch(batch.id)
            }
            return pinned
        }
    }

    /// The year that counts as now.
    func asOfYear() throws(Problem) -> Int {
        guard !isServed else { return evaluated.snapshot.moment.asOfYear }
        return try reading { view in
            try Viewpoint(asOf: asOf, asOfYear: request.year(.asOfYear)?.year)
                .moment(now: now, in: evaluated.origin.timeZone, batch: view.batch).asOfYear
        }
    }

    /// The snapshot that is served; from another viewpoint one of all that an indicator needs, or of everything, evaluated now.
    func snapshot(neededBy indicator: Identifier<Indicator>?) throws(Problem) -> Snapshot {
        guard !isServed else { return evaluated.snapshot }
        return try reading { view in
            try ViewEvaluation(
                of: view, catalog: catalog,
                from: Viewpoint(asOf: asOf, asOfYear: request.year(.asOfYear)?.year), now: now,
                in: evaluated.origin.timeZone,
                window: request.integer(.window) ?? Evaluator.defaultWindow
            ).snapshot(neededBy: indicator)
        }
    }
}

extension RecordView {
    /// The batch just after which the record was in a state; nil: this record never was.
    fileprivate func batch(pinnedBy words: String) throws(RecordFailure) -> Batch? {
        let parts = words.split(separator: " ")
        guard parts.count > 1, let id = Int(parts[1]), id > 0, id <= state.batch else { return nil }
        let batch = try batch(id)
        let then = StateToken(
            record: state.record, batch: id, recorded: batch.recorded, sha256: batch.input?.sha256)
        return then.words == words ? batch : nil
    }
}
