internal import Formats

/// The format and the encoding in which a scrape is answered. (RFC 9110, 12.5; Prometheus, "Content negotiation")
///
/// There is always an answer: a client that accepts none of our formats gets the plain text format.
struct MetricsNegotiation: Equatable {
    /// The format.
    var format: ExpositionFormat
    /// The scheme by which the client wants names escaped. Our names are ASCII, and the same under every scheme.
    var escaping: String?
    /// Whether the bytes are compressed with gzip.
    var isGzipped: Bool

    /// Chooses by two fields of a request; nil: the request does not have the field.
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

    /// An element of `Accept` that names a format of ours.
    private struct Match {
        var format: ExpositionFormat
        var escaping: String?
        var quality: Double
        /// How exactly the element names the format: 0 for any type, to 3 for a type with its version.
        var precision: Int
        /// The element's index in the field.
        var position: Int

        /// Whether the client wants this more than `other`: by quality, then by precision, then by position.
        func precedes(_ other: Match) -> Bool {
            (quality, precision, -position) > (other.quality, other.precision, -other.position)
        }
    }

    private static let escapings: Set<String> = ["allow-utf-8", "underscores", "dots", "values"]

    /// The format that the client wants most; nil if it accepts neither.
    ///
    /// Several elements can name one format: then the most exact one gives the format's quality.
    private static func best(_ elements: [WeightedElement]) -> Match? {
        // Text comes first, because it wins if the client wants both formats equally.
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

    /// Whether the client accepts gzip, and does not prefer to have no encoding.
    private static func prefersGzip(_ elements: [WeightedElement]) -> Bool {
        func quality(_ coding: String) -> Double? { elements.last { $0.value == coding }?.quality }
        guard let gzip = quality("gzip") ?? quality("x-gzip") ?? quality("*"), gzip > 0 else { return false }
        return gzip >= quality("identity") ?? 0
    }
}
