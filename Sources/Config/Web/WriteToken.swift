public import Foundation
public import Indicators

/// A token by which somebody may write over HTTP.
public struct WriteToken: Hashable, Sendable {
    /// Whose it is: who records, as batches name it.
    public let name: String
    /// SHA-256 of the token: 32 bytes.
    public let sha256: [UInt8]
    /// What may be written with it.
    public let scope: SeriesScope
    /// The last instant at which it counts; nil: it does not end.
    public let end: Timestamp?

    /// Makes one of its parts.
    public init(name: String, sha256: [UInt8], scope: SeriesScope, end: Timestamp?) {
        (self.name, self.sha256, self.scope, self.end) = (name, sha256, scope, end)
    }

    /// Reads a file of tokens by a catalog, whose names it has.
    ///
    /// - Parameter timeZone: the zone whose day a date's end is.
    /// - Throws: every fault of it; one is that others than its owner and its group may read it.
    public static func load(
        path: String, catalog: Catalog, timeZone: TimeZone, files: any FileReading = DiskFiles()
    ) throws(ConfigFaults) -> [WriteToken] {
        var reader = WriteTokenReader(file: path, catalog: catalog, timeZone: timeZone)
        let tokens = reader.read(from: files)
        guard reader.faults.count == 0, let tokens else { throw ConfigFaults(files: [reader.faults.diagnostics]) }
        return tokens
    }
}
