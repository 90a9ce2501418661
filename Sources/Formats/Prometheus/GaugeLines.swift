// On the hot path: benchmark `exposition` in Benchmarks/.

/// What the lines of a family of gauges have beside labels of rows and values. It is made once, and written often.
public struct GaugeLines: Sendable {
    /// What stands before a row's labels, and then what stands between them and each of the row's values.
    let bytes: [UInt8]
    /// What of the bytes stands before a row's labels.
    let opening: Range<Int>
    /// What of the bytes stands between a row's labels and each value.
    let closings: [Range<Int>]

    /// The lines of a family.
    ///
    /// - Parameters:
    ///   - name: that of the samples. A wrong one is a mistake of the caller, and traps.
    ///   - more: the further labels of a row's samples, one a sample.
    public init(_ name: String, _ more: [LabelSet]) {
        precondition(name.isMetricName(colons: true), "not the name of a metric")
        var bytes = name.utf8 + [Byte.openBrace]
        opening = bytes.indices
        closings = more.map { labels in
            let start = bytes.count
            if !labels.isEmpty { bytes += [Byte.comma] + labels.bytes }
            bytes += [Byte.closeBrace, Byte.space]
            return start..<bytes.count
        }
        self.bytes = bytes
    }
}
