/// The tolerance of docs/methods.md, rule 2: where two results differ by more than it allows.
///
/// Every number to 1e-9 relative, or 1e-9 of the largest input where the result is a difference near zero; dimensionless
/// results to 1e-9 relative or absolute. Words, years, counts, booleans and nulls exactly.
public struct GoldenTolerance: Sendable {
    private let largestInput: Double

    /// - Parameter largestInput: the largest magnitude among the inputs.
    public init(largestInput: Double) { self.largestInput = largestInput }

    /// Every difference, as a line that names the key.
    public func differences(_ found: JSON, _ expected: JSON, at path: String = "") -> [String] {
        switch (found, expected) {
        case (.object(let left), .object(let right)):
            return Set(left.keys).union(right.keys).sorted().flatMap { key -> [String] in
                let path = path.isEmpty ? key : "\(path).\(key)"
                guard let found = left[key] else { return ["\(path): missing"] }
                guard let expected = right[key] else { return ["\(path): not expected"] }
                return differences(found, expected, at: path)
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
        // A quarter of each: the difference of the largest doubles is none.
        let error = abs(found / 4 - expected / 4) * 4
        let isDimensionless = Self.dimensionless.contains(key) || key.hasSuffix("_ratio")
        return error <= 1e-9 * max(abs(expected), isDimensionless ? 1 : largestInput)
    }

    private static let exact: Set = ["n", "s", "origins", "breaches"]
    private static let dimensionless: Set = [
        "r2", "tau_b", "p", "drift_p", "at_least", "at_most", "skill", "coverage", "reach_probability",
    ]
}
