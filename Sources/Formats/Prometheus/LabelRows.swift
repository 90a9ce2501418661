// On the hot path: benchmark `exposition` in Benchmarks/.

/// The labels of many rows of samples, rendered once, in one piece of memory: a family has samples of each row.
///
/// A row has labels, and one more that some families have and others don't.
public struct LabelRows: Sendable {
    /// The rows' labels as both formats have them, one row after the other.
    private var bytes: [UInt8] = []
    /// Where each row begins, where its labels end, and where the further one does.
    private var ends: [(start: Int, plain: Int, extended: Int)] = []

    /// No rows, with room for so many.
    public init(capacity: Int) {
        ends.reserveCapacity(capacity)
        bytes.reserveCapacity(capacity * 64)
    }

    /// How many rows there are.
    public var count: Int { ends.count }

    /// Appends a row. Names and values are those of ``LabelSet``; a row has one label at least.
    public mutating func append(_ labels: KeyValuePairs<String, String>, and further: (name: String, value: String)) {
        let start = bytes.count
        for (name, value) in labels { bytes.append(label: name, value, from: start) }
        let plain = bytes.count
        precondition(plain > start, "a row without labels")
        bytes.append(label: further.name, further.value, from: start)
        ends.append((start, plain, bytes.count))
    }

    /// Where the labels of a row are.
    func range(of row: Int, isExtended: Bool) -> Range<Int> {
        ends[row].start..<(isExtended ? ends[row].extended : ends[row].plain)
    }

    /// Writes what is in a range.
    @inline(__always)
    func write(_ range: Range<Int>, to output: inout [UInt8]) {
        let span = bytes.span
        output.append(span.extracting(range))
    }
}
