import Evaluation
import Formats
import Foundation
import Indicators
import MosaicTestKit
import Record
import Reports
import Statistics
import Testing

/// Shapes say what the values of reports look like: for the API's description and for CSV.
@Suite
struct ShapeTests {
    /// A shape, and values that have it: with all that there may be, and with nothing.
    struct Case: CustomTestStringConvertible {
        let name: String
        let shape: JSONShape
        let values: [JSONValue]
        var testDescription: String { name }
    }

    static let cases = Result { try makeCases() }

    private static func makeCases() throws -> [Case] {
        let unit = try Sample.unit()
        let snapshot = try Sample.snapshot()
        let record = NaiveRecord()
        let key = StatementKey(Sample.key, try #require(Period(year: 2020)))
        let row = StatedRow(key, .figure(value: 1.5, status: .normal, bound: .over), published: nil, note: "said")
        for step in [
            HistoryStep.file("one", [row]), .file("two", [row], isRetraction: true), .undo(2, at: .noon),
        ] { try step.take(on: record) }
        let view = try record.view()
        let observations = try JSONKeyTests.observations()
        let report = try #require(snapshot.series.first.map { TrendReport($0) })
        let empty = TrendReport(series: Sample.key, unit: unit, trend: Trend(of: []))
        let catalog = snapshot.catalog.with(targetRows: try Self.targets())
        let targets = TargetReport.all(of: catalog, on: try #require(CalendarDate("2026-01-01")))
        let gaps = targets.flatMap { report in
            [observations, []].map { seen in
                GapReport(target: report.target, unit: unit, observations: seen, reference: seen, asOfYear: 2026)
            }
        }
        let service = RecordService(process: 1, isReading: true)
        return [
            Case(name: "figure", shape: .figure, values: try view.allFigures().map { JSONValue($0, unit: nil) }),
            Case(
                name: "statement", shape: .statement,
                values: try view.allStatements(asOf: AsOf(recorded: .batch(2))).map { JSONValue($0, unit: unit) }),
            Case(name: "batch", shape: .batch, values: try view.batches().map { JSONValue($0) }),
            Case(
                name: "status", shape: .status,
                values: [
                    JSONValue(
                        try StatusReport(
                            of: view, record: nil, service: service,
                            server: .primary(Replicas(counts: [.sync: 1], risk: "one")))),
                    JSONValue(
                        try StatusReport(
                            of: NaiveRecord().view(), record: "/a", service: nil, server: .standby(secondsBehind: 0))),
                    JSONValue(try StatusReport(of: NaiveRecord().view(), record: "/a", service: nil, server: nil)),
                ]),
            Case(
                name: "indicator", shape: .indicator,
                values: CatalogReport.all(of: snapshot).map { JSONValue($0) }),
            Case(
                name: "region", shape: .region,
                values: RegionReport.all(of: Self.regions()).map { JSONValue($0) }),
            Case(name: "target", shape: .target, values: targets.map { JSONValue($0) }),
            Case(name: "gap", shape: .gap, values: gaps.map { JSONValue($0) }),
            Case(name: "trend", shape: .trend, values: [report, empty].map { JSONValue($0) }),
        ]
    }

    /// One that says little, and one with all that a row can say.
    private static func targets() throws -> [Target] {
        let key = SeriesKey(indicator: "power", region: "CN")
        let reference = try TargetReference(of: key, indicator: nil, region: "CN-NX", factor: 2, offset: 1)
        return [
            Target(
                id: "plain", series: key,
                terms: try TargetTerms(
                    kind: .atLeast, baseYear: 2015, targetYear: 2030, targetValue: 1000,
                    milestones: [Milestone(year: 2020, value: 400)]), attribute: "binding", source: "plan",
                sourceDate: CalendarDate("2021-03-12"), note: "a note"),
            Target(
                id: "beside", series: key,
                terms: try TargetTerms(kind: .relative, baseYear: 2015, targetYear: 2030, reference: reference)),
            Target(id: "peak", series: key, terms: try TargetTerms(kind: .peakBy, baseYear: 2015, targetYear: 2030)),
            Target(
                id: "growth", series: key,
                terms: try TargetTerms(kind: .changePercent, baseYear: 2015, targetYear: 2030, targetValue: 5)),
        ]
    }

    private static func regions() -> Catalog {
        Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation),
                Region(
                    id: "CN-NX", gbCode: "640000", name: ["en": "Ningxia"], kind: .autonomousRegion,
                    clusters: ["WEST"], aliases: ["宁"], validFrom: Period(year: 1958), validTo: Period(year: 2030),
                    successor: "CN"),
            ], indicators: [], targetRows: [])
    }

    @Test func `each value has the keys of its shape in their order, and is as its schema says`() throws {
        for one in try Self.cases.get() {
            let schema = try json(one.shape.schema)
            #expect(!one.values.isEmpty, "\(one.name)")
            for value in one.values {
                #expect(Self.topKeys(value) == one.shape.keys.map(\.name), "\(one.name)")
                #expect(try json(value).breaches(of: schema) == [], "\(one.name)")
            }
        }
    }

    @Test func `a row of CSV has a field for each column, nested ones too`() throws {
        for one in try Self.cases.get() {
            for value in one.values {
                var writer = CSVWriter()
                var bytes: [UInt8] = []
                one.shape.append(value, by: &writer, to: &bytes)
                let fields = Self.fields(of: String(decoding: bytes, as: UTF8.self))
                #expect(fields.count == one.shape.columns.count, "\(one.name)")
                for (column, field) in zip(one.shape.columns, fields) {
                    let expected = Self.text(of: Self.member(column, of: value)).replacing("\"", with: "")
                    #expect(field == expected, "\(one.name) \(column)")
                }
            }
        }
    }

    @Test func `figures and statements have the columns of the export`() throws {
        var header: [UInt8] = []
        FigureCSV().header(to: &header)
        #expect(
            JSONShape.exportedFigure.columns.joined(separator: ",") + "\n" == String(decoding: header, as: UTF8.self))
        header = []
        var statements = StatementCSV()
        statements.appendHeader(to: &header)
        #expect(JSONShape.statement.columns.joined(separator: ",") + "\n" == String(decoding: header, as: UTF8.self))
    }

    @Test func `a value of another shape breaks its schema`() throws {
        let schema = try json(JSONShape.figure.schema)
        let figure = try json(JSONValue(try Sample.figure(value: 1), unit: nil))
        #expect(figure.breaches(of: schema) == [])
        var members = figure.members
        for (key, value) in [("period", JSON.number(2025.5)), ("status", .string("?")), ("unit", .bool(true))] {
            var wrong = members
            wrong[key] = value
            #expect(JSON.object(wrong).breaches(of: schema).count == 1, "\(key)")
        }
        members["more"] = .null
        #expect(JSON.object(members).breaches(of: schema) == ["$: more is not of its keys"])
        #expect(JSON.object([:]).breaches(of: schema).count == 12)
    }

    private func json(_ value: JSONValue) throws -> JSON { try JSON(Data(Sample.text(value).utf8)) }

    private static func topKeys(_ value: JSONValue) -> [String] {
        if case .object(let members) = value { members.map(\.key) } else { [] }
    }

    /// What stands at a column's path.
    private static func member(_ column: String, of value: JSONValue) -> JSONValue {
        column.split(separator: ".").reduce(value) { value, key in
            guard case .object(let members) = value else { return .null }
            return members.first { $0.key == key }?.value ?? .null
        }
    }

    private static func text(of value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .text(let text): text
        case .boolean, .integer, .number, .array, .object: Sample.text(value)
        }
    }

    /// The fields of a row, without quotes: one within quotes stands twice, and toggles twice.
    private static func fields(of row: String) -> [String] {
        var (fields, isQuoted) = ([""], false)
        for character in row {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

extension FigureCSV {
    fileprivate func header(to bytes: inout [UInt8]) {
        var csv = self
        csv.appendHeader(to: &bytes)
    }
}
