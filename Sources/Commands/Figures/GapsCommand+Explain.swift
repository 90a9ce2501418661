internal import ArgumentParser
internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

extension GapsCommand {
    /// Makes sure that what is asked of one target, or of a change, isn't mixed with what is asked of all.
    func validateAsides() throws {
        if explain != nil, since != nil {
            throw ValidationError("--explain is about a state, --since about a change: one at a time")
        }
        if explain != nil, state != nil || region != nil || level.level != nil || !failOn.isEmpty {
            throw ValidationError("--explain is about one target; leave out --state, --region, --level and --fail-on")
        }
        if explain != nil, rows.csv { throw ValidationError("--explain has sentences and no rows; leave out --csv") }
        if since != nil, !failOn.isEmpty { throw ValidationError("--since shows changes; leave out --fail-on") }
    }

    /// Explains one target.
    func show(explanationOf name: String, _ session: Session) throws {
        let ids = session.catalog.targetRows.map(\.id.rawValue)
        guard let row = session.catalog.targetRows.first(where: { $0.id.rawValue == name }) else {
            let question = NearestName.question(for: name, among: ids) ?? "`mosaic gaps` lists them"
            throw CommandFailure(.usage, "unknown target \"\(name)\"; \(question)")
        }
        let record = try session.openRecord()
        let snapshot = try session.evaluateAll(
            record, source.view, asOfYear: source.year.asOfYear, neededBy: row.series.indicator)
        guard let target = snapshot.targets.first(where: { $0.target.id == row.id }) else {
            throw CommandFailure(.usage, "target \"\(name)\" was not published by \(snapshot.moment.day)")
        }
        let reference = target.target.terms.reference?.series
        var figures: [Figure] = []
        let inputs = ([row.series] + (reference.map { [$0] } ?? [])).flatMap { key in
            session.catalog.recordedInputs(of: key.indicator).keys.sorted()
                .map { SeriesKey(indicator: $0, region: key.region) }
        }
        for (index, key) in inputs.enumerated() where !inputs[..<index].contains(key) {
            let selection = SeriesSelection(indicator: key.indicator, region: key.region)
            figures += try record.figures(selection, asOf: source.view.asOf(in: session.timeZone))
        }
        // JSON has both languages, whatever the reader's is.
        let wording = source.view.json ? Wording() : session.wording(source.view)
        let explanation = GapExplanation(
            of: target, observations: snapshot.series(of: row.series)?.series.observations ?? [],
            reference: reference.flatMap { snapshot.series(of: $0)?.series.observations } ?? [], figures: figures,
            catalog: session.catalog, asOfYear: snapshot.moment.asOfYear, wording: wording)
        guard !source.view.json else { return try session.console.write(JSONValue(explanation)) }
        for line in explanation.lines(wording) { try session.console.write(line: line) }
    }
}

extension GapExplanation {
    /// What is printed: a heading, what went in, then the sentences, in both languages where nobody has said one.
    fileprivate func lines(_ wording: Wording) -> [String] {
        let state = target.gap.state.rawValue
        let word = officialWord.map { " · \($0)" } ?? ""
        let heading =
            "\(target.target.id) · \(wording.heading(target.region.name)) · "
            + "\(wording.heading(target.indicator.title)) · as of \(asOfYear): \(state)\(word)"
        let figures = inputs.map { figure in
            let observation = figure.observation
            let value = observation.value.map(\.decimalText) ?? ""
            let marks = [observation.status.rawValue, observation.bound.rawValue].filter { $0 != "A" && $0 != "eq" }
            let name = derived.isEmpty ? "" : "\(figure.series.indicator)  "
            return "  \(observation.period)  \(name)\(value) \(wording.unit(unit(of: figure)))"
                + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
                + "  \(figure.source), \(figure.published), batch \(figure.batch)"
        }
        let formulas = derived.map { "  \($0.id)  \($0.derivation?.source ?? "")" }
        let sentences = steps + [verdict] + (reason.map { [$0] } ?? [])
        let all =
            [heading, ""] + formulas + figures + (formulas.isEmpty && figures.isEmpty ? [] : [""])
            + (wording.language == nil
                ? sentences.map(\.english) + [""] + sentences.map(\.chinese) : sentences.map { wording.text($0) })
        return all.map { $0.replacingControlCharacters() }
    }
}

extension Wording {
    /// A name in a heading: where nobody has said a language, in Chinese besides.
    fileprivate func heading(_ text: MultilingualText) -> String {
        guard language == nil, let chinese = text.found(in: .chinese) else { return self.text(text) }
        return "\(self.text(text)) \(chinese)"
    }
}
