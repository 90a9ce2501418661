/// How the columns and dimensions of a foreign file become ours.
///
/// A dimension is a column that says what a figure is about besides region and period, such as `SEX`. Its values are texts, compared
/// as they are written.
public struct Mapping: Hashable, Sendable {
    /// What an input must have for the mapping to apply by itself.
    public struct Match: Hashable, Sendable {
        /// The name of the input's form; nil: any.
        public var form: String?
        /// Columns that it has.
        public var columns: [String]
        /// What columns say in the first row: one of these.
        public var values: [String: [String]]

        /// A match of its parts.
        public init(form: String? = nil, columns: [String] = [], values: [String: [String]] = [:]) {
            (self.form, self.columns, self.values) = (form, columns, values)
        }
    }

    /// Which indicator figures are of, by the values of some dimensions.
    public struct Rule: Hashable, Sendable {
        /// By dimension: the values of which it has one.
        public let when: [String: [String]]
        /// The indicator's id.
        public let indicator: String
        /// The unit of the figures; nil: the file says it.
        public let unit: String?

        /// A rule of its parts.
        public init(when: [String: [String]], indicator: String, unit: String? = nil) {
            (self.when, self.indicator, self.unit) = (when, indicator, unit)
        }
    }

    /// The file that has it, as its user named it.
    public let file: String
    /// The file's bytes: what a batch keeps of them tells one state of the file from another.
    public let bytes: [UInt8]
    /// When it applies by itself; nil: only where it is named.
    public var match: Match?
    /// The fields of columns, by the column's name.
    public var columns: [String: ObservationField] = [:]
    /// Which indicator a figure is of; of several rules the first that fits. Empty: the file says it.
    public var rules: [Rule] = []
    /// Region names of the file, and the ids or names that the catalog has for them.
    public var regions: [String: String] = [:]
    /// Unit names of the file, and those that are known.
    public var units: [String: String] = [:]
    /// What the file's words and letters for a status mean.
    public var statuses: [String: ObservationStatus] = [:]
    /// What rows say that don't say it themselves.
    public var fixed: [ObservationField: String] = [:]
    /// Rows are read whose columns have one of these values, by column; others are left out.
    public var selected: [String: [String]] = [:]
    /// Columns that are not read.
    public var ignored: Set<String> = []

    /// A mapping that says nothing yet.
    public init(file: String, bytes: [UInt8] = []) {
        (self.file, self.bytes) = (file, bytes)
    }

    /// The file's name without its folder.
    public var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}
