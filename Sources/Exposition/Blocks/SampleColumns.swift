// On the hot path: benchmark `exposition` in Benchmarks/.

internal import Evaluation
internal import Formats
internal import Indicators

/// The samples of the series, or the targets, of some groups: a row each, and a column for each sample that a family may have.
///
/// They are worked out a row at a time and written a family at a time.
struct SampleColumns {
    /// The columns of some families.
    struct Shape: Sendable {
        /// The families' lines, and whether the unit is among the labels.
        fileprivate let families: [(lines: GaugeLines, hasUnit: Bool)]
        /// The first column of each family.
        fileprivate let starts: [Int]
        /// How many columns there are.
        fileprivate let count: Int

        /// - Parameter families: each with the further labels of a row's samples.
        init(_ families: [(family: MetricFamily, more: [LabelSet], hasUnit: Bool)]) {
            self.families = families.map { (GaugeLines($0.family.sampleName, $0.more), $0.hasUnit) }
            let ends = families.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.more.count) }
            (starts, count) = (Array(ends.dropLast()), ends.last ?? 0)
        }
    }

    private let shape: Shape
    /// Row after row; NaN: there is no sample.
    private var values: [Double] = []
    /// Of each row; the further label is the unit.
    private var labels: LabelRows
    /// The rows of each group.
    private var groups: [Range<Int>] = []

    /// No rows, with room for so many.
    init(_ shape: Shape, rows: Int, isLabelled: Bool) {
        self.shape = shape
        values.reserveCapacity(rows * shape.count)
        labels = LabelRows(capacity: isLabelled ? rows : 0)
    }

    /// Begins a row that has no samples yet.
    mutating func addRow() { values.append(contentsOf: repeatElement(.nan, count: shape.count)) }

    /// Ends a group; the next rows are the next one's.
    mutating func endGroup() { groups.append((groups.last?.upperBound ?? 0)..<values.count / shape.count) }

    /// Labels the last row.
    mutating func label(_ labels: KeyValuePairs<String, String>, _ unit: UnitOfMeasure) {
        self.labels.append(labels, and: ("unit", unit.symbol))
    }

    /// Sets the samples of a family in the last row. What is not finite is undefined, and so absent.
    mutating func set<Evaluation>(
        _ family: Int, _ reading: SampleReading<Evaluation>, of evaluation: Evaluation, _ calendar: DueCalendar
    ) {
        let start = values.count - shape.count + shape.starts[family]
        switch reading {
        case .value(let value): values[start] = value(evaluation) ?? .nan
        case .samples(let emit): emit(evaluation, calendar) { values[start + $0] = $1 ?? .nan }
        }
    }

    /// How many samples each group has.
    var counts: [Int] {
        groups.map { rows in
            values[rows.lowerBound * shape.count..<rows.upperBound * shape.count].count { $0.isFinite }
        }
    }

    /// Writes the samples of a family, and appends where those of each group end. Each row is labelled.
    func write(_ family: Int, to writer: inout MetricWriter, ends: inout [Int]) {
        let (lines, hasUnit) = shape.families[family]
        for rows in groups {
            writer.samples(
                values, from: shape.starts[family], every: shape.count, in: rows, labels: labels, isExtended: hasUnit,
                as: lines)
            ends.append(writer.count)
        }
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
