import Foundation
import Testing

extension SystemTests {
    /// Programs that are killed at any moment: what they acknowledged is there, what they were about is there or not.
    @Suite(.timeLimit(.minutes(5))) struct KillTests {
        /// What is done to the record, and killed.
        private enum Work: CaseIterable {
            case backfill, undo, backup
        }

        /// Knuth's 64-bit linear congruential generator: the same moments at every run.
        private struct Moments {
            var state: UInt64 = 9831

            /// A number from 0 up to 1.
            mutating func next() -> Double {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 11) * 0x1p-53
            }
        }

        @Test(
            "a backfill, an undo and a backup that are killed at 30 moments lose nothing and leave nothing half there")
        func killed() throws {
            let place = try Place()
            try place.folder.write(Self.figures(value: 0), to: "0.csv")
            let clock = ContinuousClock()
            var duration = try clock.measure { _ = try place.output("backfill", "0.csv") }
            var exports = [try place.output("export")]
            var moments = Moments()
            for number in 1...30 {
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
                usleep(UInt32(duration * moments.next() / .microseconds(1)))
                running.kill()

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
            #expect(exports.count > 1, "every program was killed before it did anything")
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
