internal import Foundation

/// The paths that a route answers, such as `/metrics` or `/batches/{id}/undo`: `{id}` stands for any one segment.
struct RoutePattern: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The pattern as it is written, which is also the `route` label of the metrics.
    let description: String
    private let segments: [Segment]

    private enum Segment: Hashable {
        case fixed(Substring)
        case parameter(String)
    }

    init(stringLiteral text: String) {
        description = text
        segments = text.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}")
                ? .parameter(String(segment.dropFirst().dropLast())) : .fixed(segment)
        }
    }

    /// The names of its parameters, in their order.
    var parameters: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// The path that has some values of its parameters, each percent-encoded.
    func path(of values: [String: String]) -> String {
        segments.map { segment in
            switch segment {
            case .fixed(let fixed): String(fixed)
            case .parameter(let name): (values[name] ?? "").queryEncoded
            }
        }.joined(separator: "/")
    }

    /// The values of a path's parameters by name, percent-decoded; nil if the pattern is not that of the path.
    ///
    /// An empty segment is no value.
    func values(in path: String) -> [String: String]? {
        let found = path.split(separator: "/", omittingEmptySubsequences: false)
        guard found.count == segments.count else { return nil }
        var values: [String: String] = [:]
        for (segment, text) in zip(segments, found) {
            switch segment {
            case .fixed(let fixed):
                guard text == fixed else { return nil }
            case .parameter(let name):
                guard !text.isEmpty, let value = String(text).removingPercentEncoding else { return nil }
                values[name] = value
            }
        }
        return values
    }
}
