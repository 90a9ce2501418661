internal import Crypto
public import Indicators

/// How an input is read, and what counts as today.
public struct ReadingOptions: Sendable {
    /// The character set of an input.
    public enum Encoding: String, Sendable, CaseIterable {
        case utf8 = "utf-8"
        case gb18030
        /// With a byte order mark.
        case utf16 = "utf-16"
    }

    /// The input as its user named it, for messages; `-` is standard input.
    public var file: String
    /// The source of rows that name none.
    public var source: String
    /// Whether the rows take back what was said.
    public var isRetraction: Bool
    /// The date of rows that have none; nil: they stay undated.
    public var published: CalendarDate?
    /// The name of the form; nil: it is detected.
    public var format: String?
    /// The character set; nil: the input tells, by its mark and by what can't be UTF-8.
    public var encoding: Encoding?
    /// The decimal sign of numbers; nil: it is told by the numbers.
    public var decimal: DecimalSign?
    /// The sheet of a workbook; nil: the only one that is in a form.
    public var sheet: String?
    /// What rows say that don't say it themselves, by field.
    public var given: [ObservationField: String] = [:]
    /// The mapping that is named; nil: one of ``mappings`` may match.
    public var mapping: Mapping?
    /// Mappings of which one may match the input.
    public var mappings: [Mapping] = []
    /// What is in force, where rows may delete figures without naming each; nil: they may not.
    public var inForce: FiguresInForce?
    /// The day in the settings' time zone: no source can be published after it.
    public var today: CalendarDate

    /// Makes options for a file.
    ///
    /// - Parameter source: the file's name if nil.
    public init(
        file: String, source: String? = nil, isRetraction: Bool = false, published: CalendarDate? = nil,
        format: String? = nil, encoding: Encoding? = nil, today: CalendarDate
    ) {
        self.file = file
        self.source =
            source ?? (file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file)
        self.isRetraction = isRetraction
        self.published = published
        self.format = format
        self.encoding = encoding
        self.today = today
    }

    /// The form's name and the options that change what the same bytes say.
    ///
    /// - Parameters:
    ///   - found: the character set that the input was read in.
    ///   - account: the mapping that applied, and what was deleted.
    func reading(as form: ObservationForm, in found: Encoding = .utf8, _ account: ReadingAccount = ReadingAccount())
        -> String
    {
        ([form.name] + (found == .utf8 ? [] : ["--encoding \(found.rawValue)"])
            + (published.map { ["--published \($0)"] } ?? []) + (decimal.map { ["--decimal \($0.rawValue)"] } ?? [])
            + (sheet.map { ["--sheet \($0)"] } ?? [])
            + (account.mapping.map { ["--mapping \($0.name) (\($0.mark))"] } ?? [])
            + (account.deleted.map { deleted in
                // What is deleted depends on what was in force, and the same bytes may delete others later.
                ["--allow delete-all"] + (deleted > 0 ? ["after batch \(inForce?.batch ?? 0)"] : [])
            } ?? [])
            + ObservationField.allCases.compactMap { field in given[field].map { "--set \(field.column)=\($0)" } })
            .joined(separator: " ")
    }

    /// What a form's reader goes by.
    var settings: FormSettings {
        FormSettings(
            decimal: decimal, sheet: sheet, given: given, mapping: mapping, mappings: mappings, inForce: inForce)
    }
}

/// The figures of a record that are in force.
public struct FiguresInForce: Sendable {
    /// They, a series at a time.
    public let series: [Series]
    /// The newest batch of the record.
    public let batch: Int

    /// Figures that are in force after a batch.
    public init(_ series: [Series], after batch: Int) {
        (self.series, self.batch) = (series, batch)
    }
}

extension Mapping {
    /// What tells one state of the file from another: the first bytes of its SHA-256.
    fileprivate var mark: String {
        SHA256.hash(data: bytes).prefix(4).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
}
