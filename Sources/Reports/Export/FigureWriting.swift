public import Formats
public import Indicators
public import Record

/// Writes figures in a form, a series at a time, in the order of keys.
public protocol FigureWriting: ~Copyable {
    /// Appends the figures of a series, ascending by year.
    mutating func append(_ figures: [Figure], of indicator: Indicator, _ region: Region?, to bytes: inout [UInt8])
        throws(FormatsError)

    /// Appends what ends the form.
    mutating func finish(to bytes: inout [UInt8]) throws(FormatsError)
}
