public import Foundation
public import Indicators
public import Record

/// What a snapshot was made of, besides the catalog that it has.
public struct SnapshotOrigin: Hashable, Sendable {
    /// The state of the record.
    public let state: StateToken
    /// When settings and catalog were read.
    public let configured: Timestamp
    /// The time zone that tells the day.
    public let timeZone: TimeZone

    /// Says what a snapshot was made of.
    public init(state: StateToken, configured: Timestamp, timeZone: TimeZone) {
        (self.state, self.configured, self.timeZone) = (state, configured, timeZone)
    }
}
