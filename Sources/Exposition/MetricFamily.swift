public import Formats

/// A metric family as the one table names it.
public struct MetricFamily: Hashable, Sendable {
    /// The name without the suffix of its type (`_total`, `_info`).
    public let name: String
    /// Counter, gauge, info or histogram.
    public let type: MetricType
    /// What it says, in one sentence.
    public let help: String
    /// The names of its labels, in the order in which they are written.
    public let labels: [String]

    init(_ name: String, _ type: MetricType = .gauge, labels: [String] = [], help: String) {
        self.name = name
        self.type = type
        self.help = help
        self.labels = labels
    }

    /// The base unit that the name ends with, if it does.
    public var unit: String? { ["seconds", "bytes", "ratio"].first { name.hasSuffix("_" + $0) } }

    /// The name of its samples, as Prometheus stores them.
    public var sampleName: String { name + type.suffix }
}
