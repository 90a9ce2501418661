public import Indicators

/// Everything that a record keeps of one series, and what ranks first in it under a standing of batches.
///
/// An engine fills the arrays in order and asks; the arrays keep their room from one series to the next.
public struct SeriesHistory: Sendable {
    /// The statements kept whole, ascending by year, date published, batch and row.
    public var statements: [KeptStatement] = []
    /// Their exact repeats, in any order; cheapest where runs that differ in the batch alone are neighbours.
    public var repetitions: [Repetition] = []
    private var saidLast: [Int32] = []

    /// Makes an empty history.
    public init() {}

    /// Forgets everything.
    public mutating func removeAll() {
        statements.removeAll(keepingCapacity: true)
        repetitions.removeAll(keepingCapacity: true)
    }

    /// The statement that ranks first for each year and date, ascending by year, then date: of those that stand the one
    /// said last by the newest batch, of those the last row.
    /// - Parameters:
    ///   - standing: which batches stand; what later batches say is not there.
    ///   - publishedBy: only statements published on or before this day; nil: all.
    ///   - leaders: is overwritten.
    public mutating func findLeaders(
        under standing: Standing, publishedBy: CalendarDate? = nil, into leaders: inout [Leader]
    ) {
        leaders.removeAll(keepingCapacity: true)
        leaders.reserveCapacity(statements.count)
        let horizon = publishedBy?.daysSince1970 ?? .max
        noteWhoSaidLast(under: standing)
        for (index, statement) in statements.enumerated() {
            let said = repetitions.isEmpty ? standing.stands(statement.batch) ? statement.batch : 0 : saidLast[index]
            guard said > 0, statement.published <= horizon else { continue }
            let candidate = Leader(statement: statement, saidLast: said)
            guard let rival = leaders.last, rival.statement.year == statement.year,
                rival.statement.published == statement.published
            else {
                leaders.append(candidate)
                continue
            }
            // What one batch says last comes last: it repeats only what earlier batches have whole.
            if said >= rival.saidLast { leaders[leaders.count - 1] = candidate }
        }
    }

    /// Whether a batch and one of some others have a statement of the same year.
    public func meet(_ batch: Int, _ others: Set<Int>) -> Bool {
        var years: Set<Int16> = []
        for statement in statements where Int(statement.batch) == batch { years.insert(statement.year) }
        for run in repetitions where Int(run.batch) == batch { years.formUnion(run.first...run.last) }
        return statements.contains { years.contains($0.year) && others.contains(Int($0.batch)) }
            || repetitions.contains { run in
                others.contains(Int(run.batch)) && (run.first...run.last).contains { years.contains($0) }
            }
    }

    /// Where the statement stands that a run repeats in a year: the last of its batch with that key and date.
    func position(of run: Repetition, in year: Int16) -> Int? {
        var low = 0
        var high = statements.count
        while low < high {
            let middle = (low + high) / 2
            let statement = statements[middle]
            if (statement.year, statement.published, statement.batch) <= (year, run.published, run.original) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return nil }
        let found = statements[low - 1]
        let isMeant = found.year == year && found.published == run.published && found.batch == run.original
        return isMeant ? low - 1 : nil
    }

    /// Fills `saidLast` with the newest standing batch that says each statement, 0 where none does.
    private mutating func noteWhoSaidLast(under standing: Standing) {
        guard !repetitions.isEmpty else { return }
        saidLast.removeAll(keepingCapacity: true)
        for statement in statements { saidLast.append(standing.stands(statement.batch) ? statement.batch : 0) }
        var index = 0
        while index < repetitions.count {
            let run = repetitions[index]
            var newest: Int32 = 0
            while index < repetitions.count, repetitions[index].repeatsSame(as: run) {
                let batch = repetitions[index].batch
                if batch > newest, standing.stands(batch) { newest = batch }
                index += 1
            }
            guard newest > 0 else { continue }
            for year in run.first...run.last {
                guard let position = position(of: run, in: year) else { continue }
                saidLast[position] = max(saidLast[position], newest)
            }
        }
    }
}

extension Repetition {
    fileprivate func repeatsSame(as other: Repetition) -> Bool {
        published == other.published && first == other.first && last == other.last && original == other.original
    }
}

extension [Leader] {
    /// The leader in force of each year: the newest published, also where it is a retraction.
    public func forEachInForce(_ body: (Leader) -> Void) {
        for index in indices where index == endIndex - 1 || self[index + 1].statement.year != self[index].statement.year
        {
            body(self[index])
        }
    }
}
