import Foundation
import Indicators

/// A file of a golden history, read by the least code that these files need: no quotes, a few regions, three indicators.
struct GoldenFile {
    /// The file contradicts itself.
    struct Refusal: Error {}

    /// A cell is none of those that golden files have.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    let text: String

    init(_ text: String) { self.text = Self.dated(text) }

    /// A text with the day of the tests' clock in it.
    static func dated(_ text: String) -> String {
        text.replacingOccurrences(of: "{today}", with: "\(Timestamp.noon.day(in: .shanghai))")
    }

    /// The rows, converted; refuses a key that is dated and undated, and rows of one key and date that disagree.
    func rows(isRetraction: Bool) throws -> [StatedRow] {
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let rows = try lines.dropFirst().map { cells in
            try row(Dictionary(uniqueKeysWithValues: zip(lines[0], cells)), isRetraction: isRetraction)
        }
        for ofKey in Dictionary(grouping: rows, by: \.key).values {
            let dates = Set(ofKey.map(\.published))
            guard dates.count == 1 || !dates.contains(nil) else { throw Refusal() }
            for date in dates where Set(ofKey.filter { $0.published == date }.map(\.content)).count > 1 {
                throw Refusal()
            }
        }
        return rows
    }

    private func row(_ cells: [String: String], isRetraction: Bool) throws -> StatedRow {
        func cell(_ name: String) -> String? { cells[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let indicator = cell("indicator"), let unit = Self.units[indicator],
            let region = cell("region").flatMap({ Self.regions[$0.lowercased()] }),
            let period = cell("period").flatMap({ Int($0) }).flatMap(Period.init(year:))
        else { throw Unreadable(description: "\(cells)") }
        let key = StatementKey(SeriesKey(indicator: Identifier(indicator), region: Identifier(region)), period)
        return StatedRow(
            key, isRetraction ? .retraction : try content(cells, in: unit),
            published: cell("source_date").flatMap(CalendarDate.init), source: cell("source") ?? "the file",
            note: cell("note"))
    }

    private func content(_ cells: [String: String], in unit: String) throws -> StatementContent {
        func cell(_ name: String) -> String? { cells[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let status = ObservationStatus(rawValue: cell("status") ?? "A"),
            let bound = ObservationBound(rawValue: cell("bound") ?? "eq"),
            let shift = cell("unit").flatMap({ UnitOfMeasure(known: $0) })
                .flatMap({ from in UnitOfMeasure(known: unit).flatMap { from.shift(to: $0) } })
        else { throw Unreadable(description: "\(cells)") }
        guard let text = cell("value") else { return .figure(value: nil, status: status, bound: bound) }
        let (digits, exponent) = Self.parts(of: text)
        guard let value = Double("\(digits)e\(exponent + shift)") else { throw Unreadable(description: text) }
        return .figure(value: value == 0 ? 0 : value, status: status, bound: bound)
    }

    /// A number's digits and its power of ten.
    private static func parts(of text: String) -> (digits: String, exponent: Int) {
        let parts = text.lowercased().split(separator: "e").map(String.init)
        return (parts.first ?? "", parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    private static let units = [
        "computing_power": "PFLOPS", "urbanization_rate": "percent", "orbital_launches": "count",
    ]

    private static let regions = [
        "CN": ["cn", "100000", "china", "中国", "全国"],
        "CN-NM": ["cn-nm", "150000", "inner mongolia", "nei mongol", "内蒙古"],
        "CN-HI": ["cn-hi", "460000", "hainan", "海南"],
        "CN-SC": ["cn-sc", "510000", "sichuan", "四川"],
        "CN-GS": ["cn-gs", "620000", "gansu", "甘肃省"],
        "CN-QH": ["cn-qh", "630000", "qinghai", "青海"],
    ].reduce(into: [String: String]()) { names, region in for name in region.value { names[name] = region.key } }
}
