import Indicators
import Record
import Testing

struct SeriesHistoryTests {
    @Test
    func `a repeated statement ranks as the newest standing batch that says it`() {
        var history = SeriesHistory()
        history.statements = [statement(batch: 1, value: 1), statement(batch: 2, value: 2)]
        history.repetitions = [
            Repetition(first: 0, last: 0, batch: 3), Repetition(first: 0, last: 0, batch: 4),
        ]
        #expect(leaders(of: &history, standing(5)) == [[1, 4]])
        #expect(leaders(of: &history, standing(5, voiding: 4)) == [[1, 3]])
        #expect(leaders(of: &history, standing(5, voiding: 4, 3)) == [[2, 2]])
        #expect(leaders(of: &history, standing(5, voiding: 1, 2, 3)) == [[1, 4]])
        #expect(leaders(of: &history, standing(5, voiding: 1, 3, 4)) == [[2, 2]])
        #expect(leaders(of: &history, standing(5, voiding: 1, 2, 3, 4)) == [])
        #expect(leaders(of: &history, standing(2)) == [[2, 2]])
    }

    @Test
    func `the newest date of a year is in force, under a horizon the newest up to it`() {
        var history = SeriesHistory()
        history.statements = [
            statement(batch: 3, published: 100, value: 1), statement(batch: 1, published: 200, value: 2),
        ]
        var found: [Leader] = []
        var inForce: [Double] = []
        history.findLeaders(under: standing(3), into: &found)
        found.forEachInForce { inForce.append($0.statement.value) }
        history.findLeaders(under: standing(3), publishedBy: CalendarDate(daysSince1970: 199), into: &found)
        found.forEachInForce { inForce.append($0.statement.value) }
        #expect(inForce == [2, 1])
    }

    @Test
    func `batches meet where they have a statement of one year, kept whole or repeated`() {
        var history = SeriesHistory()
        history.statements = [statement(year: 2000, batch: 1, value: 1), statement(year: 2001, batch: 2, value: 1)]
        history.repetitions = [Repetition(first: 0, last: 0, batch: 3)]
        #expect(history.meet(1, [2, 3]) && history.meet(3, [1]))
        #expect(!history.meet(1, [2]) && !history.meet(2, [1, 3]) && !history.meet(3, [2]))
    }

    @Test
    func `an ordinal counts statements in the order in which they were kept, whatever their years and dates`() {
        var history = SeriesHistory()
        history.statements = [
            statement(year: 2000, batch: 1, value: 0), statement(year: 2000, batch: 4, published: 90, value: 5),
            statement(year: 2001, batch: 2, value: 3), statement(year: 2002, batch: 1, value: 1),
            statement(year: 2002, batch: 2, value: 4), statement(year: 2003, batch: 1, value: 2),
        ].sorted { ($0.year, $0.published, $0.batch) < ($1.year, $1.published, $1.batch) }
        history.repetitions = [
            Repetition(first: 1, last: 3, batch: 3), Repetition(first: 2, last: 2, batch: 5),
            Repetition(first: 5, last: 5, batch: 5),
        ]
        var found: [Leader] = []
        history.findLeaders(under: standing(5), into: &found)
        for leader in found { #expect(Double(leader.ordinal) == leader.statement.value) }
        #expect(found.map(\.statement.value) == [5, 0, 3, 1, 2])
        #expect(found.map(\.saidLast) == [5, 1, 3, 3, 5])
        let said = history.said(under: standing(5)).filter { $0.row == 0 }
        #expect(said.map(\.value) == [5, 3, 1, 2, 2] && said.map(\.batch) == [5, 3, 3, 3, 5])
    }

    private func leaders(of history: inout SeriesHistory, _ standing: Standing) -> [[Int]] {
        var found: [Leader] = []
        history.findLeaders(under: standing, into: &found)
        return found.map { [Int($0.statement.batch), Int($0.saidLast)] }
    }

    private func standing(_ batches: Int, voiding: Int...) -> Standing {
        var standing = Standing(batches: batches)
        for (index, batch) in voiding.enumerated() { standing.void(batch, by: batches + 1 + index) }
        return standing
    }

    private func statement(
        year: Int16 = 2020, batch: Int32, published: Int32 = 100, value: Double
    ) -> KeptStatement {
        KeptStatement(
            year: year, published: published, batch: batch, row: 2, value: value,
            status: ObservationStatus.normal.code, bound: ObservationBound.equal.index, source: 1,
            note: KeptStatement.noText)
    }
}
