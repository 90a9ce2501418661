internal import HTTPTypes

/// How long Prometheus waits for a scrape, as it says in `X-Prometheus-Scrape-Timeout-Seconds`.
enum ScrapeTimeout {
    /// Within which time an answer is to be there, so that it arrives in time; nil: the request does not say, or no number.
    static func duration(of headers: HTTPFields) -> Duration? {
        guard let field, let text = headers[field], let seconds = Double(text), seconds > 0, seconds <= longest else {
            return nil
        }
        return .seconds(seconds * share)
    }

    /// The part of the time that making an answer may take: the rest is for its way.
    private static let share = 0.9
    /// A day. Whoever says more has no limit in mind.
    private static let longest = 86_400.0
    private static let field = HTTPField.Name("X-Prometheus-Scrape-Timeout-Seconds")
}
