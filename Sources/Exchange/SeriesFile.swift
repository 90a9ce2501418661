public import Indicators

/// Series read from a file alone, without a catalog.
public struct SeriesFile: Sendable {
    /// The series that have a row, in the order of their first; of each the observations that exist, ascending.
    public let series: [Series]
    /// The unit of each indicator's values: that of its first row, under the file's own word.
    public let units: [Identifier<Indicator>: UnitOfMeasure]
    /// Every fault and doubt. Where there are errors the series are not to be used.
    public let diagnostics: Diagnostics
    /// What the file was read as and how it is laid out; nil: it has the default form, or none.
    public let detected: String?
    /// What became of its marks.
    public let account: ReadingAccount
}
