internal import Indicators

/// The parameters of the API's lists.
extension QueryParameter {
    /// How many rows a page has unless it is asked otherwise.
    static let defaultLimit = 1000

    static let limit = QueryParameter(
        "limit", .integer(1...10_000), "The most rows of a page; \(defaultLimit) unless it is given.")
    static let cursor = QueryParameter("cursor", .text, "Where the page begins: `next` of the page before has it.")
    static let indicator = QueryParameter("indicator", .text, "Only this indicator, by its id.")
    static let region = QueryParameter(
        "region", .text, "Only this region, by any of its names; with / behind it all of its parts too.")
    static let level = QueryParameter("level", .text, "Only regions of this level, such as province.")
    static let target = QueryParameter("target", .text, "Only this target, by its id.")
    static let state = QueryParameter(
        "state", .word(TargetState.allCases.map(\.rawValue)), "Only targets in this state.")
    static let from = QueryParameter("from", .year, "No year before this one.")
    static let to = QueryParameter("to", .year, "No year after this one.")
    static let asOf = QueryParameter(
        "as_of", .point, "Only what had been recorded by then: RFC 3339, a date (its whole day), or batch:ID.")
    static let publishedBy = QueryParameter("published_by", .day, "Only what had been published by then.")
    static let asOfYear = QueryParameter(
        "as_of_year", .year, "The year that counts as now: later observations do not exist.")
    static let window = QueryParameter("window", .integer(1...1000), "How many observations a trend looks at.")

    /// Those with which another snapshot is asked for than the one that is served.
    static let viewpoint = [asOf, publishedBy, asOfYear, window]
}
