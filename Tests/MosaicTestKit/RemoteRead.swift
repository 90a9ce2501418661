internal import Formats

/// Remote read as its clients write and read it, by hand and without the reader that is tested.
public enum RemoteRead {
    /// A matcher of a query: its type from 0 to 3 for `=`, `!=`, `=~` and `!~`.
    public struct Matcher: Hashable, Sendable {
        let type: UInt8
        let name: String
        let value: String

        /// Makes a matcher of its sign.
        public init(_ name: String, _ sign: String, _ value: String) {
            type = UInt8(["=", "!=", "=~", "!~"].firstIndex(of: sign) ?? 9)
            (self.name, self.value) = (name, value)
        }
    }

    /// A series of an answer: its labels as they came, and its samples by time.
    public struct Series: Hashable, Sendable {
        /// The labels, `name=value`.
        public var labels: [String]
        /// Milliseconds since 1970.
        public var times: [Int]
        /// The values.
        public var values: [Double]

        /// A series of labels and samples.
        public init(labels: [String] = [], times: [Int] = [], values: [Double] = []) {
            (self.labels, self.times, self.values) = (labels, times, values)
        }
    }

    /// Bytes as Mosaic packs them.
    public static func packed(_ bytes: [UInt8]) -> [UInt8] { SnappyBlock.packed(bytes) }

    /// A block as Mosaic unpacks it.
    public static func unpacked(_ block: [UInt8]) throws -> [UInt8] { try SnappyBlock.unpacked(block, limit: 1 << 30) }

    /// A request of some queries, packed.
    public static func request(
        _ queries: [(start: Int, end: Int, matchers: [Matcher])], accepting: [UInt8] = []
    ) -> [UInt8] {
        var message: [UInt8] = []
        for query in queries {
            var bytes: [UInt8] = [1 << 3] + varint(query.start) + [2 << 3] + varint(query.end)
            for matcher in query.matchers {
                let content = [1 << 3, matcher.type] + field(2, matcher.name.utf8) + field(3, matcher.value.utf8)
                bytes += field(3, content)
            }
            // Hints, which are of no interest.
            bytes += field(4, [1 << 3, 60])
            message += field(1, bytes)
        }
        return Self.packed(message + accepting.flatMap { [2 << 3, $0] })
    }

    /// The series of an answer, by query.
    public static func results(_ packed: [UInt8]) throws -> [[Series]] {
        try fields(unpacked(packed)[...]).map { result in
            try fields(result.bytes).map { series in try Self.series(series.bytes) }
        }
    }

    private static func series(_ bytes: ArraySlice<UInt8>) throws -> Series {
        var series = Series()
        for (number, bytes) in try fields(bytes) {
            if number == 1 {
                let parts = try fields(bytes).map { String(decoding: $0.bytes, as: UTF8.self) }
                series.labels.append(parts.joined(separator: "="))
                continue
            }
            guard bytes.count > 10, bytes.first == 9, bytes[bytes.startIndex + 9] == 16 else {
                throw KitError("no sample: \(Array(bytes))")
            }
            let bits = bytes.dropFirst().prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var rest = bytes.dropFirst(10)
            series.values.append(Double(bitPattern: bits))
            series.times.append(try number64(&rest))
        }
        return series
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) throws -> [(number: Int, bytes: ArraySlice<UInt8>)] {
        var (rest, fields) = (bytes, [(number: Int, bytes: ArraySlice<UInt8>)]())
        while let tag = rest.popFirst() {
            guard tag & 7 == 2 else { throw KitError("field \(tag >> 3) is no message") }
            let length = try number64(&rest)
            guard length <= rest.count else { throw KitError("field \(tag >> 3) is cut") }
            fields.append((Int(tag >> 3), rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return fields
    }

    private static func number64(_ bytes: inout ArraySlice<UInt8>) throws -> Int {
        var (number, shift) = (UInt64(0), UInt64(0))
        while let byte = bytes.popFirst() {
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(Int64(bitPattern: number)) }
            shift += 7
        }
        throw KitError("a number is cut")
    }

    private static func varint(_ number: Int) -> [UInt8] {
        var (rest, bytes) = (UInt64(bitPattern: Int64(number)), [UInt8]())
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    private static func field(_ number: UInt8, _ bytes: some Collection<UInt8>) -> [UInt8] {
        [number << 3 | 2] + varint(bytes.count) + bytes
    }
}

extension [UInt8] {
    /// The bytes of hexadecimal digits.
    public init(hexadecimal digits: String) {
        let digits = Array<UInt8>(digits.utf8)
        self = stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
    }
}
