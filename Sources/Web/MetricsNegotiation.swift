internal import Formats

/// In which format and encoding a scrape is answered. (RFC 9110, 12.5; Prometheus, "Content negotiation")
///
/// There is always an answer: who accepts nothing of what we have gets the plain text format.
struct MetricsNegotiation: Equatable {
    /// The format.
    var format: ExpositionFormat
    /// The scheme by which names should be escaped, as the client called it. Ours are ASCII, the same under each.
    var escaping: String?
    /// Whether the bytes are gzip members.
    var isGzipped: Bool

    /// Chooses by the fields of a request; a field that is missing is nil.
    init(accept: String?, acceptEncoding: String?) {
        let match = Self.best(WeightedElement.list(accept ?? ""))
        format = match?.format ?? .text
        escaping = match?.escaping
        isGzipped = Self.prefersGzip(WeightedElement.list(acceptEncoding ?? ""))
    }

    /// The value of `Content-Type`.
    var contentType: String {
        guard let escaping else { return format.contentType }
        return "\(format.contentType); escaping=\(escaping)"
    }

    /// How an element of `Accept` meets a format that we have.
    private struct Match {
        var format: ExpositionFormat
        var escaping: String?
        var quality: Double
        /// 0 for any type, to 3 for a type with its version.
        var precision: Int
        var position: Int

        /// Whether this is wanted more than `other`: by quality, then by how exactly it was named, then by its place.
        func precedes(_ other: Match) -> Bool {
            (quality, precision, -position) > (other.quality, other.precision, -other.position)
        }
    }

    private static let escapings: Set<String> = ["allow-utf-8", "underscores", "dots", "values"]

    /// What names each format the most exactly has the say; of the formats that are wanted the most wanted is taken.
    private static func best(_ elements: [WeightedElement]) -> Match? {
        // The text format comes first: it is the one for who says the same of both.
        [ExpositionFormat.text, .openMetrics].compactMap { format -> Match? in
            let matches = elements.enumerated().compactMap { match($1, at: $0, with: format) }
            let precision = matches.map(\.precision).max()
            return matches.filter { $0.precision == precision }.max { $1.precedes($0) }
        }
        .filter { $0.quality > 0 }
        .reduce(nil) { best, match in best.map { match.precedes($0) ? match : $0 } ?? match }
    }

    private static func match(_ element: WeightedElement, at position: Int, with format: ExpositionFormat) -> Match? {
        let (type, version) =
            switch format {
            case .text: ("text/plain", "0.0.4")
            case .openMetrics: ("application/openmetrics-text", "1.0.0")
            }
        let named = element.parameters["version"]
        let precision: Int
        switch element.value {
        case type where named == version: precision = 3
        case type where named == nil: precision = 2
        case "\(type.prefix { $0 != "/" })/*": precision = 1
        case "*/*": precision = 0
        default: return nil
        }
        let escaping = element.parameters["escaping"].flatMap { escapings.contains($0) ? $0 : nil }
        return Match(
            format: format, escaping: escaping, quality: element.quality, precision: precision, position: position)
    }

    /// Whether gzip is accepted, and not less than no encoding where that is named.
    private static func prefersGzip(_ elements: [WeightedElement]) -> Bool {
        func quality(_ coding: String) -> Double? { elements.last { $0.value == coding }?.quality }
        guard let gzip = quality("gzip") ?? quality("x-gzip") ?? quality("*"), gzip > 0 else { return false }
        return gzip >= quality("identity") ?? 0
    }
}
