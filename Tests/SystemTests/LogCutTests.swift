import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A write-ahead log that was cut, as a crash of the machine may leave it.
    @Suite struct LogCutTests {
        private static func figures(value: Int) -> String {
            let rows = ["CN", "CN-NM", "CN-GD", "CN-SH"].flatMap { region in
                (1800...2020).map { "computing_power,\(region),\($0),\(value),PFLOPS,a yearbook,2021-02-01\n" }
            }
            return "indicator,region,period,value,unit,source,source_date\n" + rows.joined()
        }

        @Test func `a log cut at 100 places gives the batch or the one before, never a mixture`() throws {
            let place = try Place()
            #expect(try place.mosaic("backfill", "-", input: Self.figures(value: 1)).status == 0)
            let before = try place.output("export")
            // As long as the service has the record open, the log is not brought into the database.
            let service = try place.start()
            #expect(try place.mosaic("backfill", "-", "--allow", "revision", input: Self.figures(value: 7)).status == 0)
            let after = try place.output("export")
            let database = try Data(contentsOf: URL(fileURLWithPath: place.record))
            let log = try Data(contentsOf: URL(fileURLWithPath: place.record + "-wal"))
            #expect(try service.stop())
            #expect(log.count > 100 && before != after)

            var found: [Bool] = []
            for number in 0...100 {
                let copy = "cut-\(number).db"
                try place.folder.write(database, to: copy)
                try place.folder.write(log.prefix(log.count * number / 100), to: "\(copy)-wal")
                let export = try place.output("export", "--database", copy)
                #expect(export == before || export == after, "cut at \(number) of 100")
                found.append(export == after)
                if number.isMultiple(of: 10) {
                    #expect(try place.mosaic("doctor", "--database", copy).status == 0)
                }
            }
            #expect(found.first == false && found.last == true)
            #expect(found == found.sorted { !$0 && $1 }, "a longer log has what a shorter one has")
        }
    }
}
