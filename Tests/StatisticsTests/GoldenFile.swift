import Foundation
import Indicators
import Testing

/// The cases of a golden file of docs/methods.md: inputs, and what is expected of them.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    let id: String
    /// The window that the file's trends were worked out with.
    let window: Int
    let fields: [String: JSONValue]

    var testDescription: String { "\(id): \(fields["note"]?.string ?? "")" }

    /// Reads all cases of a file in Tests/Golden.
    static func all(of name: String) -> [GoldenCase] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        guard let data = try? Data(contentsOf: folder.appending(path: "Golden/\(name)")),
            case .object(let file)? = try? JSONDecoder().decode(JSONValue.self, from: data),
            case .array(let cases)? = file["cases"]
        else { return [] }
        return cases.compactMap {
            guard case .object(let fields) = $0, let id = fields["id"]?.string else { return nil }
            return GoldenCase(id: id, window: file["window"]?.integer ?? 10, fields: fields)
        }
    }

    /// The observations under a key, in order, each once.
    func observations(_ key: String) throws -> [Observation] {
        guard case .array(let rows)? = fields[key] else { return [] }
        let observations = try rows.compactMap { try Self.observation($0) }
        var seen: Set<Observation> = []
        return observations.filter { seen.insert($0).inserted }.sorted { $0.period < $1.period }
    }

    private static func observation(_ row: JSONValue) throws -> Observation? {
        let value = row["value"]?.number
        let code = row["status"]?.string ?? ""
        let status = try #require(ObservationStatus(rawValue: code.isEmpty ? "A" : code))
        let bound = try #require(ObservationBound(rawValue: row["bound"]?.string ?? "eq"))
        let year = try #require(row["year"]?.integer)
        let period = try #require(Period(year: year))
        // A row without a value does not exist, whatever its status; a record would not take it with most.
        guard value != nil || status.allowsNoValue else { return nil }
        let observation: Observation = try #require(
            Observation(period: period, value: value, status: status, bound: bound))
        return observation
    }
}

/// A JSON value; null is a value too.
enum JSONValue: Hashable, Sendable, Decodable {
    case null, bool(Bool), number(Double), string(String), array([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    init(_ value: Double?) { self = value.map(JSONValue.number) ?? .null }
    init(_ value: Int?) { self = value.map { .number(Double($0)) } ?? .null }
    init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }

    subscript(key: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields[key]
    }

    var number: Double? {
        guard case .number(let value) = self else { return nil }
        return value
    }
    var integer: Int? { number.flatMap { Int(exactly: $0) } }
    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }
}
