import Indicators
import MosaicTestKit
import Record
import Testing

struct BatchComparisonTests {
    private let series = SeriesKey(indicator: "rate", region: "CN")
    private let day = CalendarDate(daysSince1970: 20_000)

    @Test
    func `rows that repeat statements which were kept in a row become one run, whatever their dates`() throws {
        let leaders = [
            leader(2000, batch: 1, ordinal: 0), leader(2001, batch: 1, ordinal: 1), leader(2002, batch: 2, ordinal: 7),
            leader(2004, batch: 2, ordinal: 3), leader(2005, batch: 2, published: 101, ordinal: 4),
            leader(2006, batch: 2, ordinal: 5),
        ]
        let rows = try [2000, 2001, 2002, 2003, 2004, 2005, 2006].map { year in
            try row(year, published: year == 2005 ? 101 : 100)
        }
        let comparison = compare(rows, with: leaders)
        #expect(
            comparison.repetitions == [
                Repetition(first: 0, last: 1, batch: 9), Repetition(first: 3, last: 5, batch: 9),
                Repetition(first: 7, last: 7, batch: 9),
            ])
        #expect(comparison.kept.map(\.year) == [2003])
        #expect(comparison.counts[.unchanged] == 6 && comparison.counts[.new] == 1 && comparison.counts.rows == 7)
    }

    @Test
    func `what is kept whole is ascending by year, date and row, whatever the order of the file's dates`() throws {
        let rows = try [(2001, 300), (2001, 100), (2001, 200), (2000, 100)].map { year, date in
            try row(year, published: Int32(date))
        }
        let comparison = compare(rows, with: [])
        #expect(comparison.kept.map(\.year) == [2000, 2001, 2001, 2001])
        #expect(comparison.kept.map(\.published) == [100, 100, 200, 300])
        #expect(comparison.kept.map(\.row) == [1, 1, 1, 1])
        #expect(comparison.counts[.new] == 2 && comparison.counts[.older] == 2)
    }

    @Test
    func `two statements of a key and date have places of their own`() throws {
        var buffer = StatementBuffer([try row(2000, published: 100), try row(2000, published: 100, note: "other")])
        for index in buffer.rows.indices { buffer.rows[index].location = RowLocation(line: 7, field: index) }
        var comparison = BatchComparison(batch: 9, day: day)
        comparison.compare(0..<2, of: buffer, with: [], texts: [1, 2])
        #expect(comparison.kept.map(\.row) == [1, 2])
    }

    @Test
    func `the same comparison goes on to the next series, and adds up`() throws {
        let buffer = StatementBuffer([try row(2000, published: 100), try row(2001, published: 100)])
        var comparison = BatchComparison(batch: 9, day: day)
        comparison.compare(0..<1, of: buffer, with: [], texts: [1])
        comparison.compare(1..<2, of: buffer, with: [leader(2001, batch: 3, value: 2)], texts: [1])
        #expect(comparison.counts.rows == 2 && comparison.counts[.new] == 1 && comparison.counts[.revised] == 1)
        #expect(comparison.kept.map(\.year) == [2001])
        #expect(comparison.revisions.map(\.old) == [2] && comparison.revisions.map(\.new) == [1])
    }

    private func compare(_ rows: [StatedRow], with leaders: [Leader]) -> BatchComparison {
        let buffer = StatementBuffer(rows)
        var comparison = BatchComparison(batch: 9, day: day)
        comparison.compare(buffer.rows.indices, of: buffer, with: leaders, texts: [1])
        return comparison
    }

    private func row(_ year: Int, published: Int32, note: String? = nil) throws -> StatedRow {
        let period = try #require(Period(year: year))
        return StatedRow(
            StatementKey(series, period), .figure(value: 1, status: .normal, bound: .equal),
            published: CalendarDate(daysSince1970: published), note: note)
    }

    private func leader(
        _ year: Int16, batch: Int32, published: Int32 = 100, value: Double = 1, ordinal: Int32 = 0
    ) -> Leader {
        let statement = KeptStatement(
            year: year, published: published, batch: batch, row: 2, value: value,
            status: ObservationStatus.normal.code, bound: ObservationBound.equal.index, source: 1,
            note: KeptStatement.noText)
        return Leader(statement: statement, saidLast: batch, ordinal: ordinal)
    }
}
