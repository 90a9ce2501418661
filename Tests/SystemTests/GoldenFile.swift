import Foundation

/// A case of Tests/Golden whose statistics are worked out from a series: the golden cases of docs/methods.md.
struct GoldenCase: Sendable {
    let id: String
    let fields: JSON

    /// All cases of a file, with the window that they were worked out with.
    static func all(of name: String) throws -> (cases: [GoldenCase], window: Int) {
        let file = try JSON(Data(contentsOf: Repository.url("Tests/Golden/\(name).json")))
        let cases = (file["cases"]?.elements ?? []).compactMap { fields in
            fields["id"]?.string.map { GoldenCase(id: $0, fields: fields) }
        }
        guard !cases.isEmpty else { throw KitError("\(name).json holds no case") }
        return (cases, file["window"]?.int ?? 10)
    }

    /// The rows of the case's series as long CSV, each `indicator` of a region "somewhere".
    func rows(_ key: String, indicator: String, unit: String) -> [[String: String]] {
        (fields[key]?.elements ?? []).map { row in
            [
                "indicator": indicator, "region": "somewhere", "period": row["year"]?.description ?? "",
                "value": row["value"]?.number.map { "\($0)" } ?? "", "unit": unit,
                "status": row["status"]?.string ?? "", "bound": row["bound"]?.string ?? "",
            ]
        }
    }

    /// The largest magnitude of the numbers that go in: what a difference near zero is measured by.
    func largestInput(_ key: String) -> Double {
        let values = (fields[key]?.elements ?? []).compactMap { $0["value"]?.number }
        let stated = ["target_value", "base_value", "lower", "upper"].compactMap { fields["target"]?[$0]?.number }
        return (values + stated).map(abs).max() ?? 0
    }
}

/// Long CSV of rows that are dictionaries by column.
func csvText(_ columns: [String], _ rows: [[String: String]]) -> String {
    func quoted(_ text: String) -> String {
        text.contains { ",\"\n".contains($0) } ? "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" : text
    }
    return ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
        .map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
}

/// The tolerance of docs/methods.md, rule 2: every difference between two results that is more than it allows, as a line that names the key.
struct GoldenTolerance {
    let largestInput: Double

    func differences(_ found: JSON, _ expected: JSON, at path: String = "") -> [String] {
        switch (found, expected) {
        case (.object(let left), .object(let right)):
            return Set(left.keys).union(right.keys).sorted().flatMap { key -> [String] in
                let place = path.isEmpty ? key : "\(path).\(key)"
                guard let found = left[key] else { return ["\(place): missing"] }
                guard let expected = right[key] else { return ["\(place): not expected"] }
                return differences(found, expected, at: place)
            }
        case (.array(let left), .array(let right)) where left.count == right.count:
            return zip(left, right).enumerated().flatMap {
                differences($0.element.0, $0.element.1, at: "\(path)[\($0.offset)]")
            }
        case (.number(let left), .number(let right)):
            return isClose(left, right, key: String(path.split(separator: ".").last ?? ""))
                ? [] : ["\(path): \(left) instead of \(right)"]
        default:
            return found == expected ? [] : ["\(path): \(found) instead of \(expected)"]
        }
    }

    private func isClose(_ found: Double, _ expected: Double, key: String) -> Bool {
        if Self.exact.contains(key) || key.hasSuffix("year") { return found == expected }
        let error = abs(found / 4 - expected / 4) * 4
        let isDimensionless = Self.dimensionless.contains(key) || key.hasSuffix("_ratio")
        return error <= 1e-9 * max(abs(expected), isDimensionless ? 1 : largestInput)
    }

    private static let exact: Set = ["n", "s", "origins", "breaches"]
    private static let dimensionless: Set = ["r2", "tau_b", "p", "drift_p", "skill", "coverage", "reach_probability"]
}
