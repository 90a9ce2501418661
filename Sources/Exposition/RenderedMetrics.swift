public import Formats

/// The bytes of some families in both formats, plain and as a gzip member. They don't have OpenMetrics' `# EOF`.
public struct RenderedMetrics: Sendable {
    /// Text 0.0.4.
    public let text: [UInt8]
    /// Text 0.0.4 as a gzip member.
    let textGzip: [UInt8]
    /// OpenMetrics 1.0.
    public let openMetrics: [UInt8]
    /// OpenMetrics 1.0 as a gzip member.
    let openMetricsGzip: [UInt8]
    /// The number of samples.
    public let samples: Int

    /// Makes the four forms. Both writers have written the same families, each in its format.
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

    /// Not the highest level: the bytes are sent often, but a new snapshot is not served before they are made.
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
