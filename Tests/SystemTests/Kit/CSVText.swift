import Foundation
import MosaicTestKit

extension GoldenCase {
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
}

/// Long CSV of rows that are dictionaries by column.
func csvText(_ columns: [String], _ rows: [[String: String]]) -> String {
    func quoted(_ text: String) -> String {
        text.contains { ",\"\n".contains($0) } ? "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" : text
    }
    return ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
        .map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
}
