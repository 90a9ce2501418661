import Evaluation
import Foundation
import Indicators
import Record
import Reports
import Statistics
import Testing

@Suite
struct GapExplanationTests {
    /// A case of Tests/Golden/gaps.json.
    struct Case: Decodable, Sendable {
        struct Terms: Decodable, Sendable {
            let kind: String
            let target_year: Int
            let base_year: Int?
            let base_value: Double?
            let target_value: Double?
            let lower: Double?
            let upper: Double?
            let path: String?
            let sense: String?
        }

        struct Row: Decodable, Sendable {
            let year: Int
            let value: Double?
            let status: String?
            let bound: String?
        }

        let id: String
        let target: Terms
        let as_of_year: Int
        let series: [Row]
    }

    private struct File: Decodable { let cases: [Case] }

    private static func cases() throws -> [Case] {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: folder.appending(path: "Golden/gaps.json")))
            .cases
    }

    private let key = SeriesKey(indicator: "x", region: "CN")

    private func explanation(of golden: Case, unit: String) throws -> GapExplanation {
        let stated = golden.target
        let kind = try #require(TargetKind(rawValue: stated.kind))
        let terms = try TargetTerms(
            kind: kind, sense: stated.sense.flatMap(TargetSense.init), path: stated.path.flatMap(TargetPath.init),
            baseYear: stated.base_year, baseValue: stated.base_value, targetYear: stated.target_year,
            targetValue: stated.target_value, lower: stated.lower, upper: stated.upper)
        let observations = golden.series.compactMap { row in
            Period(year: row.year).flatMap {
                Observation(
                    period: $0, value: row.value, status: row.status.flatMap(ObservationStatus.init) ?? .normal,
                    bound: row.bound.flatMap(ObservationBound.init) ?? .equal)
            }
        }
        let ordered = Dictionary(grouping: observations, by: \.period).compactMap(\.value.first)
            .sorted { $0.period < $1.period }
        let catalog = Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation)
            ],
            indicators: [
                Indicator(
                    id: "x", title: ["en": "X", "zh": "某"], unit: UnitOfMeasure(word: unit),
                    direction: .more, measure: .level)
            ], targetRows: [Target(id: "t", series: key, terms: terms)])
        let day = CalendarDate(daysSince1970: 20_000)
        let now = Timestamp(microseconds: 0)
        let snapshot = Evaluator(catalog: catalog).snapshot(
            of: [Series(key: key, observations: ordered)],
            at: EvaluationMoment(asOfYear: golden.as_of_year, day: day, time: now))
        let figures = ordered.map {
            Figure(series: key, observation: $0, published: day, batch: 1, recorded: now, source: "s", note: nil)
        }
        return GapExplanation(
            of: try #require(snapshot.targets.first), observations: ordered, figures: figures,
            asOfYear: golden.as_of_year)
    }

    @Test(arguments: ["GW", "percent"])
    func `every golden gap can be explained, sentence by sentence in both languages`(unit: String) throws {
        for golden in try Self.cases() {
            let found = try explanation(of: golden, unit: unit)
            let gap = found.target.gap
            #expect(!found.steps.isEmpty)
            for text in found.steps {
                #expect(text.english.hasSuffix(".") && !text.english.contains("  "), "\(golden.id): \(text.english)")
                #expect(text.chinese.hasSuffix("。"), "\(golden.id): \(text.chinese)")
                #expect(!text.english.contains("Optional") && !text.english.contains("nan"), "\(golden.id)")
            }
            #expect(found.reason == gap.reason?.sentence)
            // Of what went in, the figure that is held against the target.
            if let year = gap.year {
                #expect(found.inputs.contains { $0.observation.period.year == year }, "\(golden.id)")
            }
            if let ratio = found.requiredOverRecent { #expect(ratio > 0 && ratio.isFinite, "\(golden.id)") }
        }
    }

    @Test
    func `what is needed from now on over the recent pace is the pace still asked over the pace there was`() throws {
        for golden in try Self.cases() {
            let found = try explanation(of: golden, unit: "GW")
            let (gap, terms) = (found.target.gap, found.target.target.terms)
            guard terms.kind.traits.subject != .flows, gap.path == .linear, let ratio = found.requiredOverRecent,
                let recent = gap.recentPaceRatio, recent > 0, let level = gap.targetLevel, let base = gap.baseValue,
                let step = gap.requiredStep, let year = terms.baseYear
            else { continue }
            // recent_pace_ratio is the recent step over the one needed from the base.
            let recentStep = recent * (level - base) / Double(terms.targetYear - year)
            guard recentStep.isFinite, recentStep != 0 else { continue }
            #expect(abs(ratio - step / recentStep) <= 1e-9 * ratio, "\(golden.id)")
        }
    }
}
