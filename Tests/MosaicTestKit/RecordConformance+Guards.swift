import Indicators
import Record

extension RecordConformance {
    static let guardChecks = [
        RecordConformance("a value a power of ten away from both neighbours stops the batch from 1000 on") { record in
            try record.take(.powers("one", [(2018, 50), (2019, 52), (2021, 55)]))
            let report = try record.append(.powers("two", [(2020, 53_000), (2022, 56)]))
            try expect(report.findings.summary, ["2: 2020 53000.0 is 10^3 of 2019 2021"], "the findings")
            try expect([report.isRefused, report.batch == nil], [true, true], "refused, no batch")
            try expect(try record.batches().count, 1, "batches")
            try expect(try record.figure(2022)?.observation.value, nil, "a good row of the refused file")
            try expect(try record.append(.powers("two", [(2020, 53)])).batch, 2, "the next batch")
        },
        RecordConformance("a factor of 100 is a warning, and what is allowed is no error") { record in
            let rates = { (name: String, values: [(Int, Double)], allowed: Set<SeriesGuard>) throws in
                let series = SeriesKey(indicator: "rate", region: "CN")
                return HistoryStep.file(
                    name, try values.map { try StatedRow.power($0.0, $0.1, "2024-01-01", series: series) },
                    units: ["rate": "percent"], allowing: allowed)
            }
            let warned = try record.append(rates("one", [(2019, 64), (2020, 0.65), (2021, 66)], []))
            try expect(
                warned.findings.summary,
                ["2: 2019 64.0 is 10^2 of 2020", "3: 2020 0.65 is 10^-2 of 2019 2021", "4: 2021 66.0 is 10^2 of 2020"],
                "the findings")
            try expect([warned.isRefused, warned.batch == 1], [false, true], "refused, batch 1")
            let powers = try HistoryStep.powers("two", [(2019, 50), (2020, 0.051)], allowing: [.unitSlip])
            let allowed = try record.append(powers)
            try expect(allowed.findings.summary.count, 2, "allowed findings: each is beside the other")
            try expect([allowed.isRefused, allowed.batch == 2], [false, true], "refused, batch 2")
        },
        RecordConformance("neighbours are the nearest figures after the batch that are not 0; both count") { record in
            try record.take(.powers("one", [(2015, 50_000), (2016, 0), (2019, 0), (2020, 5)]))
            let one = try record.append(.powers("two", [(2017, 50)], allowing: []), dryRun: true)
            try expect(one.findings.summary, [], "1000 times less than the one, 10 times more than the other")
            let zeros = try record.append(.powers("three", [(2017, 50), (2020, 49_000)], allowing: []), dryRun: true)
            try expect(
                zeros.findings.summary,
                [
                    "2: 2017 50.0 is 10^-3 of 2015 2020", "3: 2020 49000.0 revises 5.0",
                    "3: 2020 49000.0 is 10^3 of 2017",
                ],
                "beside zeros, a far year and a row of the same file")
            let opposite = try record.append(.powers("four", [(2020, 0.05), (2017, 50)], allowing: []), dryRun: true)
            try expect(
                opposite.findings.summary, ["2: 2020 0.05 revises 5.0", "2: 2020 0.05 is 10^-3 of 2017"],
                "between 1000 times more and 1000 times less")
        },
        RecordConformance("a ratio counts within 10 percent of a power that two units differ by") { record in
            try record.take(.powers("one", [(2019, 10)]))
            let found = try [(11_000.0, 1), (11_001, 0), (9000, 1), (8999, 0), (100_000, 0), (-10_000, 0)].map {
                value, _ in
                try record.append(.powers("two", [(2020, value)], allowing: []), dryRun: true).findings.kept.count
            }
            try expect(found, [1, 0, 1, 0, 0, 0], "findings of 11000, 11001, 9000, 8999, 100000 and -10000")
            let alone = try record.append(.file("three", [.power(2020, 10_000, "2024-01-01")], allowing: []))
            try expect(alone.findings.summary, [], "of an indicator in no known unit")
        },
        RecordConformance("a revision by more than half stops the batch, but not of what was preliminary") { record in
            func said(_ name: String, _ values: [Double?], _ status: ObservationStatus, _ date: String) throws
                -> HistoryStep
            {
                .file(
                    name,
                    try values.enumerated().map {
                        try .power(2000 + $0.offset, $0.element, date, status: $0.element == nil ? .missing : status)
                    }, allowing: [])
            }
            try record.take(try said("one", [10, 10, -10, 0, 10, nil], .normal, "2020-01-01"))
            let great = try record.append(said("two", [15, 15.1, -4, 1, nil, 5], .normal, "2021-01-01"))
            try expect(
                great.findings.summary,
                ["3: 2001 15.1 revises 10.0", "4: 2002 -4.0 revises -10.0", "5: 2003 1.0 revises 0.0"], "the findings")
            try expect([great.isRefused, great.batch == nil], [true, true], "refused, no batch")
            let old = try record.append(said("three", [99], .normal, "2019-01-01"))
            try expect(old.findings.summary, [], "an older value revises nothing")
            for (year, status) in [ObservationStatus.estimated, .forecast, .imputed, .provisional].enumerated() {
                try record.take(try said("of \(status)", [10], status, "202\(2 + year)-01-01"))
                let next = try record.append(
                    try said("after \(status)", [30 + Double(year)], .normal, "202\(2 + year)-06-01"), dryRun: true)
                try expect(next.findings.summary, [], "the findings after status \(status)")
            }
        },
        RecordConformance("what repeats or confirms is not held against its neighbours") { record in
            try record.take(.powers("one", [(2019, 50), (2020, 50_000)], allowing: [.unitSlip]))
            let again = try record.append(.powers("two", [(2019, 50), (2020, 50_000)], allowing: []), dryRun: true)
            try expect([again.findings.kept.count, again.counts[.unchanged]], [0, 2], "findings, repeats")
            let later = HistoryStep.file(
                "three", [try .power(2020, 50_000, "2025-01-01")], units: ["computing_power": "PFLOPS"], allowing: [])
            let confirmed = try record.append(later, dryRun: true)
            try expect([confirmed.findings.kept.count, confirmed.counts[.confirmed]], [0, 1], "findings, confirmed")
        },
        RecordConformance("a finding in a line of many rows is at the row's field") { record in
            try record.take(.powers("one", [(2018, 50), (2019, 50), (2022, 50)]))
            let values = [(2022, 51), (2018, 90), (2019, 52), (2020, 53_000)] as [(year: Int, value: Double)]
            let rows = try values.map { try StatedRow.power($0.year, $0.value, "2025-01-01") }
            let step = HistoryStep.file("two", rows, units: ["computing_power": "PFLOPS"], allowing: []).inOneLine
            let report = try record.append(step, dryRun: true)
            let places = report.findings.kept.map { "\($0.row.line).\($0.row.field) \($0.year) \($0.found.rawValue)" }
            try expect(
                places, ["2.1 2022 unit_slip", "2.2 2018 revision", "2.4 2020 unit_slip"], "the cells and their years")
        },
        RecordConformance("of each kind the 20 first lines are kept, and all are counted") { record in
            let rows = try (2000..<2030).map { try StatedRow.power($0, 1, "2020-01-01") }
            let revised = try (2000..<2030).reversed().map { try StatedRow.power($0, 2, "2021-01-01") }
            try record.take(.file("one", rows))
            let report = try record.append(.file("two", revised, allowing: []), dryRun: true)
            try expect(report.findings.kept.map(\.row.line), Array(2...21), "the lines")
            try expect(report.findings.totals.values.map { $0 }, [30], "the totals")
        },
        RecordConformance("several files are recorded together, each a batch of its own, or none") { record in
            func together(_ steps: [HistoryStep]) throws -> [AppendReport] {
                let batches = steps.compactMap { step -> (draft: BatchDraft, statements: any StatementSource)? in
                    if case .append(let draft, let statements, _) = step { (draft, statements) } else { nil }
                }
                return try record.append(batches, dryRun: false)
            }
            let one = try HistoryStep.powers("one", [(2019, 50), (2020, 51)], allowing: [])
            let refused = try together([
                one, .powers("two", [(2021, 52_000)], allowing: []), .powers("three", [(2010, 1)]),
            ])
            try expect(refused.map(\.isRefused), [false, true, false], "which were refused")
            try expect(refused.map(\.batch), [nil, nil, nil], "their batches")
            try expect(refused[1].findings.summary, ["2: 2021 52000.0 is 10^3 of 2020"], "the findings")
            try expect(try record.batches().count, 0, "batches after the refusal")
            let kept = try together([one, .powers("two", [(2021, 52)]), one])
            try expect(kept.map(\.batch), [1, 2, nil], "batches")
            try expect(kept.map(\.already), [nil, nil, 1], "which is recorded already")
            try expect(try record.allFigures().map(\.batch), [1, 1, 2], "who said the figures")
        },
    ]
}

extension HistoryStep {
    /// A file of figures of the series of most checks, in PFLOPS, published in 2024.
    fileprivate static func powers(
        _ name: String, _ values: [(year: Int, value: Double)], allowing allowed: Set<SeriesGuard> = []
    ) throws -> HistoryStep {
        .file(
            name, try values.map { try .power($0.year, $0.value, "2024-01-01") },
            units: ["computing_power": "PFLOPS"], allowing: allowed)
    }
}

extension GuardFindings {
    /// A line a finding.
    fileprivate var summary: [String] {
        kept.map { finding in
            switch finding.cause {
            case .unitSlip(let power, let neighbours):
                "\(finding.row.line): \(finding.year) \(finding.value) is 10^\(power) of "
                    + neighbours.map { "\($0.year)" }.joined(separator: " ")
            case .revision(let old): "\(finding.row.line): \(finding.year) \(finding.value) revises \(old)"
            }
        }
    }
}
