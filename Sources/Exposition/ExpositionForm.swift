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

    /// Not a high level: the bytes are sent often, but a new snapshot is not served before they are made. One more packs two
    /// percent better, and takes half as long again.
    static let gzipLevel = 5
}
