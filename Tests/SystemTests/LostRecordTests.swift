import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The built `mosaicd` while its record is taken from under it, and given back.
    @Suite struct LostRecordTests {
        /// How a record is lost, and how it comes back.
        enum Loss: CaseIterable {
            case movedAndMovedBack, removedAndRestored, emptiedAndRestored, cutAndRestored, cutAndPutBack,
                folderRenamed,
                rightsTaken
        }

        @Test(arguments: Loss.allCases)
        func `a record that is lost leaves the last snapshot served, and is taken up again`(
            loss: Loss
        ) throws {
            // Root may read whatever its rights are.
            if loss == .rightsTaken, geteuid() == 0 { return }
            let place = try Place()
            let (path, away) = (place.record, place.record + ".away")
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            let service = try place.start()
            // One that is in the log alone, as the service has the record open.
            try place.mosaic(
                "backfill", "-",
                input: BackfillTests.example.replacing("2025,", with: "2024,").replacing("宁夏", with: "甘肃"))
            #expect(try eventually { try service.sample("mosaic_record_batches") == 2 })
            #expect(try place.mosaic("backup", "copy.db").status == 0)
            let files = FileManager.default
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            switch loss {
            case .movedAndMovedBack: try files.moveItem(atPath: path, toPath: away)
            case .removedAndRestored: try files.removeItem(atPath: path)
            case .emptiedAndRestored: #expect(unsafe truncate(path, 0) == 0)
            case .cutAndRestored, .cutAndPutBack: #expect(unsafe truncate(path, off_t(whole.count / 2)) == 0)
            case .folderRenamed:
                try files.moveItem(atPath: place.folder.url.path, toPath: place.folder.url.path + ".away")
            case .rightsTaken: try files.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            }
            #expect(try eventually { try service.sample("mosaic_record_readable") == 0 })
            #expect(try service.sample(#"mosaic_evaluation_runs_total{result="failure"}"#) == 1)
            #expect(try service.get("/-/ready").status == 200)
            #expect(try service.sample(ServiceTests.value) == 98000)

            switch loss {
            case .movedAndMovedBack: try files.moveItem(atPath: away, toPath: path)
            case .removedAndRestored, .emptiedAndRestored, .cutAndRestored:
                let status = try place.mosaic("status")
                #expect(status.errors.contains("process \(service.program.identifier), which can't read the record"))
                let restored = try place.mosaic("restore", "copy.db")
                #expect(restored.status == 0, "\(restored.errors)")
            case .cutAndPutBack:
                try whole.write(to: URL(fileURLWithPath: away))
                #expect(unsafe rename(away, path) == 0)
            case .folderRenamed:
                try files.moveItem(atPath: place.folder.url.path + ".away", toPath: place.folder.url.path)
            case .rightsTaken: try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            }
            #expect(try eventually { try service.sample("mosaic_record_readable") == 1 }, "\(service.program.errors)")
            #expect(try service.sample("mosaic_record_batches") == 2)
            #expect(try place.mosaic("status").text.contains("service: process \(service.program.identifier)\n"))
            try place.mosaic(
                "backfill", "-",
                input: BackfillTests.example.replacing("2025,", with: "2023,").replacing("宁夏", with: "青海"))
            #expect(try eventually { try service.sample("mosaic_record_batches") == 3 })
            let errors = service.program.errors.split(separator: "\n")
            #expect(errors.count { $0.contains("the last snapshot stays served") } == 1, "\(service.program.errors)")
            #expect(errors.count { $0.contains("opened the record again") } == 1)
        }

        @Test
        func `another record that is put in the place of one is served at once, without the log of the one before`()
            throws
        {
            let (place, other) = (try Place(), try Place())
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            try other.mosaic("backfill", "-", input: BackfillTests.example.replacing("\"98000\"", with: "77000"))
            let service = try place.start()
            try place.mosaic(
                "backfill", "-",
                input: BackfillTests.example.replacing("2025,", with: "2024,").replacing("宁夏", with: "甘肃"))
            #expect(try eventually { try service.sample("mosaic_record_batches") == 2 })
            #expect(unsafe rename(other.record, place.record) == 0)
            #expect(try eventually { try service.sample(ServiceTests.value) == 77000 })
            #expect(try service.sample("mosaic_record_batches") == 1)
            #expect(try service.sample("mosaic_record_readable") == 1)
            #expect(try place.mosaic("doctor").status == 0)
            #expect(service.program.errors.contains("opened the record again"))
        }
    }
}
