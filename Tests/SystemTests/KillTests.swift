import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Programs that are killed at any moment: what they acknowledged is there, what they were about is there or not.
    @Suite struct KillTests {
        /// What is done to the record, and killed.
        private enum Work: CaseIterable {
            case backfill, undo, backup
        }

        @Test(arguments: [(moments: 30, isServed: false), (12, true)])
        func `a backfill, an undo and a backup that are killed lose nothing and leave nothing half there`(
            moments count: Int, isServed: Bool
        ) throws {
            let place = try Place()
            try place.folder.write(Self.figures(value: 0), to: "0.csv")
            let clock = ContinuousClock()
            var duration = try clock.measure { _ = try place.output("backfill", "0.csv") }
            let service = isServed ? try place.start() : nil
            var hits: Set<Work> = []
            var exports = [try place.output("export")]
            var moments = SeededGenerator(seed: 9831)
            for number in 1...count {
                let work = Work.allCases[number % Work.allCases.count]
                try place.folder.write(Self.figures(value: number), to: "\(number).csv")
                let arguments =
                    switch work {
                    case .backfill: ["backfill", "\(number).csv"]
                    case .undo: ["batches", "undo", "\(try Self.batches(place))"]
                    case .backup: ["backup", "\(number).db"]
                    }
                let logs = try TemporaryFolder()
                let running = try RunningProgram(
                    .mosaic, arguments, environment: ["MOSAIC_CONFIG": place.settings], directory: place.folder.url,
                    logs: logs)
                let isBegun = try eventually(every: .milliseconds(1)) {
                    !running.isRunning || running.hasOpen(place.record)
                }
                #expect(isBegun, "\(work) \(number)")
                // One in three at once, the others at any moment of the time that the whole of it takes.
                if !moments.once(in: 3) {
                    usleep(UInt32(duration * Double.random(in: 0..<1, using: &moments) / .microseconds(1)))
                }
                running.kill()
                if running.status == 128 + SIGKILL { hits.insert(work) }

                let isAcknowledged = !running.output.isEmpty
                let batches = try Self.batches(place)
                let export = try place.output("export")
                if work == .backup {
                    try Self.expectWholeOrNone(place, number, isAcknowledged: isAcknowledged, export: exports.last)
                }
                if batches == exports.count {
                    #expect(export == exports.last, "\(work) \(number) left something")
                    #expect(!isAcknowledged || work == .backup, "\(work) \(number) was lost")
                } else {
                    #expect(batches == exports.count + 1, "\(work) \(number)")
                    exports.append(export)
                }
                #expect(try place.mosaic("doctor").status == 0, "\(work) \(number)")
                // As long as the whole of it takes now, so that moments lie all over it.
                if work == .backfill {
                    duration = try clock.measure { _ = try place.output("backfill", "\(number).csv", "--dry-run") }
                }
            }
            #expect(hits == Set(Work.allCases), "no kill hit the middle of the others")
            #expect(exports.count > 1, "every program was killed before it did anything")
            if let service {
                #expect(try eventually { try service.sample("mosaic_record_batches") == Double(exports.count) })
            }
            for (index, export) in exports.enumerated() {
                #expect(try place.output("export", "--as-of", "batch:\(index + 1)") == export)
            }
        }

        /// Figures of one date: a later file of the same rows revises them.
        private static func figures(value: Int) -> String {
            var text = "indicator,region,period,value,unit,source,source_date\n"
            for region in ["CN", "CN-NM", "CN-GD", "CN-SH"] {
                for year in 1000...1399 {
                    text += "computing_power,\(region),\(year),\(1000 + value),PFLOPS,a yearbook,2020-01-01\n"
                }
            }
            return text
        }

        private static func batches(_ place: Place) throws -> Int {
            try JSON(Data(place.output("batches", "--json").utf8)).elements.count
        }

        /// Expects that a backup is not there, or is the record.
        private static func expectWholeOrNone(
            _ place: Place, _ number: Int, isAcknowledged: Bool, export: String?
        ) throws {
            let path = place.folder.path("\(number).db")
            guard FileManager.default.fileExists(atPath: path) else {
                #expect(!isAcknowledged, "backup \(number) was lost")
                return
            }
            #expect(try place.output("export", "--database", path) == export)
            #expect(try place.mosaic("doctor", "--database", path).status == 0)
        }
    }
}
