internal import ArgumentParser
internal import Foundation
internal import Indicators
internal import Record
internal import Reports

/// Which settings and which record.
struct RecordOptions: ParsableArguments {
    @Option(help: "The settings file; else $MOSAIC_CONFIG, else /etc/mosaic/mosaicd.yaml.")
    var config: String?

    @Option(help: "The record; else $MOSAIC_DATABASE, else the settings' path.")
    var database: String?
}

/// What of the record, and in what form.
struct ViewOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what had been recorded by then: RFC 3339, a date, or batch:ID.", valueName: "time|batch:id"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Only what had been published by then.", valueName: "date"), transform: CalendarDate.argument
    )
    var publishedBy: CalendarDate?

    @Flag(help: "Print JSON.")
    var json = false

    /// The part of the record that is asked for.
    func asOf(in timeZone: TimeZone) throws(CommandFailure) -> AsOf {
        guard let text = asOf else { return AsOf(publishedBy: publishedBy) }
        return AsOf(recorded: try Self.recorded(text, in: timeZone), publishedBy: publishedBy)
    }

    private static func recorded(_ text: String, in timeZone: TimeZone) throws(CommandFailure) -> AsOf.Recorded {
        if text.hasPrefix("batch:"), let id = Int(text.dropFirst(6)), id > 0 { return .batch(id) }
        if let time = Timestamp(text) { return .time(time) }
        if let day = CalendarDate(text) { return .time(Timestamp(endOf: day, in: timeZone)) }
        throw CommandFailure(
            .usage,
            "--as-of \(text): expected a time such as 2026-03-01T08:00:00Z, a date such as 2026-03-01, or batch:12")
    }
}

/// The year that counts as now.
struct YearOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The year that counts as now: later observations do not exist.", valueName: "year"),
        transform: Period.argument)
    var asOfYear: Period?
}

extension CalendarDate {
    /// Reads an argument `YYYY-MM-DD`.
    @Sendable static func argument(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw ValidationError("\"\(text)\" is no date; expected YYYY-MM-DD, a day that exists")
        }
        return date
    }
}

extension Period {
    /// Reads an argument of four digits.
    @Sendable static func argument(_ text: String) throws -> Period {
        let bytes = Array(text.utf8)
        guard let period = Period(bytes.span) else {
            throw ValidationError("\"\(text)\" is no year; expected four digits, such as 2026")
        }
        return period
    }
}
