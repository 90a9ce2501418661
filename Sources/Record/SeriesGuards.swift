// Hot: two comparisons a row; measured by Benchmarks' record.
internal import Indicators

/// Holds what a batch says of a series against the series as it will be after it, a series at a time.
///
/// Nothing is held against rows that repeat, and none against those that say what was in force before.
struct SeriesGuards: Sendable {
    /// What was found so far.
    private(set) var findings = GuardFindings()

    private let units: [Identifier<Indicator>: String]
    private let known: KnownUnits
    private var series: SeriesKey?
    /// The powers of ten by which two known units of the series' dimension differ, a bit each from 2 on; 0: none do.
    private var slips: UInt64 = 0
    /// The years with a value other than 0 that are in force after the batch, ascending.
    private var figures: [(year: Int16, value: Double)] = []
    private var said: [(year: Int16, value: Double, row: RowLocation)] = []

    /// Makes guards.
    /// - Parameters:
    ///   - units: the symbol of each indicator's unit; without one its values are not held against their neighbours.
    ///   - known: the units that are understood.
    init(units: [Identifier<Indicator>: String], known: KnownUnits) {
        self.units = units
        self.known = known
    }

    /// Goes on to a series.
    mutating func begin(_ key: SeriesKey) {
        if series?.indicator != key.indicator { slips = slips(ofUnit: units[key.indicator]) }
        series = key
        figures.removeAll(keepingCapacity: true)
        said.removeAll(keepingCapacity: true)
    }

    /// Notes the figure that is in force of a year after the batch; years come ascending. NaN: there is none.
    mutating func note(inForce value: Double, in year: Int16) {
        if slips != 0, value != 0, !value.isNaN { figures.append((year, value)) }
    }

    /// Notes a value that a row says; years come ascending. NaN: it says none.
    mutating func note(said value: Double, in year: Int16, at row: RowLocation) {
        if slips != 0, value != 0, !value.isNaN { said.append((year, value, row)) }
    }

    /// Notes a figure that becomes another, and finds fault if it does by more than half of what it was.
    mutating func note(revisionOf old: KeptStatement, to value: Double, at row: RowLocation) {
        guard let series, abs(value - old.value) > abs(old.value) / 2 else { return }
        guard let status = ObservationStatus(code: old.status), !status.isPreliminary else { return }
        findings.add(
            GuardFinding(
                .revision(old: old.value), series: series, year: Int(old.year), value: value, row: row))
    }

    /// Holds every value that was noted against its neighbours.
    mutating func finish() {
        guard let series else { return }
        var next = 0
        for statement in said {
            while next < figures.count, figures[next].year < statement.year { next += 1 }
            let after = next < figures.count && figures[next].year == statement.year ? next + 1 : next
            let earlier = next > 0 ? figures[next - 1] : nil
            let later = after < figures.count ? figures[after] : nil
            guard let power = Self.powersOfTen(from: earlier, later, to: statement.value),
                slips & (1 << abs(power)) != 0
            else { continue }
            let neighbours = [earlier, later].compactMap { figure in
                figure.map { GuardFinding.Neighbour(year: Int($0.year), value: $0.value) }
            }
            findings.add(
                GuardFinding(
                    .unitSlip(powersOfTen: power, neighbours: neighbours), series: series, year: Int(statement.year),
                    value: statement.value, row: statement.row))
        }
    }

    /// The one power of ten that a value is away from each neighbour that there is; nil: there is none, or they differ.
    private static func powersOfTen(
        from earlier: (year: Int16, value: Double)?, _ later: (year: Int16, value: Double)?, to value: Double
    ) -> Int? {
        guard let first = earlier ?? later, let power = powersOfTen(from: first.value, to: value) else { return nil }
        guard earlier != nil, let later else { return power }
        return powersOfTen(from: later.value, to: value) == power ? power : nil
    }

    /// The power of ten within 10 percent of which two values stand to each other, negative where the second is the less;
    /// nil where they are within a factor of 90, or between powers.
    private static func powersOfTen(from neighbour: Double, to value: Double) -> Int? {
        let isGreater = abs(value) > abs(neighbour)
        let ratio = isGreater ? value / neighbour : neighbour / value
        guard ratio >= 90 else { return nil }
        guard let place = powers.firstIndex(where: { abs(ratio - $0) <= $0 / 10 }) else { return nil }
        return isGreater ? place + 2 : -place - 2
    }

    /// 100 and up to what the units of a dimension can differ by.
    private static let powers = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16]

    private func slips(ofUnit symbol: String?) -> UInt64 {
        guard let symbol, let unit = UnitOfMeasure(known: symbol, in: known) else { return 0 }
        let powers = known.units(ofDimension: unit.dimension).map(\.powerOfTen)
        var slips: UInt64 = 0
        for great in powers {
            for small in powers where great - small >= 2 { slips |= 1 << UInt64(great - small) }
        }
        return slips
    }
}

extension ObservationStatus {
    /// Whether what replaces the figure was to be expected: an estimate, a forecast, imputed or provisional (E F I P).
    var isPreliminary: Bool { isEstimated || self == .provisional }
}
