/// The answer to a remote read, `prometheus.ReadResponse`, as it is written: a result for each query, in their order.
public struct RemoteReadResponse: Sendable {
    private var message: [UInt8] = []
    private var result: [UInt8] = []
    private var labels: [UInt8] = []
    private let limit: Int

    /// An answer without results.
    ///
    /// - Parameter limit: the most bytes before they are packed.
    public init(limit: Int = RemoteReadRequest.bytesLimit) { self.limit = limit }

    /// Appends a series to the result that is being written. Series come sorted by their labels.
    ///
    /// - Parameters:
    ///   - labels: names and values, sorted by name. One without a value is left out.
    ///   - samples: milliseconds since 1970 and values, ascending.
    /// - Throws: `RemoteReadFault.answerTooLarge`.
    public mutating func append(
        labels: [(name: String, value: String)], samples: [(time: Int64, value: Double)]
    ) throws(RemoteReadFault) {
        self.labels.removeAll(keepingCapacity: true)
        for (name, value) in labels where !value.isEmpty {
            let (name, value) = (Array(name.utf8), Array(value.utf8))
            self.labels.append(field: 1, length: Self.size(name) + Self.size(value))
            self.labels.append(field: 1, name)
            self.labels.append(field: 2, value)
        }
        let sizes = samples.map { 10 + Self.digits(UInt64(bitPattern: $0.time)) }
        let size = sizes.reduce(self.labels.count) { $0 + 2 + $1 }
        guard message.count + result.count + size <= limit else { throw .answerTooLarge(limit: limit) }
        result.append(field: 1, length: size)
        result += self.labels
        for (sample, size) in zip(samples, sizes) {
            result.append(field: 2, length: size)
            result.append(1 << 3 | 1)
            for shift in stride(from: 0, to: 64, by: 8) {
                result.append(UInt8(truncatingIfNeeded: sample.value.bitPattern >> UInt64(shift)))
            }
            result.append(2 << 3)
            result.append(varint: UInt64(bitPattern: sample.time))
        }
    }

    /// Ends the result of a query.
    public mutating func endResult() {
        message.append(field: 1, result)
        result.removeAll(keepingCapacity: true)
    }

    /// The whole answer, packed by Snappy.
    public consuming func packed() -> [UInt8] { SnappyBlock.packed(message) }

    /// How many bytes a text field takes.
    private static func size(_ text: [UInt8]) -> Int { 1 + digits(UInt64(text.count)) + text.count }

    /// How many groups of seven bits a number has.
    private static func digits(_ number: UInt64) -> Int { max(1, (64 - number.leadingZeroBitCount + 6) / 7) }
}

extension [UInt8] {
    /// Appends the head of a field of bytes.
    fileprivate mutating func append(field: UInt8, length: Int) {
        append(field << 3 | 2)
        append(varint: UInt64(length))
    }

    /// Appends a field of bytes.
    fileprivate mutating func append(field: UInt8, _ bytes: [UInt8]) {
        append(field: field, length: bytes.count)
        self += bytes
    }
}
