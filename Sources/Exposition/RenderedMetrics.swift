internal import Formats
public import NIOCore

/// The bytes of some families in all forms. They don't have OpenMetrics' `# EOF`.
public struct RenderedMetrics: Sendable {
    private let buffers: [ExpositionForm: ByteBuffer]
    /// The number of samples.
    public let samples: Int

    /// Makes the four forms. Both writers have written the same families, each in its format.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    init(text: MetricWriter, openMetrics: MetricWriter) throws(FormatsError) {
        samples = text.samples
        var buffers: [ExpositionForm: ByteBuffer] = [:]
        for writer in [text, openMetrics] {
            let format = writer.format
            let bytes = writer.part()
            let member = try gzip(bytes.span, level: ExpositionForm.gzipLevel)
            buffers[ExpositionForm(format, gzipped: false)] = ByteBuffer(bytes: bytes)
            buffers[ExpositionForm(format, gzipped: true)] = ByteBuffer(bytes: member)
        }
        self.buffers = buffers
    }

    /// The bytes in a form. All answers share them.
    public func buffer(_ form: ExpositionForm) -> ByteBuffer { buffers[form] ?? ByteBuffer() }
}
