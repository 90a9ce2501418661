public import Indicators

/// Series read from a file alone, without a catalog.
public struct SeriesFile: Sendable {
    /// The series that have a row, in the order of their first; of each the observations that exist, ascending.
    public let series: [Series]
    /// The unit of each indicator's values: that of its first row, under the file's own word.
    public let units: [Identifier<Indicator>: UnitOfMeasure]
    /// Every fault and doubt. Where there are errors the series are not to be used.
    public let diagnostics: Diagnostics
    /// What the file was read as, where that is not the default form; nil: it is, or the file has no form.
    public let detected: String?
}
