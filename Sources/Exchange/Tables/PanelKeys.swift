// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats

/// The labels and years of a panel's rows that were met, so that each spelling is looked at once.
struct PanelKeys: Sendable {
    private var labels = ByteTable()
    private var labelTexts: [[UInt8]] = []
    private var years = ByteTable()
    private var yearTexts: [[UInt8]] = []

    /// What a label that was kept says.
    mutating func label(_ field: Span<UInt8>) -> [UInt8]? { labels.number(of: field).map { labelTexts[$0] } }

    /// The year of a text that was kept.
    mutating func year(_ field: Span<UInt8>) -> [UInt8]? { years.number(of: field).map { yearTexts[$0] } }

    /// Keeps a label that is read as it stands; one with marks around it is counted anew each time.
    mutating func keep(label: [UInt8], _ field: Span<UInt8>) {
        guard field.isEqual(to: label), labels.intern(field) == labelTexts.count else { return }
        labelTexts.append(label)
    }

    /// Keeps the year that a text says.
    mutating func keep(year: [UInt8], _ field: Span<UInt8>) {
        guard years.intern(field) == yearTexts.count else { return }
        yearTexts.append(year)
    }
}
