public import Indicators

/// Everything that a record keeps of one series, and what ranks first in it under a standing of batches.
///
/// An engine fills the arrays in order and asks; the arrays keep their room from one series to the next.
public struct SeriesHistory: Sendable {
    /// The statements kept whole, ascending by year, date published, batch and row.
    public var statements: [KeptStatement] = []
    /// Their exact repeats, ascending by batch; of each the ordinals are those of statements.
    public var repetitions: [Repetition] = []
    private var saidLast: [Int32] = []
    private var order = KeptOrder()

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
        order.find(of: statements)
        noteWhoSaidLast(under: standing)
        for (index, statement) in statements.enumerated() {
            let said = repetitions.isEmpty ? standing.stands(statement.batch) ? statement.batch : 0 : saidLast[index]
            guard said > 0, statement.published <= horizon else { continue }
            let candidate = Leader(statement: statement, saidLast: said, ordinal: order.ordinal(at: index))
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
        let order = KeptOrder(of: statements)
        var years: Set<Int16> = []
        for statement in statements where Int(statement.batch) == batch { years.insert(statement.year) }
        for run in repetitions where Int(run.batch) == batch {
            for ordinal in run.first...run.last { years.insert(statements[order.index(of: ordinal)].year) }
        }
        return statements.contains { years.contains($0.year) && others.contains(Int($0.batch)) }
            || repetitions.contains { run in
                others.contains(Int(run.batch))
                    && (run.first...run.last).contains { years.contains(statements[order.index(of: $0)].year) }
            }
    }

    /// Fills `saidLast` with the newest standing batch that says each statement, 0 where none does.
    private mutating func noteWhoSaidLast(under standing: Standing) {
        guard !repetitions.isEmpty else { return }
        saidLast.removeAll(keepingCapacity: true)
        for statement in statements { saidLast.append(standing.stands(statement.batch) ? statement.batch : 0) }
        // The newest first: a file that is given again and again repeats the same run, which counts once.
        var done: Repetition?
        for run in repetitions.reversed() where run.first != done?.first || run.last != done?.last {
            guard standing.stands(run.batch) else { continue }
            done = run
            for ordinal in run.first...run.last {
                let index = order.index(of: ordinal)
                saidLast[index] = max(saidLast[index], run.batch)
            }
        }
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
