public import Formats

extension MetricWriter {
    /// Begins a family with a head that is made for it.
    public mutating func beginFamily(_ name: String, type: MetricType, unit: String? = nil, help: String) {
        begin(FamilyHead(name, type: type, unit: unit, help: help, as: format))
    }
}
