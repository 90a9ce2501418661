public import Formats

/// A form in which the exposition is asked for: a format, plain or as gzip members.
public struct ExpositionForm: Hashable, Sendable, CaseIterable {
    /// The format.
    public let format: ExpositionFormat
    /// Whether it is packed.
    public let isGzipped: Bool

    /// A form.
    public init(_ format: ExpositionFormat, gzipped isGzipped: Bool) {
        self.format = format
        self.isGzipped = isGzipped
    }

    /// The four forms.
    public static let allCases = ExpositionFormat.allCases.flatMap {
        [ExpositionForm($0, gzipped: false), ExpositionForm($0, gzipped: true)]
    }

    /// Not a high level: a new snapshot is not served before its bytes are made.
    static let gzipLevel = 5
    /// The effort for blocks, in place of the level's: the lines of a family repeat each other's first hundred bytes. It packs
    /// better than level 6 does, in three quarters of its time.
    static let effort = DeflateEffort(good: 24, lazy: 32, nice: 64, chain: 48)
}
