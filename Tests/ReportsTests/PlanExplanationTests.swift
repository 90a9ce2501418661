import Evaluation
import Indicators
import MosaicTestKit
import Record
import Reports
import Statistics
import Testing

/// What is said of plans as they are written: outlook, milestones, references, peaks, and what a target lacks.
@Suite
struct PlanExplanationTests {
    private static let own = SeriesKey(indicator: "x", region: "CN")
    private static let other = SeriesKey(indicator: "x", region: "CN-GZ")

    /// A snapshot of a target about China, beside Guizhou, in percent.
    private func snapshot(
        _ terms: TargetTerms, _ observations: [Observation], beside reference: [Observation] = [], asOfYear: Int
    ) -> Snapshot {
        let catalog = Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation),
                Region(
                    id: "CN-GZ", gbCode: nil, name: ["en": "Guizhou", "zh": "贵州"], kind: .province),
            ],
            indicators: [
                Indicator(
                    id: "x", title: ["en": "Growth", "zh": "增速"],
                    unit: UnitOfMeasure(word: "percent"), direction: .more, measure: .level)
            ], targetRows: [Target(id: "t", series: Self.own, terms: terms)])
        return Evaluator(catalog: catalog).snapshot(
            of: [
                Series(key: Self.own, observations: observations), Series(key: Self.other, observations: reference),
            ].filter { !$0.observations.isEmpty },
            at: EvaluationMoment(
                asOfYear: asOfYear, day: CalendarDate(daysSince1970: 20_000), time: Timestamp(microseconds: 0)))
    }

    private func explanation(
        _ terms: TargetTerms, _ observations: [Observation], beside reference: [Observation] = [], asOfYear: Int
    ) throws -> GapExplanation {
        let snapshot = snapshot(terms, observations, beside: reference, asOfYear: asOfYear)
        let figures = [(Self.own, observations), (Self.other, reference)].flatMap { key, observations in
            observations.map {
                Figure(
                    series: key, observation: $0, published: CalendarDate(daysSince1970: 20_000), batch: 1,
                    recorded: Timestamp(microseconds: 0), source: "s", note: nil)
            }
        }
        return GapExplanation(
            of: try #require(snapshot.targets.first), observations: observations, reference: reference,
            figures: figures, asOfYear: asOfYear)
    }

    private func observations(_ rows: [(Int, Double)], _ status: [Int: ObservationStatus] = [:]) throws -> [Observation]
    {
        try rows.map { year, value in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value, status: status[year] ?? .normal))
        }
    }

    private func beside(_ mode: TargetReference.Mode, factor: Double = 1, offset: Double = 0) throws -> TargetTerms {
        try TargetTerms(
            kind: .relative, baseYear: 2025, targetYear: 2030,
            reference: TargetReference(
                of: Self.own, indicator: nil, region: "CN-GZ", factor: factor, offset: offset, mode: mode))
    }

    @Test(arguments: try GoldenCase.all(of: "plans.json"))
    func `every golden plan can be explained, sentence by sentence in both languages`(golden: GoldenCase) throws {
        let target = try #require(golden.fields["target"])
        var terms = try TargetTerms(golden: target, kinds: TargetKind.allCases)
        if let reference = terms.reference {
            terms = try TargetTerms(
                kind: .relative, sense: terms.sense, baseYear: terms.baseYear, targetYear: terms.targetYear,
                reference: TargetReference(
                    of: Self.own, indicator: nil, region: "CN-GZ", factor: reference.factor, offset: reference.offset,
                    mode: reference.mode))
        }
        let found = try explanation(
            terms, golden.observations("series"), beside: golden.observations("reference"),
            asOfYear: try #require(golden.fields["as_of_year"]?.int))
        #expect(!found.steps.isEmpty)
        for text in found.steps {
            #expect(text.english.hasSuffix(".") && !text.english.contains("  "), "\(text.english)")
            #expect(text.chinese.hasSuffix("。"), "\(text.chinese)")
            #expect(!text.english.contains("Optional") && !text.english.contains("nan"), "\(text.english)")
        }
        if let year = found.target.gap.year {
            #expect(found.inputs.contains { $0.observation.period.year == year })
        }
        let outlook = found.target.gap.outlook
        #expect(found.steps.contains { $0 == outlook?.sentence } == (outlook != nil))
    }

    @Test func `before its first figure a target is told what it asks beside what was done`() throws {
        let terms = try TargetTerms(kind: .atLeast, baseYear: 2025, targetYear: 2030, targetValue: 100)
        let found = try explanation(terms, try observations([(2020, 60), (2025, 76)]), asOfYear: 2025)
        #expect(found.steps.map(\.english).contains("The plan asks for 1.5 times the pace of 2020–2025."))
        #expect(found.steps.map(\.chinese).contains("规划所需速度为2020–2025年速度的1.5倍。"))
        #expect(found.steps.last == TargetOutlook.faster.sentence)
        #expect(found.inputs.map(\.observation.period.year) == [2020, 2025])
        let away = try explanation(terms, try observations([(2020, 80), (2025, 76)]), asOfYear: 2025)
        #expect(
            away.steps.map(\.english).contains(
                "In 2020–2025 it went the other way, at 0.1667 of the pace that the plan asks for."))
        let still = try explanation(terms, try observations([(2020, 76), (2025, 76)]), asOfYear: 2025)
        #expect(still.steps.map(\.english).contains("In 2020–2025 it did not move."))
    }

    @Test func `what a plan needed in years that are gone is told as such`() throws {
        let terms = try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: 2025, targetValue: 100)
        let rows = try observations([(2020, 60), (2024, 80)])
        let needed = "a change of 20 percentage points a year (or growth of 25%)"
        func sentence(asOfYear: Int) throws -> BilingualText? {
            try explanation(terms, rows, asOfYear: asOfYear).steps.first { $0.english.contains(needed) }
        }
        let before = try #require(try sentence(asOfYear: 2025))
        #expect(before.english.hasPrefix("From now on, in 2025, \(needed) is needed: "))
        #expect(before.chinese.hasPrefix("今后2025年，需每年变化"))
        let after = try #require(try sentence(asOfYear: 2026))
        #expect(after.english.hasPrefix("In 2025, \(needed) was needed: "))
        #expect(after.chinese.hasPrefix("2025年，本需每年变化"))
    }

    @Test func `milestones are told in what is asked, what was missed and what is next`() throws {
        let terms = try TargetTerms(
            kind: .atLeast, baseYear: 2025, targetYear: 2030, targetValue: 35,
            milestones: [Milestone(year: 2027, value: 30), Milestone(year: 2028, value: 31)])
        let found = try explanation(terms, try observations([(2025, 25), (2027, 28.5)]), asOfYear: 2027)
        let steps = found.steps.map(\.english)
        #expect(
            steps.first
                == "t asks for at least 35 percent in 2030, on the way 30 percent by 2027 and 31 percent by 2028.")
        #expect(
            steps.contains(
                "Since 2025 it moved by 1.75 percentage points a year; from there 2.5 percentage points a year was needed: "
                    + "0.7 of the pace needed."))
        #expect(
            steps.contains(
                "Milestones missed: 2027; next is 31 percent in 2028, 2.5 percentage points a year until then."))
        let good = try explanation(terms, try observations([(2025, 25), (2027, 28.5), (2028, 32)]), asOfYear: 2028)
        #expect(good.steps.contains { $0.english.hasPrefix("Milestones missed: 2027, made good since; next is 35") })
    }

    @Test func `both sides of a reference are told year by year`() throws {
        let (own, other) = (
            try observations([(2025, 5), (2026, 5.4), (2027, 5.1)]), try observations([(2026, 5), (2027, 5.3)])
        )
        let found = try explanation(try beside(.everyYear), own, beside: other, asOfYear: 2027)
        #expect(
            found.steps.map(\.english) == [
                "t asks for at least that of Growth, Guizhou in every year of 2026–2030.",
                "2026: 5.4 percent beside 5 percent.", "2027: 5.1 percent beside 5.3 percent.",
                "The worst year is 2027; years in which it was decisively not kept: 1.",
                "The gap is 0.2 percentage points, 3.774% of what is asked.",
                "40% of the time is gone.",
            ])
        #expect(found.inputs.map(\.series.region) == ["CN", "CN", "CN-GZ", "CN-GZ"])
        let times = try explanation(
            try beside(.finalYear, factor: 1.5, offset: -1), own, beside: other, asOfYear: 2027)
        #expect(times.steps.first?.english == "t asks for at least 1.5 × that of Growth, Guizhou − 1 in 2030.")
        #expect(times.steps.map(\.chinese).contains("2027年：5.1%，对照1.5 × 5.3 − 1 = 6.95%。"))
    }

    @Test func `a peak is told with the years that may be one, and what would settle it`() throws {
        let terms = try TargetTerms(kind: .peakBy, targetYear: 2030)
        let rows: [(Int, Double)] = [(2019, 90), (2020, 100), (2022, 98), (2023, 97), (2024, 95)]
        let found = try explanation(terms, try observations(rows, [2023: .estimated]), asOfYear: 2024)
        #expect(
            found.steps.map(\.english) == [
                "t asks for the peak no later than 2030.",
                "The peak so far is 2020: 100 percent; figures after it: 3; 2024 is 5% off it.",
                "Others still may be: 2021 (missing), 2023 (an estimate).",
                "It is settled by firm figures of 2021, 2023 and figures up to 2031 that stay below the peak; "
                    + "earlier by five years or more of fall.",
            ])
        let sure = try explanation(
            terms, try observations([(2019, 90), (2020, 100), (2021, 98), (2022, 97)]), asOfYear: 2022)
        #expect(sure.steps.map(\.english).contains("No other year may be the peak."))
    }

    @Test func `a target that is not assessable says which figure would make it so`() throws {
        func need(_ terms: TargetTerms, _ rows: [(Int, Double)], _ status: [Int: ObservationStatus] = [:]) throws
            -> String?
        {
            let snapshot = snapshot(terms, try observations(rows, status), asOfYear: 2027)
            return GapReport(try #require(snapshot.targets.first), in: snapshot).need?.english
        }
        func terms(_ kind: TargetKind = .atLeast, base: Int? = 2025, year: Int = 2030) throws -> TargetTerms {
            try TargetTerms(kind: kind, baseYear: base, targetYear: year, targetValue: 9)
        }
        #expect(try need(terms(), [(2026, 1)]) == "needs 2025 of x, CN: its base")
        #expect(try need(terms(), [(2025, 1)]) == "needs 2026 of x, CN: its first year after the base")
        #expect(try need(terms(), []) == "needs 2025 and 2026 of x, CN: its base and the first year after it")
        #expect(try need(terms(base: nil), []) == "needs 2030 of x, CN: its target year")
        #expect(
            try need(terms(base: nil), [(2024, 1)]) == "needs 2024 of x, CN: its base, as base_period in targets.csv")
        #expect(
            try need(terms(.annualMean, base: 2023), [(2024, 1), (2027, 1)])
                == "needs 2025 and 2026 of x, CN: years since the base")
        #expect(
            try need(terms(), [(2025, 1), (2026, 2)], [2026: .breakInSeries])
                == "needs 2025 of x, CN: as it is counted since 2026")
        #expect(try need(terms(), [(2022, 1), (2025, 2)]) == nil)
        #expect(try need(terms(), [(2025, 1), (2026, 2)]) == nil)
        #expect(
            try need(beside(.everyYear), [(2026, 1), (2027, 1)])
                == "needs 2026 and 2027 of x, CN-GZ: what it stands beside")
        #expect(
            try need(beside(.finalYear), [(2026, 1), (2027, 1)]) == "needs 2027 of x, CN-GZ: what it stands beside")
    }
}
