import Config
import Formats
import Foundation
import Glibc
import MosaicTestKit
import Record
import Reports
import Testing

@testable import Inbox

/// What becomes of what is put into an inbox, on the naive record.
struct FolderIntakeTests {
    @Test
    func `a file that is renamed in is recorded at once and kept with both reports`() throws {
        let bench = try InboxBench()
        try bench.put(InboxBench.csv(2024), as: "a.csv")
        bench.run()
        #expect(
            bench.names == ["done/2026/a.csv", "done/2026/a.csv.report.json", "done/2026/a.csv.report.txt"])
        let batch = try #require(try bench.batches.first)
        #expect(batch.recordedBy == "inbox" && batch.input?.file == "a.csv")
        #expect(try bench.text("done/2026/a.csv.report.txt") == "batch 1: a.csv: 1 row: 1 new\n")
        let report = try JSON(Data(bench.text("done/2026/a.csv.report.json").utf8))
        #expect(report["batch"]?.int == 1 && report["rows"]?.int == 1)
        #expect(bench.notices.map(\.words) == ["batch 1: a.csv: 1 row: 1 new"])
        #expect(bench.notices.map(\.isOfBatch) == [true])
    }

    @Test
    func `a file with a fault is kept among the failed ones with every fault, and changes nothing`() throws {
        let bench = try InboxBench()
        try bench.put("indicator,region,period,value,unit\nwind,CN-XX,2024,1,PFLOPS\n", as: "b.csv")
        bench.run()
        #expect(try bench.batches.isEmpty)
        #expect(bench.names == ["failed/b.csv", "failed/b.csv.report.json", "failed/b.csv.report.txt"])
        #expect(try bench.text("failed/b.csv.report.txt").split(separator: "\n").count == 2)
        let report = try JSON(Data(bench.text("failed/b.csv.report.json").utf8))
        #expect(report["errors"]?.elements.count == 2)
        let shown = try #require(bench.place.report(of: "b.csv"))
        var bytes: [UInt8] = []
        shown.append(to: &bytes)
        #expect(try String(decoding: bytes, as: UTF8.self) + "\n" == bench.text("failed/b.csv.report.json"))
        #expect(bench.place.report(of: "b.csv.report.json") == nil && bench.place.report(of: "../b.csv") == nil)
        let entry = try #require(try bench.listing.first)
        #expect(entry.state == .failed && entry.why?.hasPrefix("b.csv:2:1: unknown indicator") == true)
    }

    @Test
    func `files are taken in the order of their names`() throws {
        let bench = try InboxBench()
        for name in ["c", "a", "b"] { try bench.put(InboxBench.csv(2024, Int(name.utf8.first ?? 0)), as: name) }
        bench.run()
        #expect(try bench.batches.map { $0.input?.file } == ["a", "b", "c"])
    }

    @Test
    func `a file that is written in place is taken when it is closed, and not before, however long it pauses`() throws {
        let bench = try InboxBench()
        let whole = Array(InboxBench.csv(2024).utf8)
        let file = unsafe open(bench.path + "/slow.csv", O_WRONLY | O_CREAT, 0o644)
        for half in [whole[..<80], whole[80...]] {
            let bytes = Array(half)
            #expect(unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) } == bytes.count)
            bench.step(after: 1000)
            bench.step(after: 1000)
            #expect(try bench.batches.isEmpty && bench.state.counts[.writing] == 1)
            #expect(try bench.listing.map(\.state) == [.writing])
        }
        close(file)
        bench.run()
        #expect(try bench.batches.count == 1)
    }

    @Test
    func `a file of which nothing was told is taken when it has been quiet for three seconds`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "inbox"), withIntermediateDirectories: false)
        try folder.write(InboxBench.csv(2024), to: "inbox/old.csv")
        let bench = try InboxBench(at: folder.url.path, in: folder, on: NaiveRecord())
        bench.step(after: 2.5)
        #expect(try bench.batches.isEmpty)
        try folder.write(InboxBench.csv(2024) + InboxBench.csv(2025).split(separator: "\n")[1] + "\n", to: "inbox/new")
        try FileManager.default.removeItem(atPath: bench.path + "/old.csv")
        try FileManager.default.moveItem(atPath: bench.path + "/new", toPath: bench.path + "/.hidden")
        #expect(unsafe rename(bench.path + "/.hidden", bench.path + "/old.csv") == 0)
        bench.run()
        #expect(try bench.batches.map { $0.counts.rows } == [2])
    }

    @Test
    func `what is no file is refused, and a folder and what is hidden or on its way stay`() throws {
        let bench = try InboxBench()
        #expect(unsafe mkfifo(bench.path + "/pipe", 0o644) == 0)
        #expect(unsafe symlink("/etc/passwd", bench.path + "/link") == 0)
        #expect(unsafe mkdir(bench.path + "/folder", 0o755) == 0)
        for name in [".hidden.csv", "a.csv.part", "b.csv.filepart"] { try bench.put(InboxBench.csv(2024), as: name) }
        try bench.put(InboxBench.csv(2024), as: "z.csv")
        bench.run()
        #expect(try bench.batches.count == 1)
        #expect(
            bench.names.filter { !$0.contains("report") } == [
                "a.csv.part", "b.csv.filepart", "done/2026/z.csv", "failed/link", "failed/pipe",
            ])
        #expect(
            try bench.text("failed/link.report.txt")
                == "link: is a link; only files are taken: put the file itself here\n")
        #expect(
            try bench.listing.map { "\($0.file) \($0.state)" } == ["folder ignored", "link failed", "pipe failed"])
        #expect(bench.state.counts[.failed] == 2 && bench.state.counts[.ignored] == 1 && bench.state.done == 1)
    }

    @Test(
        arguments: [
            ([0xCD, 0xB3, 0xBC, 0xC6, 0x2E, 0x63, 0x73, 0x76], #"\xCD\xB3\xBC\xC6.csv"#),
            (Array("a\nb\\c".utf8), #"a\x0Ab\x5Cc"#), (Array("统计 公报.csv".utf8), "统计 公报.csv"),
            (Array("-".utf8), "-"), (Array(String(repeating: "长", count: 85).utf8), String(repeating: "长", count: 85)),
            (Array("a.csv.report.json".utf8), "a.csv.report.json"),
        ] as [([UInt8], String)])
    func `a file of any name is recorded under the name as it is shown`(bytes: [UInt8], shown: String) throws {
        let bench = try InboxBench()
        try bench.put(InboxBench.csv(2024), named: bytes)
        bench.run()
        #expect(try bench.batches.map { $0.input?.file } == [shown])
        #expect(bench.state.done == 1)
        try bench.put("nothing", named: bytes)
        bench.run()
        let entry = try #require(try bench.listing.first)
        #expect(entry.why?.hasPrefix(shown) == true)
        #expect(try bench.place.retry(entry.file))
        #expect(try bench.listing.map(\.state) != [.failed])
    }

    @Test
    func `a second file of one name is kept beside the first`() throws {
        let bench = try InboxBench()
        for year in 2020...2022 {
            try bench.put(InboxBench.csv(year), as: "a.csv")
            bench.run()
        }
        #expect(try bench.batches.count == 3)
        #expect(
            bench.names.filter { !$0.contains("report") }
                == ["done/2026/a.csv", "done/2026/a.csv~2", "done/2026/a.csv~3"])
    }

    @Test
    func `a file that is recorded already is done, and says as which batch`() throws {
        let bench = try InboxBench()
        for name in ["a.csv", "b.csv"] {
            try bench.put(InboxBench.csv(2024), as: name)
            bench.run()
        }
        #expect(try bench.batches.count == 1)
        #expect(try bench.text("done/2026/b.csv.report.txt") == "b.csv: already recorded as batch 1\n")
    }

    @Test
    func `while the record is busy all files wait, it is tried less and less often, and told once`() throws {
        let record = NaiveRecord()
        let folder = try TemporaryFolder()
        let bench = try InboxBench(at: folder.url.path, in: folder, on: record)
        try bench.put(InboxBench.csv(2024), as: "a.csv")
        try bench.put(InboxBench.csv(2025), as: "b.csv")
        record.fail(with: .busy(place: "naive"))
        for _ in 0..<5 { bench.step(after: 100) }
        #expect(bench.notices.map(\.isBad) == [true])
        #expect(bench.state.counts[.waiting] == 2 && bench.state.oldest != nil)
        #expect(
            try bench.listing.map { "\($0.file) \($0.state) \($0.why ?? "")" } == [
                "a.csv waiting naive: the record is busy with another writer; try again",
                "b.csv waiting naive: the record is busy with another writer; try again",
            ])
        record.fail(with: nil)
        bench.step(after: 15)
        #expect(try bench.batches.isEmpty)
        bench.step(after: 2)
        bench.run()
        #expect(try bench.batches.count == 2)
        #expect(bench.state.oldest == nil && bench.state.trouble == nil)
    }

    @Test
    func `a file that failed is tried again when it is put back, and its reports go`() throws {
        let bench = try InboxBench()
        try bench.put("nothing", as: "a.csv")
        bench.run()
        #expect(try !bench.place.retry("b.csv"))
        #expect(try bench.place.retry("a.csv"))
        #expect(bench.names == ["a.csv"])
        bench.run()
        #expect(bench.names.contains("failed/a.csv") && bench.notices.count == 2)
        try bench.put("nothing", as: ".x")
        #expect(unsafe rename(bench.path + "/.x", bench.path + "/a.csv") == 0)
        #expect(throws: InboxListing.Fault.self) { try bench.place.retry("a.csv") }
    }

    @Test
    func `of files that were taken the oldest go when they are too many, and each that is too old`() throws {
        let bench = try InboxBench { settings in settings.keepsFiles = 2 }
        for year in 2001...2005 { try bench.put(InboxBench.csv(year), as: "\(year).csv") }
        for name in ["x", "y", "z"] { try bench.put("nothing", as: name) }
        bench.run()
        bench.step(after: 4000)
        #expect(bench.names.filter { !$0.contains("report") }.count == 4)
        #expect(bench.names.count == 12)
        let strict = try InboxBench { settings in settings.keeps = .seconds(-100 * 366 * 86_400) }
        try strict.put(InboxBench.csv(2001), as: "a")
        strict.run()
        strict.step(after: 4000)
        #expect(strict.names.isEmpty && strict.state.done == 0)
    }

    @Test
    func `a second service leaves the folder to the first and says so`() throws {
        let bench = try InboxBench()
        let folder = String(bench.path.dropLast("/inbox".count))
        let second = try InboxBench(at: folder, on: NaiveRecord())
        #expect(second.notices.map(\.words).first?.contains("another service takes its files") == true)
        try bench.put(InboxBench.csv(2024), as: "a.csv")
        second.step(after: 100)
        #expect(try second.batches.isEmpty)
    }

    @Test
    func `a folder that is missing is told once, and taken up when it is there`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("bureau")
        let bench = try InboxBench(at: folder.url.path, in: folder, on: NaiveRecord()) { settings in
            settings.folders = [.init(path: path, name: "bureau")]
        }
        bench.step(after: 10)
        #expect(
            bench.notices.map(\.words)
                == ["\(path): the folder can't be opened: No such file or directory; make the folder"])
        #expect(unsafe mkdir(path, 0o755) == 0)
        try folder.write(InboxBench.csv(2024), to: "bureau/a.csv")
        for _ in 0..<3 { bench.step(after: 61) }
        #expect(try bench.batches.map(\.recordedBy) == ["bureau"])
    }

    @Test
    func `a folder that is removed and made again is taken up again`() throws {
        let bench = try InboxBench()
        try FileManager.default.removeItem(atPath: bench.path)
        bench.step(after: 3)
        try bench.put(InboxBench.csv(2024), as: "a.csv")
        bench.step(after: 3)
        for _ in 0..<3 { bench.step(after: 3) }
        #expect(try bench.batches.count == 1)
    }

    @Test
    func `ten thousand files are counted at once and taken one by one`() throws {
        let bench = try InboxBench()
        for number in 0..<10_000 {
            #expect(unsafe mknod(bench.path + "/\(number)", S_IFREG | 0o644, 0) == 0)
        }
        #expect(unsafe link(bench.path + "/5000", bench.path + "/5000x") == 0)
        bench.step(after: 3)
        #expect(bench.state.counts[.writing] == 10_001)
        for _ in 0..<20 { bench.step(after: 4) }
        #expect(bench.state.counts[.writing, default: 0] + bench.state.counts[.waiting, default: 0] > 9_900)
    }
}
