public import Indicators

/// Targets read from a file alone, without a catalog: any text is the name of an indicator or a region.
///
/// The columns are those of `targets.csv`, with the indicator's bounds beside them: `minimum` and `maximum`, in the row's
/// unit, or where that is percent of something else in the indicator's.
public struct TargetFile: Sendable {
    /// The rows without a fault, in the file's order, in the indicators' units.
    public let rows: [Target]
    /// The unit of each indicator: the known one, otherwise that of its first target.
    public let units: [Identifier<Indicator>: UnitOfMeasure]
    /// Every fault. Where there are errors the rows are not to be used.
    public let diagnostics: Diagnostics

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: its content.
    ///   - name: it as its user named it, for messages.
    ///   - units: the known units of indicators. A target's unit must have the same dimension.
    public init(_ bytes: [UInt8], name: String, units: [Identifier<Indicator>: UnitOfMeasure]) {
        var reader = TargetsReader(file: name, names: .any(IndicatorUnits(units)))
        reader.read(bytes)
        rows = reader.rows
        diagnostics = reader.faults.diagnostics
        if case .any(let units) = reader.names { self.units = units.all } else { self.units = units }
    }
}
