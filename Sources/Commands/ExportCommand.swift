internal import ArgumentParser
internal import Formats
internal import Indicators
internal import Record
internal import RecordSQLite
internal import Reports

/// `mosaic export`: the record as CSV that a backfill reads.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the figures in force as CSV, in the columns that a backfill reads.",
        discussion:
            "Sorted by indicator, region and period; backfilled into an empty record it gives the same bytes again.")

    @OptionGroup var view: ViewOptions
    @OptionGroup var record: RecordOptions

    mutating func run() throws {
        let session = try Session(record)
        let asOf = view.asOf(in: session.timeZone)
        let store = try session.openRecord()
        var export = Export(session: session, isJSON: view.json)
        do {
            try export.begin()
            try store.figures(SeriesSelection(), asOf: asOf) { try export.take($0) }
            try export.end()
        } catch {
            throw CommandFailure(error)
        }
        for indicator in export.unknownIndicators {
            session.console.tell(
                "mosaic: \(indicator) is in the record but not in the catalog; its figures are left out")
        }
    }
}

/// Figures on their way out, a block at a time.
private struct Export {
    let session: Session
    let isJSON: Bool
    private(set) var unknownIndicators: [Identifier<Indicator>] = []
    private var csv = FigureCSV()
    private var bytes: [UInt8] = []
    private var isFirst = true

    private static let blockSize = 1 << 18

    init(session: Session, isJSON: Bool) {
        self.session = session
        self.isJSON = isJSON
    }

    mutating func begin() throws(CommandFailure) {
        if isJSON { bytes.append(UInt8(ascii: "[")) } else { csv.appendHeader(to: &bytes) }
    }

    mutating func take(_ figures: [Figure]) throws(CommandFailure) {
        for figure in figures {
            let indicator = session.catalog.indicator(figure.series.indicator)
            guard let indicator else {
                if unknownIndicators.last != figure.series.indicator {
                    unknownIndicators.append(figure.series.indicator)
                }
                continue
            }
            if isJSON {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                JSONValue(figure, unit: indicator.unit).append(to: &bytes)
            } else {
                csv.append(figure, unit: indicator.unit, to: &bytes)
            }
            isFirst = false
        }
        guard bytes.count >= Self.blockSize else { return }
        try session.console.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func end() throws(CommandFailure) {
        if isJSON { bytes.append(contentsOf: "]\n".utf8) }
        try session.console.write(bytes)
    }
}
