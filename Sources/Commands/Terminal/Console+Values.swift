internal import Formats
internal import Foundation
internal import Reports

extension Console {
    /// Writes a JSON value on a line of its own.
    func write(_ value: JSONValue) throws(CommandFailure) {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try write(bytes)
    }

    /// Writes values as rows of CSV below the names of their columns.
    ///
    /// - Parameter shape: what each of them is; its keys are the columns.
    func write(rows: [JSONValue], of shape: JSONShape) throws(CommandFailure) {
        var bytes: [UInt8] = []
        var writer = CSVWriter()
        writer.append(row: shape.columns, to: &bytes)
        for row in rows {
            shape.append(row, by: &writer, to: &bytes)
            writer.endRow(in: &bytes)
        }
        try write(bytes)
    }
}

extension Double {
    /// The number to four significant digits, or to the unit if it is a thousand or more: for tables that people read.
    ///
    /// From 1e15 on it has an exponent, which is shorter, and its units mean nothing any more.
    var shortText: String {
        (1000..<1e15).contains(magnitude) ? String(format: "%.0f", self) : String(format: "%.4g", self)
    }
}
