public import Exchange
public import Indicators
public import Record

/// How inputs are read, and what is done with what was read.
public struct IntakeOptions: Sendable {
    /// Whether the rows take back what was said.
    public var isRetraction = false
    /// The date of rows that have none; nil: they stay undated.
    public var published: CalendarDate?
    /// The name of the form; nil: each input tells its own.
    public var format: String?
    /// The character set; nil: each input tells its own.
    public var encoding: ReadingOptions.Encoding?
    /// The decimal sign of numbers; nil: each input's numbers tell.
    public var decimal: DecimalSign?
    /// The sheet of a workbook; nil: the only one that is in a form.
    public var sheet: String?
    /// What rows say that don't say it themselves, by field.
    public var given: [ObservationField: String] = [:]
    /// The mapping that is named; nil: one of ``mappings`` may match an input.
    public var mapping: Mapping?
    /// Mappings of which one may match an input.
    public var mappings: [Mapping] = []
    /// The guards whose errors stop nothing.
    public var allowed: Set<SeriesGuard> = []
    /// Whether rows may delete figures without naming each: all in force that they mean.
    public var allowsDeletingAll = false
    /// The series that may be written.
    public var scope = SeriesScope()
    /// Whether everything is done but to keep it.
    public var isDryRun = false
    /// The day in the settings' time zone: no source can be published after it.
    public var today: CalendarDate

    /// Options as they are where nothing is said, on a day.
    public init(today: CalendarDate) {
        self.today = today
    }

    func reading(of file: String, _ inForce: FiguresInForce?) -> ReadingOptions {
        var options = ReadingOptions(
            file: file, isRetraction: isRetraction, published: published, format: format, encoding: encoding,
            today: today)
        (options.decimal, options.sheet, options.given) = (decimal, sheet, given)
        (options.mapping, options.mappings, options.inForce) = (mapping, mappings, inForce)
        return options
    }
}
