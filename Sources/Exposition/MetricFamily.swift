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
    /// The base unit that the name ends with, if it does.
    public let unit: String?
    private let textHead: FamilyHead
    private let openMetricsHead: FamilyHead

    init(_ name: String, _ type: MetricType = .gauge, labels: [String] = [], help: String) {
        self.name = name
        self.type = type
        self.help = help
        self.labels = labels
        let unit = Self.units.first { name.hasSuffix("_" + $0) }
        self.unit = unit
        textHead = FamilyHead(name, type: type, unit: unit, help: help, as: .text)
        openMetricsHead = FamilyHead(name, type: type, unit: unit, help: help, as: .openMetrics)
    }

    /// What stands before its samples.
    func head(as format: ExpositionFormat) -> FamilyHead {
        switch format {
        case .text: textHead
        case .openMetrics: openMetricsHead
        }
    }

    private static let units = ["seconds", "bytes", "ratio"]

    /// The name of its samples, as Prometheus stores them.
    public var sampleName: String { name + type.suffix }
}
