/// The form in which rows are answered.
enum TableFormat: String, Hashable, Sendable, CaseIterable {
    case json, csv

    /// What a path ends with that asks for CSV.
    static let csvSuffix = ".csv"

    /// The content type.
    var contentType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv; charset=utf-8"
        }
    }

    /// Chooses CSV where a client wants that more than JSON. One that accepts neither gets JSON. (RFC 9110, 12.5.1)
    init(accept: String?) {
        let elements = WeightedElement.list(accept ?? "")
        func quality(_ type: String) -> Double {
            let ranges = [type, "\(type.prefix { $0 != "/" })/*", "*/*"]
            return ranges.lazy.compactMap { range in elements.last { $0.value == range }?.quality }.first ?? 0
        }
        self = quality("text/csv") > quality("application/json") ? .csv : .json
    }
}
