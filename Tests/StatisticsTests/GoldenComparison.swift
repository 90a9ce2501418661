/// The tolerance of docs/methods.md, rule 2: where two results differ by more than it allows.
struct GoldenComparison {
    /// The largest magnitude among the inputs.
    let largestInput: Double

    /// Every difference, as a line that names the key.
    func differences(_ found: JSONValue, _ expected: JSONValue, at path: String = "") -> [String] {
        switch (found, expected) {
        case (.object(let left), .object(let right)):
            let keys = Set(left.keys).union(right.keys).sorted()
            return keys.flatMap { key -> [String] in
                let place = path.isEmpty ? key : "\(path).\(key)"
                guard let found = left[key] else { return ["\(place): not computed"] }
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
        if error <= 1e-9 * abs(expected) { return true }
        let isDimensionless = Self.dimensionless.contains(key) || key.hasSuffix("_ratio")
        return error <= 1e-9 * (isDimensionless ? 1 : largestInput)
    }

    private static let exact: Set = ["n", "s", "origins", "breaches"]
    private static let dimensionless: Set = [
        "r2", "tau_b", "p", "drift_p", "at_least", "at_most", "skill", "coverage", "reach_probability",
    ]
}
