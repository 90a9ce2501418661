internal import ArgumentParser
internal import Foundation
internal import Indicators
internal import Record
internal import Reports

/// Which settings and which record.
struct RecordOptions: ParsableArguments {
    @Option(help: "The settings file; else $MOSAIC_CONFIG, else /etc/mosaic/mosaicd.yaml.", completion: .file())
    var config: String?

    @Option(
        help: "The record, a path or postgresql://…; else $MOSAIC_DATABASE, else the settings.", completion: .file())
    var database: String?

    /// Makes sure that none is given beside an option that makes them mean nothing.
    func requireNone(beside option: String) throws {
        if config != nil { throw ValidationError("\(option) needs no settings; leave out --config") }
        if database != nil { throw ValidationError("\(option) opens no record; leave out --database") }
    }
}

/// Whose series are shown: the record's, or a file's.
struct SourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The series of this file, of any names and units, instead of the record's; - is standard input.",
            valueName: "file"), completion: .file())
    var from: String?

    @OptionGroup var reading: FileOptions
    @OptionGroup var view: ViewOptions
    @OptionGroup var year: YearOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard from != nil else { return try reading.requireNone(without: "--from") }
        try view.requireNone(beside: "--from")
        try record.requireNone(beside: "--from")
    }
}

/// In what form a command tells what it found or did.
struct FormOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}

/// Rows for a spreadsheet in place of a table.
struct CSVOption: ParsableArguments {
    @Flag(help: "Print CSV: a column for each key of --json.")
    var csv = false

    /// Makes sure that one form is asked for.
    func requireAlone(beside form: FormOptions) throws {
        if csv, form.json { throw ValidationError("--csv and --json: expected one of them") }
    }
}

/// What of the record, and in what form.
struct ViewOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what had been recorded by then: RFC 3339, a date, or batch:ID.", valueName: "time|batch:id"),
        transform: RecordedPoint.argument)
    var asOf: RecordedPoint?

    @Option(
        help: ArgumentHelp("Only what had been published by then.", valueName: "date"), transform: CalendarDate.argument
    )
    var publishedBy: CalendarDate?

    @Option(
        help: ArgumentHelp(
            "The language of names, titles and sentences; else $LC_ALL, $LC_MESSAGES, $LANG.", valueName: "tag"),
        transform: LanguageTag.argument)
    var lang: LanguageTag?

    @OptionGroup var form: FormOptions

    var json: Bool { form.json }

    /// How names are worded: in the language that is asked for, else that of the user's locale.
    func wording(in world: World, units: KnownUnits = .builtIn) -> Wording {
        Wording(language: lang ?? world.language, units: units)
    }

    /// Makes sure that no part of the record is asked for beside an option that opens none.
    func requireNone(beside option: String) throws {
        if asOf != nil { throw ValidationError("\(option) opens no record; leave out --as-of") }
        if publishedBy != nil { throw ValidationError("\(option) opens no record; leave out --published-by") }
    }

    /// The part of the record that is asked for.
    func asOf(in timeZone: TimeZone) -> AsOf {
        AsOf(recorded: asOf?.recorded(in: timeZone), publishedBy: publishedBy)
    }
}

extension LanguageTag {
    /// Reads an argument such as `zh-Hant`.
    @Sendable static func argument(_ text: String) throws -> LanguageTag {
        guard let tag = LanguageTag(text) else {
            throw ValidationError(
                "\"\(text)\" is no language tag; expected one of BCP 47 such as en, fr or zh-Hant")
        }
        return tag
    }
}

/// Which regions, by their level.
struct LevelOption: ParsableArguments {
    @Option(help: ArgumentHelp("Only regions of this level, such as province.", valueName: "level"))
    var level: String?

    /// Makes sure that it is not given beside an option without a catalog.
    func requireNone(beside option: String) throws {
        if level != nil { throw ValidationError("\(option) knows no levels; leave out --level") }
    }
}

/// The year that counts as now.
struct YearOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The year that counts as now: later observations do not exist.", valueName: "year"),
        transform: Period.argument)
    var asOfYear: Period?
}

/// Values that are read as the API reads them.
extension CalendarDate {
    /// Reads an argument `YYYY-MM-DD`.
    @Sendable static func argument(_ text: String) throws -> CalendarDate {
        try asked { () throws(MalformedValue) in try Self(asked: text) }
    }
}

extension Period {
    /// Reads an argument of four digits.
    @Sendable static func argument(_ text: String) throws -> Period {
        try asked { () throws(MalformedValue) in try Self(asked: text) }
    }
}

extension RecordedPoint {
    /// Reads an argument `batch:12`, an RFC 3339 time or a date.
    @Sendable static func argument(_ text: String) throws -> RecordedPoint {
        try asked { () throws(MalformedValue) in try Self(asked: text) }
    }
}

/// What an argument says; a fault in it is one of usage.
func asked<Value>(_ read: () throws(MalformedValue) -> Value) throws -> Value {
    do throws(MalformedValue) {
        return try read()
    } catch {
        throw ValidationError(error.description)
    }
}
