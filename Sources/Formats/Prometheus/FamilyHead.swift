// On the hot path: benchmark `scrape` in Benchmarks/.

/// What stands before the samples of a metric family in one of the formats, made once and written as often as wanted.
public struct FamilyHead: Hashable, Sendable {
    /// The format.
    public let format: ExpositionFormat
    /// The family's name: without the `_total` or `_info` that the samples of its type get.
    public let name: String
    /// The type of the samples.
    public let type: MetricType
    /// The lines about the family.
    public let bytes: [UInt8]
    /// The samples' name, without a histogram's suffixes.
    let sampleName: [UInt8]

    /// The head of a family.
    ///
    /// - Parameters:
    ///   - name: OpenMetrics' family name. A wrong one is a mistake of the caller, and traps.
    ///   - unit: is told where the format can and the name ends with it.
    ///   - help: a sentence; newlines are escaped.
    public init(_ name: String, type: MetricType, unit: String? = nil, help: String, as format: ExpositionFormat) {
        precondition(name.isMetricName(colons: true), "not the name of a metric family")
        precondition(!Self.reserved.contains(where: name.hasSuffix), "a family's name has no suffix of its samples")
        precondition(!help.isEmpty, "a family needs a help text")
        (self.format, self.name, self.type) = (format, name, type)
        let sampleName = name + type.suffix
        self.sampleName = Array(sampleName.utf8)
        var bytes: [UInt8] = []
        switch format {
        case .text:
            let textType = type == .info ? MetricType.gauge : type
            bytes.append(comment: "HELP", sampleName, help, quotes: false)
            bytes.append(comment: "TYPE", sampleName, textType.rawValue, quotes: false)
        case .openMetrics:
            bytes.append(comment: "TYPE", name, type.rawValue, quotes: true)
            if let unit, type != .info, name.hasSuffix("_" + unit) {
                bytes.append(comment: "UNIT", name, unit, quotes: true)
            }
            bytes.append(comment: "HELP", name, help, quotes: true)
        }
        self.bytes = bytes
    }

    private static let reserved = ["_total", "_info", "_bucket", "_created"]
}

extension [UInt8] {
    /// Appends `# KIND name text` and a line's end.
    fileprivate mutating func append(comment kind: String, _ name: String, _ text: String, quotes: Bool) {
        append(Byte.hash)
        append(Byte.space)
        append(kind.utf8.span)
        append(Byte.space)
        append(name.utf8.span)
        append(Byte.space)
        append(escaping: text, quotes: quotes)
        append(Byte.lineFeed)
    }
}
