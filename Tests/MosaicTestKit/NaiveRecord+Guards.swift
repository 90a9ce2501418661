import Foundation
import Indicators
import Record

extension NaiveRecord.Said {
    /// The slip of a unit that the row looks like, beside the figures in force after its batch.
    func slips(
        at place: RowLocation, after: [StatementKey: NaiveRecord.Said], unit symbol: String?, known: KnownUnits
    ) -> [GuardFinding] {
        guard let symbol, let unit = UnitOfMeasure(known: symbol, in: known), let value = content.value, value != 0
        else {
            return []
        }
        let others = after.values.filter { other in
            other.key.series == key.series && other.key.period != key.period && other.content.value ?? 0 != 0
        }
        let earlier = others.filter { $0.key < key }.max { $0.key < $1.key }
        let later = others.filter { key < $0.key }.min { $0.key < $1.key }
        let neighbours = [earlier, later].compactMap { other -> GuardFinding.Neighbour? in
            guard let other, let value = other.content.value else { return nil }
            return GuardFinding.Neighbour(year: other.key.period.year, value: value)
        }
        guard !neighbours.isEmpty else { return [] }
        let powers = known.units(ofDimension: unit.dimension).map(\.powerOfTen)
        let differences = Set(powers.flatMap { one in powers.map { one - $0 } }).filter { abs($0) >= 2 }
        let fitting = differences.filter { difference in
            neighbours.allSatisfy { neighbour in
                let ratio = difference > 0 ? value / neighbour.value : neighbour.value / value
                let power = pow(10, Double(abs(difference)))
                return ratio >= 0.9 * power && ratio <= 1.1 * power
            }
        }
        return fitting.map { power in
            GuardFinding(
                .unitSlip(powersOfTen: power, neighbours: neighbours), series: key.series, year: key.period.year,
                value: value, row: place)
        }
    }

    /// The great revision that the row is of the figure in force before.
    func revisions(at place: RowLocation, before: NaiveRecord.Said?) -> [GuardFinding] {
        guard case .figure(let old?, let status, _) = before?.content, let new = content.value else { return [] }
        guard ![.estimated, .forecast, .imputed, .provisional].contains(status) else { return [] }
        guard new > old + abs(old) / 2 || new < old - abs(old) / 2 else { return [] }
        return [
            GuardFinding(.revision(old: old), series: key.series, year: key.period.year, value: new, row: place)
        ]
    }
}
