public import Indicators

/// A vintage of a series, in an engine's numbers.
public struct KeptVintage: Sendable {
    /// The statement; its ``KeptStatement/batch`` is the standing batch that said it first.
    public var statement: KeptStatement
    /// The other batches of the vintage, ascending.
    public var repeatedBy: [Int]
    /// Whether the statement in force belongs to it.
    public var isInForce: Bool
}

extension SeriesHistory {
    /// The vintages by year and date published: the standing statements of a key and date in recorded order, where
    /// neighbours of equal content are one, said by the first and repeated by the others.
    public func vintages(under standing: Standing, publishedBy: CalendarDate? = nil) -> [KeptVintage] {
        let said = said(under: standing, publishedBy: publishedBy)
        var vintages: [KeptVintage] = []
        for (index, statement) in said.enumerated() {
            let isInForce = index == said.count - 1 || said[index + 1].year != statement.year
            if let last = vintages.last?.statement, last.year == statement.year,
                last.published == statement.published, last.says(sameAs: statement)
            {
                let position = vintages.count - 1
                let batch = Int(statement.batch)
                if batch != Int(last.batch), vintages[position].repeatedBy.last != batch {
                    vintages[position].repeatedBy.append(batch)
                }
                vintages[position].isInForce = isInForce
            } else {
                vintages.append(KeptVintage(statement: statement, repeatedBy: [], isInForce: isInForce))
            }
        }
        return vintages
    }

    /// The statements that stand, by year, date published, batch and row, the exact repeats among them; each with the batch
    /// that says it.
    public func said(under standing: Standing, publishedBy: CalendarDate? = nil) -> [KeptStatement] {
        let horizon = publishedBy?.daysSince1970 ?? .max
        var said = statements.filter { standing.stands($0.batch) }
        let order = KeptOrder(of: statements)
        for run in repetitions where standing.stands(run.batch) {
            for ordinal in run.first...run.last {
                var statement = statements[order.index(of: ordinal)]
                statement.batch = run.batch
                statement.row = 0
                said.append(statement)
            }
        }
        said.removeAll { $0.published > horizon }
        said.sort { ($0.year, $0.published, $0.batch, $0.row) < ($1.year, $1.published, $1.batch, $1.row) }
        return said
    }
}
