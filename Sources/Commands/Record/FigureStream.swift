internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// Figures on their way out in a form, a series at a time.
struct FigureStream {
    private let session: Session
    private static let blockSize = 1 << 18

    init(_ session: Session) { self.session = session }

    /// Writes figures; those of an indicator that the catalog doesn't know are left out, and that is told.
    func write<Writer: FigureWriting & ~Copyable>(
        _ fresh: consuming Writer, _ selection: SnapshotSelection, _ asOf: AsOf, of record: any RecordView
    ) throws {
        let (session, catalog) = (session, session.catalog)
        var writer = fresh
        var (bytes, unknown) = ([UInt8](), [Identifier<Indicator>]())
        do {
            try record.figures(selection.toRead, asOf: asOf) { figures in
                guard let key = figures.first?.series, selection.includes(key) else { return }
                guard let indicator = catalog.indicator(key.indicator) else {
                    if unknown.last != key.indicator { unknown.append(key.indicator) }
                    return
                }
                try writer.append(figures, of: indicator, catalog.region(key.region), to: &bytes)
                guard bytes.count >= Self.blockSize else { return }
                try session.console.write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            try writer.finish(to: &bytes)
        } catch let error as FormatsError {
            throw CommandFailure(.usage, error.description)
        }
        try session.console.write(bytes)
        for indicator in unknown {
            session.console.tell(
                "mosaic: \(indicator) is in the record but not in the catalog; its figures are left out")
        }
    }
}
