public import Formats
internal import Synchronization

/// Bytes of an exposition, made once: both formats, plain and as a gzip member. Without OpenMetrics' `# EOF`.
public struct RenderedMetrics: Sendable {
    /// Text 0.0.4.
    public let text: [UInt8]
    /// Text 0.0.4 as a gzip member.
    public let textGzip: [UInt8]
    /// OpenMetrics 1.0.
    public let openMetrics: [UInt8]
    /// OpenMetrics 1.0 as a gzip member.
    public let openMetricsGzip: [UInt8]
    /// The number of samples.
    public let samples: Int

    /// Makes the four forms of what two writers have written of the same families.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    init(text: MetricWriter, openMetrics: MetricWriter) throws(FormatsError) {
        self.samples = text.samples
        let (text, openMetrics) = (text.part(), openMetrics.part())
        self.textGzip = try gzip(text.span, level: Self.gzipLevel)
        self.openMetricsGzip = try gzip(openMetrics.span, level: Self.gzipLevel)
        self.text = text
        self.openMetrics = openMetrics
    }

    /// Made once a snapshot and sent often, but an operator's correction waits for it.
    private static let gzipLevel = 6

    /// The bytes in a format and encoding.
    public func bytes(_ format: ExpositionFormat, gzipped: Bool) -> [UInt8] {
        switch (format, gzipped) {
        case (.text, false): text
        case (.text, true): textGzip
        case (.openMetrics, false): openMetrics
        case (.openMetrics, true): openMetricsGzip
        }
    }
}

/// The one place where the newest exposition is put and taken: a scrape takes what is there and computes nothing.
public final class MetricsPublication: Sendable {
    /// What is served: the snapshot's families, then the service's own.
    public struct Edition: Sendable {
        /// Counts up with each change, so that who keeps a copy in another form knows when it is stale.
        public fileprivate(set) var number = 0
        /// The families of the last snapshot; nil before the first evaluation.
        public fileprivate(set) var snapshot: RenderedMetrics?
        /// The families about the service itself.
        public fileprivate(set) var service: RenderedMetrics?
        /// The state in words.
        public fileprivate(set) var status = "starting"
    }

    private let edition = Mutex(Edition())

    /// Makes an empty publication.
    public init() {}

    /// What is served now.
    public var current: Edition { edition.withLock { $0 } }

    /// Publishes new bytes; a part that is nil stays as it was.
    public func publish(snapshot: RenderedMetrics? = nil, service: RenderedMetrics? = nil, status: String? = nil) {
        edition.withLock {
            $0.number += 1
            $0.snapshot = snapshot ?? $0.snapshot
            $0.service = service ?? $0.service
            $0.status = status ?? $0.status
        }
    }
}
