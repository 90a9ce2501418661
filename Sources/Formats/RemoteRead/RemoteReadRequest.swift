/// What Prometheus asks by remote read: `prometheus.ReadRequest`.
///
/// Source: prometheus/prometheus, `prompb/remote.proto` and `prompb/types.proto`.
public struct RemoteReadRequest: Sendable {
    /// A selector and a time range.
    public struct Query: Sendable {
        /// The first millisecond since 1970 that is wanted; before 1970 it is negative.
        public let start: Int64
        /// The last one.
        public let end: Int64
        /// What the labels have to be, all of it.
        public let matchers: [LabelMatcher]

        /// A query of samples from `start` to `end`, both included.
        public init(start: Int64, end: Int64, matchers: [LabelMatcher]) {
            self.start = start
            self.end = end
            self.matchers = matchers
        }
    }

    /// The queries, each of which wants a result of its own.
    public let queries: [Query]

    /// The most bytes that a request may unpack to.
    public static let bytesLimit = 32 << 20
    /// The most queries; Prometheus sends one.
    public static let queriesLimit = 32
    /// The most matchers of all queries.
    public static let matchersLimit = 256

    /// A request of some queries.
    public init(queries: [Query]) { self.queries = queries }

    /// Reads a request as it comes: protobuf, packed by Snappy.
    ///
    /// - Throws: `RemoteReadFault` for what is damaged, larger than the limits, or does not accept samples.
    public init(packed: [UInt8]) throws(RemoteReadFault) {
        try self.init(message: SnappyBlock.unpacked(packed, limit: Self.bytesLimit))
    }

    init(message: [UInt8]) throws(RemoteReadFault) {
        var reader = ProtobufReader(message)
        var queries: [Query] = []
        var (accepted, matchers) = ([UInt64](), 0)
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (1, .bytes(let range)):
                let query = try Query(reader.message(range), matchersLeft: Self.matchersLimit - matchers)
                matchers += query.matchers.count
                queries.append(query)
                guard queries.count <= Self.queriesLimit else {
                    throw .badProtobuf("it has more than \(Self.queriesLimit) queries")
                }
            case (2, .number(let type)): accepted.append(type)
            case (2, .bytes(let range)):
                // A packed list, as other clients of proto3 write it.
                var position = range.lowerBound
                while position < range.upperBound, let type = message.varint(at: &position) { accepted.append(type) }
            default: break
            }
        }
        guard accepted.isEmpty || accepted.contains(0) else {
            throw .badProtobuf("it accepts no answer of samples (0), which is the one that there is")
        }
        self.queries = queries
    }
}

extension RemoteReadRequest.Query {
    fileprivate init(_ message: ProtobufReader, matchersLeft: Int) throws(RemoteReadFault) {
        var reader = message
        var (start, end): (Int64, Int64) = (0, 0)
        var matchers: [LabelMatcher] = []
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (1, .number(let time)): start = Int64(bitPattern: time)
            case (2, .number(let time)): end = Int64(bitPattern: time)
            case (3, .bytes(let range)):
                guard matchers.count < matchersLeft else {
                    throw .badProtobuf("it has more than \(RemoteReadRequest.matchersLimit) matchers")
                }
                matchers.append(try LabelMatcher(reader.message(range)))
            default: break
            }
        }
        self.init(start: start, end: end, matchers: matchers)
    }
}

/// What a label has to be, or must not be.
public struct LabelMatcher: Sendable {
    /// The label; `__name__` is the metric's name.
    public let name: String
    private let isNegative: Bool
    private let pattern: LinearPattern

    /// Whether a label of this value suits; a label that is missing has the value "".
    public func matches(_ value: String) -> Bool { pattern.matches(value) != isNegative }

    /// `name="value"`.
    public init(_ name: String, equals value: String, isNegative: Bool = false) {
        self.name = name
        self.isNegative = isNegative
        pattern = LinearPattern(literal: value)
    }

    /// `name=~"value"`.
    ///
    /// - Throws: `RemoteReadFault.badPattern`.
    public init(_ name: String, matches pattern: String, isNegative: Bool = false) throws(RemoteReadFault) {
        self.name = name
        self.isNegative = isNegative
        self.pattern = try LinearPattern(pattern)
    }

    fileprivate init(_ message: ProtobufReader) throws(RemoteReadFault) {
        var reader = message
        var (type, name, text): (UInt64, String, String) = (0, "", "")
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (1, .number(let number)): type = number
            case (2, .bytes(let range)): name = try reader.text(range)
            case (3, .bytes(let range)): text = try reader.text(range)
            default: break
            }
        }
        switch type {
        case 0, 1: self.init(name, equals: text, isNegative: type == 1)
        case 2, 3: try self.init(name, matches: text, isNegative: type == 3)
        default: throw .badProtobuf("a matcher has the type \(type); expected 0 to 3")
        }
    }
}
