import Indicators
import Testing

@testable import Exposition

@Suite
struct HistoryWriterTests {
    @Test
    func `each figure that exists stands at the end of its year, in one family`() throws {
        var (writer, bytes) = (HistoryWriter(), [UInt8]())
        let unit = try #require(UnitOfMeasure(known: "PFLOPS"))
        for region in ["CN-BJ", "CN-NM"] {
            let observations = try [(2021, 1.5), (2022, nil), (2023, 3)].map { (year: Int, value: Double?) in
                let period = try #require(Period(year: year))
                let content = StatementContent.figure(
                    value: value, status: value == nil ? .missing : .normal, bound: .equal)
                return try #require(content.observation(of: period))
            }
            writer.append(
                observations, of: SeriesKey(indicator: "computing_power", region: Identifier(region)), unit: unit,
                to: &bytes)
        }
        writer.finish(to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                # TYPE mosaic_history_value gauge
                # HELP mosaic_history_value The figure of a year, at the end of it.
                mosaic_history_value{indicator="computing_power",region="CN-BJ",unit="PFLOPS"} 1.5 1640952000
                mosaic_history_value{indicator="computing_power",region="CN-BJ",unit="PFLOPS"} 3 1704024000
                mosaic_history_value{indicator="computing_power",region="CN-NM",unit="PFLOPS"} 1.5 1640952000
                mosaic_history_value{indicator="computing_power",region="CN-NM",unit="PFLOPS"} 3 1704024000
                # EOF

                """)
    }
}
