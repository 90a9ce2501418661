import Evaluation
import Formats
import Indicators
import Statistics
import Testing

@testable import Reports

/// A kind that no room knows goes all the way: terms, assessment, evaluation, JSON and sentences ask its traits and rules.
@Suite struct MadeUpKindTests {
    /// A value that is to be half of that of the base, or less, in the target year.
    private static let halved = TargetKind(
        "halved",
        traits: TargetTraits(
            subject: .level, statement: .value, needsBaseYear: true, sense: .only(.atMost), path: .only(.geometric),
            hasMilestones: false)
    ) { question in
        let values = question.observations.filter { $0.period.year <= question.asOfYear }
        guard let base = values.first(where: { $0.period.year == question.terms.baseYear })?.existingValue,
            let last = values.last, let value = last.existingValue
        else { return TargetGap(.notAssessable, .noObservation) }
        var gap = TargetGap(value <= base / 2 ? .met : .away, nil)
        gap.targetLevel = base / 2
        gap.baseValue = base
        gap.year = last.period.year
        gap.value = value
        gap.gap = value - base / 2
        return gap
    }

    private static let sentences = KindSentences(
        kind: halved,
        asked: { BilingualText(english: "half of \($0.base.english)", chinese: "\($0.base.chinese)的一半") },
        steps: { [$0.missing, $0.path] }, years: \.levelYears, pace: nil)

    private func evaluation(_ values: [(Int, Double)]) throws -> TargetEvaluation {
        try #require(snapshot(values).targets.first)
    }

    private func snapshot(_ values: [(Int, Double)]) throws -> Snapshot {
        let observations = try values.map { year, value in
            try #require(Period(year: year).flatMap { Observation(period: $0, value: value) })
        }
        let terms = try TargetTerms(kind: Self.halved, baseYear: 2020, targetYear: 2030, targetValue: 0.5)
        let name: MultilingualText = ["en": "X", "zh": "某"]
        let catalog = Catalog(
            regions: [Region(id: "CN", gbCode: nil, name: name, kind: .nation)],
            indicators: [
                Indicator(
                    id: "x", title: name, unit: UnitOfMeasure(word: "kt"), direction: .less, measure: .level)
            ],
            targetRows: [Target(id: "t", series: SeriesKey(indicator: "x", region: "CN"), terms: terms)])
        let series = Series(key: SeriesKey(indicator: "x", region: "CN"), observations: observations)
        let moment = EvaluationMoment(
            asOfYear: 2026, day: CalendarDate(daysSince1970: 20_000), time: Timestamp(microseconds: 0))
        return Evaluator(catalog: catalog).snapshot(of: [series], at: moment)
    }

    @Test func `terms of a made-up kind follow its traits`() throws {
        let terms = try TargetTerms(kind: Self.halved, baseYear: 2020, targetYear: 2030, targetValue: 0.5)
        #expect(terms.sense == .atMost)
        #expect(terms.path == .geometric)
        #expect(throws: TargetTermsFault.noBaseYear(Self.halved)) {
            try TargetTerms(kind: Self.halved, targetYear: 2030, targetValue: 0.5)
        }
        #expect(throws: TargetTermsFault.senseContradictsKind(Self.halved)) {
            try TargetTerms(kind: Self.halved, sense: .atLeast, baseYear: 2020, targetYear: 2030, targetValue: 0.5)
        }
    }

    @Test func `a made-up kind is evaluated by its own rules and told under its own name`() throws {
        let snapshot = try snapshot([(2020, 10), (2025, 7)])
        let short = try #require(snapshot.targets.first)
        #expect(short.gap.state == .away)
        #expect(short.gap.gap == 2)
        #expect(try evaluation([(2020, 10), (2025, 5)]).gap.state == .met)
        var bytes: [UInt8] = []
        JSONValue(GapReport(short, in: snapshot)).append(to: &bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""kind":"halved""#))
        #expect(text.contains(#""gap":2"#))
    }

    @Test func `a made-up kind is explained by its own sentences`() throws {
        let explanation = GapExplanation(
            of: try evaluation([(2020, 10), (2025, 7)]), sentences: Self.sentences, observations: [], figures: [],
            asOfYear: 2026)
        #expect(explanation.steps.map(\.english) == ["t asks for half of 2020.", "The gap is 2 kt."])
        #expect(explanation.steps.map(\.chinese) == ["目标t：2020年的一半。", "差距为2 kt。"])
    }

    @Test func `every kind that can stand in a file has sentences, and nothing else has`() {
        #expect(KindSentences.table.map(\.kind) == TargetKind.allCases)
        #expect(Set(TargetKind.allCases.map(\.rawValue)).count == TargetKind.allCases.count)
    }
}
