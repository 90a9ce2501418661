/// What a file says of an observation: the columns of long CSV, in the order in which they are written.
public enum ObservationField: Int, Hashable, Sendable, CaseIterable {
    case indicator, region, period, value, unit, status, bound, source, sourceDate, note

    /// The name of its column, and its key in JSON.
    public var column: String {
        switch self {
        case .indicator: "indicator"
        case .region: "region"
        case .period: "period"
        case .value: "value"
        case .unit: "unit"
        case .status: "status"
        case .bound: "bound"
        case .source: "source"
        case .sourceDate: "source_date"
        case .note: "note"
        }
    }

    /// Those that every observation needs: a retraction is about keys alone.
    public static func required(isRetraction: Bool) -> [ObservationField] {
        isRetraction ? [.indicator, .region, .period] : [.indicator, .region, .period, .value, .unit]
    }

    /// The names of all columns, in order.
    public static let columns = allCases.map(\.column)
}
