import Config
import Foundation
import Glibc
import Indicators
import MosaicTestKit
import Record
import Records
import Reports

@testable import Inbox

/// An inbox of a folder of its own, with a record, and a clock that a test sets.
final class InboxBench {
    let path: String
    let record: any RecordStore
    private var intake: FolderIntake
    private let news = FolderNews()
    private(set) var notices: [InboxNotice] = []
    private var now = Timestamp.noon
    private let folder: TemporaryFolder?

    /// An inbox on a naive record, in a folder that goes with it.
    convenience init(_ change: (inout InboxSettings) -> Void = { _ in }) throws {
        let folder = try TemporaryFolder()
        try self.init(at: folder.url.path, in: folder, on: NaiveRecord(), change)
    }

    /// - Parameter kill: the step at which this process is killed; nil: it isn't.
    init(
        at folder: String, in temporary: TemporaryFolder? = nil, on record: any RecordStore,
        killedAt kill: FolderIntake.Step? = nil, _ change: (inout InboxSettings) -> Void = { _ in }
    ) throws {
        path = folder + "/inbox"
        self.record = record
        self.folder = temporary
        var limits = InboxSettings()
        change(&limits)
        var settings = Settings(besideFile: "mosaicd.yaml")
        settings.inbox = limits
        let means = FolderIntake.Means(
            MosaicConfiguration(settings: settings, catalog: Self.catalog),
            record: { () throws(RecordFailure) in record })
        let place = limits.folders(ofRecordAt: folder + "/mosaic.db")[0]
        intake = FolderIntake(place, limits, news: news, means: means) { step in
            if step == kill { raise(SIGKILL) }
        }
        step()
    }

    static let catalog = Catalog(
        regions: [
            Region(
                id: "CN-NM", gbCode: "150000", name: ["en": "Inner Mongolia", "zh": "内蒙古"],
                kind: .autonomousRegion)
        ],
        indicators: [
            Indicator(
                id: "computing_power", title: ["en": "Computing power", "zh": "算力"],
                unit: UnitOfMeasure(known: "PFLOPS") ?? UnitOfMeasure(standingAlone: "PFLOPS"), direction: .more,
                measure: .level)
        ])

    static func csv(_ year: Int, _ value: Int = 1) -> String {
        "indicator,region,period,value,unit,source_date\ncomputing_power,CN-NM,\(year),\(value),PFLOPS,2020-01-01\n"
    }

    var state: FolderState { intake.state }

    /// One step, some seconds later.
    func step(after seconds: Double = 0) {
        now = now.advanced(by: .seconds(seconds))
        let batch = news.wait(milliseconds: 0)
        TestClock.at(now) { notices += intake.advance(batch, at: now) }
    }

    /// Steps until all was looked at that is there.
    func run() {
        repeat { step() } while intake.hasMore || state.counts[.waiting, default: 0] > 0 && state.trouble == nil
    }

    /// Puts a whole file into the inbox, as those do who write elsewhere and rename.
    func put(_ text: String, as name: String) throws {
        let draft = path + "/.put"
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft))
        guard unsafe rename(draft, "\(path)/\(name)") == 0 else { throw KitError("can't put \(name)") }
    }

    func put(_ text: String, named name: [UInt8]) throws {
        let draft = path + "/.put"
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft))
        let target = (Array("\(path)/".utf8) + name).map { CChar(bitPattern: $0) } + [0]
        guard unsafe rename(draft, target) == 0 else { throw KitError("can't put a file") }
    }

    /// The names below the inbox, as paths, of all that is not hidden.
    var names: [String] {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            let kind = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.type]
            return kind as? FileAttributeType != .typeDirectory && !name.hasPrefix(".")
        }.sorted()
    }

    func text(_ name: String) throws -> String {
        try String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }

    var batches: [Batch] { get throws { try record.view().batches() } }

    var listing: [InboxEntry] {
        get throws { try place.entries(at: Timestamp(Date()).advanced(by: .seconds(60))) }
    }

    var place: InboxListing { InboxListing(of: .init(path: path, name: "inbox")) }
}
