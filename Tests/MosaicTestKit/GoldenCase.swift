internal import Foundation
public import Indicators

/// A case of a golden file of docs/methods.md, whose statistics are worked out from a series.
public struct GoldenCase: Sendable, CustomStringConvertible {
    /// The case's name.
    public let id: String
    /// The window that the file's trends were worked out with.
    public let window: Int
    /// The case's members: what goes in, and what is expected.
    public let fields: [String: JSON]

    /// Name and note.
    public var description: String { "\(id): \(fields["note"]?.string ?? "")" }

    /// Reads all cases of a file in Tests/Golden; a file without one is an error.
    public static func all(of name: String) throws -> [GoldenCase] { try all(of: name, under: "cases") }

    /// Reads the cases of a file in Tests/Golden whose input is refused; a file without one is an error.
    public static func refused(of name: String) throws -> [GoldenCase] { try all(of: name, under: "refused") }

    private static func all(of name: String, under key: String) throws -> [GoldenCase] {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = try JSON(Data(contentsOf: folder.appending(path: "Golden/\(name)")))
        let cases = (file[key]?.elements ?? []).compactMap { fields in
            fields["id"]?.string.map { GoldenCase(id: $0, window: file["window"]?.int ?? 10, fields: fields.members) }
        }
        guard !cases.isEmpty else { throw KitError("\(name) holds no case") }
        return cases
    }

    /// The observations under a key, in order, each once.
    public func observations(_ key: String) throws -> [Observation] {
        var seen: Set<Observation> = []
        return try (fields[key]?.elements ?? []).compactMap { try Self.observation($0) }
            .filter { seen.insert($0).inserted }.sorted { $0.period < $1.period }
    }

    /// The largest magnitude of the numbers that go in: what a difference near zero is measured by.
    ///
    /// - Parameter key: of the series.
    public func largestInput(_ key: String) -> Double {
        let values = (fields[key]?.elements ?? []).compactMap { $0["value"]?.number }
        let stated = ["target_value", "base_value", "lower", "upper", "offset"].compactMap {
            fields["target"]?[$0]?.number
        }
        return (values + stated).map(abs).max() ?? 0
    }

    private static func observation(_ row: JSON) throws -> Observation? {
        let value = row["value"]?.number
        let code = row["status"]?.string ?? ""
        guard let status = ObservationStatus(rawValue: code.isEmpty ? "A" : code),
            let bound = ObservationBound(rawValue: row["bound"]?.string ?? "eq"),
            let period = row["year"]?.int.flatMap(Period.init(year:))
        else { throw KitError("no row of a golden series: \(row)") }
        // A row without a value does not exist, whatever its status; a record would not take it with most.
        guard value != nil || status.allowsNoValue else { return nil }
        guard let observation = Observation(period: period, value: value, status: status, bound: bound) else {
            throw KitError("no observation: \(row)")
        }
        return observation
    }
}
