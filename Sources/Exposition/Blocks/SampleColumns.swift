// On the hot path: benchmark `exposition` in Benchmarks/.

internal import Evaluation
internal import Formats
internal import Indicators

/// The samples of the series, or the targets, of a group: a row each, and a column for each sample that a family may have.
///
/// They are worked out a row at a time and written a family at a time.
struct SampleColumns {
    /// The families' further labels, one a column, and whether the unit is among the labels.
    private let families: [(more: [LabelSet], hasUnit: Bool)]
    /// The first column of each family, and the number of columns.
    private let starts: [Int]
    /// Row after row; NaN: there is no sample.
    private var values: [Double] = []
    /// Of each row; the further label is the unit.
    private var labels: LabelRows

    /// No rows, of some families.
    init(_ families: [(more: [LabelSet], hasUnit: Bool)], rows: Int) {
        self.families = families
        starts = families.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.more.count) }
        values.reserveCapacity(rows * (starts.last ?? 0))
        labels = LabelRows(capacity: rows)
    }

    /// Begins a row that has no samples yet.
    mutating func addRow() { values.append(contentsOf: repeatElement(.nan, count: starts.last ?? 0)) }

    /// Labels the last row.
    mutating func label(_ labels: KeyValuePairs<String, String>, _ unit: UnitOfMeasure) {
        self.labels.append(labels, and: ("unit", unit.symbol))
    }

    /// Sets the samples of a family in the last row. What is not finite is undefined, and so absent.
    mutating func set<Evaluation>(
        _ family: Int, _ reading: SampleReading<Evaluation>, of evaluation: Evaluation, _ calendar: DueCalendar
    ) {
        let start = values.count - (starts.last ?? 0) + starts[family]
        switch reading {
        case .value(let value): values[start] = value(evaluation) ?? .nan
        case .samples(let emit): emit(evaluation, calendar) { values[start + $0] = $1 ?? .nan }
        }
    }

    /// How many samples there are.
    var count: Int { values.count { $0.isFinite } }

    /// Writes the samples of a family. Each row is labelled.
    func write(_ family: Int, to writer: inout MetricWriter) {
        let (more, hasUnit) = families[family]
        writer.samples(
            values, from: starts[family], every: starts.last ?? 0, labels: labels, isExtended: hasUnit, more)
    }
}

/// How the samples of a family are read from an evaluation.
enum SampleReading<Evaluation>: Sendable {
    /// One sample; nil: there is none. A closure of its own, as most families have no more, and it is called a great deal.
    case value(@Sendable (Evaluation) -> Double?)
    /// Some samples.
    case samples(@Sendable (Evaluation, DueCalendar, Emit) -> Void)

    /// Takes a sample: its number among the family's further labels, and its value.
    typealias Emit = (Int, Double?) -> Void
}
