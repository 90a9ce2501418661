internal import Formats
internal import Foundation

extension Console {
    /// Writes a JSON value on a line of its own.
    func write(_ value: JSONValue) throws(CommandFailure) {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
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
