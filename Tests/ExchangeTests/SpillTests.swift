import Exchange
import Formats
import Indicators
import MosaicTestKit
import Testing

/// Rows that don't fit into a chunk go to the disk; nobody sees a difference.
struct SpillTests {
    /// Rows of a few keys, many times each, in no order: repeats, contradictions, dated and undated ones.
    private static func text(rows: Int, seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var text = "indicator,region,period,value,unit,source,source_date\n"
        for _ in 0..<rows {
            let region = ["CN", "CN-NM", "GBA"][random.number(0...2)]
            let date = ["", "2024-05-06", "2025-01-02"][random.number(0...19) == 0 ? 0 : 1 + random.number(0...1)]
            text +=
                "computing_power,\(region),\(2000 + random.number(0...23)),\(random.number(0...49) == 0 ? 2 : 1),PFLOPS,"
            text += "table \(random.number(0...4)),\(date)\n"
        }
        return Array(text.utf8)
    }

    @Test(arguments: [1, 2, 7, 64, 299, 300])
    func `what is read and what is faulted is the same whatever is held at once`(chunkSize: Int) throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let bytes = Self.text(rows: 300, seed: seed)
            let whole = try Reading.file(bytes, Reading.options())
            let spilled = try ObservationReader().read(
                from: MemorySource(bytes), catalog: Reading.catalog, options: Reading.options(), chunkSize: chunkSize)
            #expect(spilled.statements.count == 300)
            #expect(spilled.statements.series == whole.statements.series)
            #expect(spilled.diagnostics.lines == whole.diagnostics.lines)
            let lines = spilled.rowLines
            #expect(lines == whole.rowLines)
            #expect(spilled.rowLines == lines, "read again")
            #expect(spilled.sha256 == whole.sha256)
        }
    }

    @Test(arguments: [1, 2, 3, 9])
    func `two rows of one key and date that disagree are told, be they in one chunk or in two`(chunkSize: Int) throws {
        for place in 2001...2004 {
            var text = "indicator,region,period,value,unit,source_date\n"
            for year in 2000...2005 {
                text += "computing_power,CN,\(year),1,PFLOPS,2024-05-06\n"
                if year == place { text += "computing_power,CN,\(year),2,PFLOPS,2024-05-06\n" }
            }
            let file = try ObservationReader().read(
                from: MemorySource(Array(text.utf8)), catalog: Reading.catalog, options: Reading.options(),
                chunkSize: chunkSize)
            #expect(file.diagnostics.lines.count == 1)
            #expect(
                file.diagnostics.lines.first?.contains(":\(place - 1997):1: ") == true, "\(file.diagnostics.lines)")
        }
    }

    @Test
    func `a series is in one stretch`() throws {
        let file = try ObservationReader().read(
            from: MemorySource(Self.text(rows: 300, seed: 9)), catalog: Reading.catalog, options: Reading.options(),
            chunkSize: 10)
        var met: Set<Int32> = []
        try file.statements.forEachStretch { stretch in
            let series = Set(stretch.rows.map(\.series))
            #expect(met.isDisjoint(with: series))
            met.formUnion(series)
        }
        #expect(met.count == 3)
    }
}
