// On the hot path: benchmark `scrape` in Benchmarks/.

/// Writes metric families in one of Prometheus's formats.
///
/// Guarantees: families are contiguous and none comes twice; one without samples is not written; samples cost no
/// allocation but the buffer's growth. Wrong names and orders are mistakes of the caller, and trap.
///
///     var writer = MetricWriter(format: .openMetrics)
///     writer.begin(FamilyHead("mosaic_target_gap", type: .gauge, help: "What is missing.", as: .openMetrics))
///     writer.sample(3.5, labels: labels)
///     let body = writer.finish()
public struct MetricWriter: Sendable {
    /// The format that is written.
    public let format: ExpositionFormat
    /// The samples written so far; a histogram counts its buckets, its sum and its count.
    public private(set) var samples = 0

    private var bytes: [UInt8] = []
    private var families: Set<String> = []
    private var type: MetricType?
    /// The samples' name, without a histogram's suffixes.
    private var name: [UInt8] = []
    /// What stands before the family's samples, until there is one.
    private var header: [UInt8] = []

    /// A writer of `format` that has room for `capacity` bytes at once.
    public init(format: ExpositionFormat, capacity: Int = 0) {
        self.format = format
        bytes.reserveCapacity(capacity)
    }

    /// The bytes written so far.
    public var count: Int { bytes.count }

    /// Begins a family of which no samples were written yet, with a head in the writer's format.
    public mutating func begin(_ head: FamilyHead) {
        precondition(head.format == format, "a head of the other format")
        precondition(families.insert(head.name).inserted, "a family comes once")
        type = head.type
        name = head.sampleName
        header = head.bytes
    }

    /// Goes on with a family whose head stands elsewhere: no head is written before its samples.
    ///
    /// - Parameter name: that of its samples. Who calls sees to it that a family comes once: this is asked too often to look.
    public mutating func goOn(with name: [UInt8], type: MetricType) {
        self.type = type
        self.name = name
        header = []
    }

    /// Writes a sample of a gauge, a counter or, with the value 1, an info, with `labels` and behind them `more`.
    ///
    /// A value that is not finite is undefined, and so absent: nothing is written.
    public mutating func sample(_ value: Double, labels: LabelSet = LabelSet(), _ more: LabelSet = LabelSet()) {
        precondition(type != nil && type != .histogram, "not in a family of single samples")
        precondition(type != .info || value == 1, "an info is 1")
        precondition(type != .counter || !(value < 0), "a counter is not negative")
        guard value.isFinite else { return }
        startSample("", labels, more)
        appendDecimal(value, to: &bytes)
        bytes.append(Byte.lineFeed)
    }

    /// Writes samples of a gauge, row after row, and in each row one for each of its lines: what ``sample(_:labels:_:)``
    /// writes of each.
    ///
    /// - Parameters:
    ///   - values: those of row 0 begin at `start`, and those of each next one `step` later.
    ///   - rows: the rows that are written.
    ///   - isExtended: whether a row's further label is wanted.
    ///   - lines: those of the family that was begun.
    public mutating func samples(
        _ values: [Double], from start: Int, every step: Int, in rows: Range<Int>, labels: LabelRows, isExtended: Bool,
        as lines: GaugeLines
    ) {
        precondition(type == .gauge, "not in a family of gauges")
        // Out of the writer meanwhile, so that it is not looked at anew for each piece.
        var bytes: [UInt8] = []
        swap(&bytes, &self.bytes)
        let pieces = lines.bytes.span
        let opening = pieces.extracting(lines.opening)
        for row in rows {
            let first = start + row * step
            let range = labels.range(of: row, isExtended: isExtended)
            for number in lines.closings.indices {
                let value = values[first + number]
                guard value.isFinite else { continue }
                if !header.isEmpty {
                    bytes.append(header.span)
                    header = []
                }
                bytes.append(opening)
                labels.write(range, to: &bytes)
                bytes.append(pieces.extracting(lines.closings[number]))
                appendDecimal(value, to: &bytes)
                bytes.append(Byte.lineFeed)
                samples += 1
            }
        }
        swap(&bytes, &self.bytes)
    }

    /// Writes a sample of a gauge with its time, in seconds since 1970, which OpenMetrics alone counts so.
    public mutating func sample(_ value: Double, at seconds: Int, labels: LabelSet) {
        precondition(type == .gauge && format == .openMetrics, "not a gauge of OpenMetrics")
        guard value.isFinite else { return }
        startSample("", labels, LabelSet())
        appendDecimal(value, to: &bytes)
        bytes.append(Byte.space)
        bytes.append(contentsOf: String(seconds).utf8)
        bytes.append(Byte.lineFeed)
    }

    /// Takes what was written so far out of the writer, which goes on: what it holds is bounded.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Writes a histogram. Each of the `bounds` has a count of the values above the bound before it and up
    /// to it, and one more count is that of the values above the last. `sum` is that of all values.
    public mutating func histogram(
        bounds: BucketBounds, counts: [UInt64], sum: Double, labels: LabelSet = LabelSet()
    ) {
        precondition(type == .histogram, "not in a family of histograms")
        precondition(counts.count == bounds.labels.count, "one count a bound, and one for what is above")
        precondition(sum.isFinite, "a sum is finite")
        var total: UInt64 = 0
        for index in counts.indices {
            total += counts[index]
            writeBucket(bounds.labels[index], total, labels)
        }
        startSample("_sum", labels, LabelSet())
        appendDecimal(sum, to: &bytes)
        bytes.append(Byte.lineFeed)
        startSample("_count", labels, LabelSet())
        bytes.append(digitsOf: total)
        bytes.append(Byte.lineFeed)
    }

    /// What was written, as a part: another writer's families are to follow, and the last one finishes.
    public consuming func part() -> [UInt8] {
        bytes
    }

    /// What was written, with the format's end.
    public consuming func finish() -> [UInt8] {
        if format == .openMetrics { bytes.append(contentsOf: "# EOF\n".utf8) }
        return bytes
    }

    private mutating func writeBucket(_ bound: [UInt8], _ count: UInt64, _ labels: LabelSet) {
        startName("_bucket")
        bytes.append(Byte.openBrace)
        if !labels.isEmpty {
            bytes.append(contentsOf: labels.bytes)
            bytes.append(Byte.comma)
        }
        bytes.append(contentsOf: bound)
        bytes.append(digitsOf: count)
        bytes.append(Byte.lineFeed)
    }

    /// Writes all of a sample but its value.
    private mutating func startSample(_ suffix: StaticString, _ labels: LabelSet, _ more: LabelSet) {
        startName(suffix)
        if !labels.isEmpty || !more.isEmpty {
            bytes.append(Byte.openBrace)
            bytes.append(contentsOf: labels.bytes)
            if !labels.isEmpty, !more.isEmpty { bytes.append(Byte.comma) }
            bytes.append(contentsOf: more.bytes)
            bytes.append(Byte.closeBrace)
        }
        bytes.append(Byte.space)
    }

    /// Writes a sample's name, and what stands before the family's first.
    private mutating func startName(_ suffix: StaticString) {
        if !header.isEmpty {
            bytes.append(contentsOf: header)
            header = []
        }
        samples += 1
        bytes.append(contentsOf: name)
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: suffix.utf8Start, count: suffix.utf8CodeUnitCount))
    }
}
