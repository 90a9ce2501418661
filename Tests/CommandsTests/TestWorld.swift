import Config
import Exchange
import Foundation
import Indicators
import MosaicTestKit
import Record
import Synchronization

@testable import Commands

/// What a command did in a test's world.
struct Outcome: Hashable {
    var status: Int32
    var output: String
    var errors: String
    /// The output as it was written, of a workbook too.
    var bytes: [UInt8] = []
}

/// A world of a test: records in memory, a clock, an environment, and a small catalog of its own.
struct TestWorld {
    /// Where the record is.
    static let place = "/var/lib/mosaic/mosaic.db"

    var keeper = NaiveRecordKeeper()
    var now = Timestamp(microseconds: 0)
    var environment: [String: String] = [:]
    var forms = ObservationForm.table
    var files: any FileReading = CatalogFiles()
    /// What is answered to questions; nil: nobody can be asked.
    var answers: [String]?
    /// Is called where a command lets others go first.
    var giveWay: @Sendable () -> Void = {}

    /// Runs `mosaic` with some arguments.
    func run(_ arguments: [String]) -> Outcome {
        let (output, errors) = (Page(), Page())
        let answers = answers.map { Answers($0) }
        let answer: (@Sendable () -> String?)? = answers.map { answers in { @Sendable in answers.next() } }
        let console = Console(
            output: { (bytes) throws(CommandFailure) in output.add(bytes) },
            errors: { (bytes) throws(CommandFailure) in errors.add(bytes) }, answers: answer)
        let world = World(
            environment: environment, now: now, userName: "statistician", console: console, files: files,
            reader: ObservationReader(forms: forms), keeper: keeper, giveWay: giveWay)
        let status = TestClock.at(now) { CommandLineProgram.run(arguments, in: world) }
        return Outcome(status: status, output: output.text, errors: errors.text, bytes: output.all)
    }
}

/// What was written, in order.
private final class Page: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var all: [UInt8] { bytes.withLock { $0 } }
    var text: String { String(decoding: all, as: UTF8.self) }

    func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
}

private final class Answers: Sendable {
    private let lines: Mutex<[String]>

    init(_ lines: [String]) { self.lines = Mutex(lines.reversed()) }

    func next() -> String? { lines.withLock { $0.popLast() } }
}

/// Settings and a catalog under /etc/mosaic; every other file is the disk's.
struct CatalogFiles: FileReading {
    static let texts = [
        "/etc/mosaic/mosaicd.yaml": """
        catalog: { regions: regions.csv, indicators: indicators.yaml, targets: targets.csv }
        record: { path: /var/lib/mosaic/mosaic.db }
        evaluation: { every: 1h, time_zone: Asia/Shanghai }
        inbox: { folders: [] }
        """,
        "/etc/mosaic/regions.csv": """
        id,gb_code,name_en,name_zh,kind,clusters,partly_in,aliases
        CN,100000,China,中国,nation,,,全国
        CN-BJ,110000,Beijing,北京,municipality,NORTH,,北京市
        CN-NM,150000,Inner Mongolia,内蒙古,autonomous_region,NORTH,,
        CN-QH,630000,Qinghai,青海,province,,,青海省
        NORTH,,The North,北方,cluster,,,
        """,
        "/etc/mosaic/indicators.yaml": """
        computing_power:
          title: { en: Computing power, zh: 算力规模 }
          unit: PFLOPS
          direction: more
          measure: level
          minimum: 0
          aggregation: sum
          due_months: 10
        clean_share:
          title: { en: Clean share, zh: 清洁能源占比 }
          unit: percent
          direction: more
          measure: level
          minimum: 0
          maximum: 100
          aggregation: mean
          weight: capacity
        capacity:
          title: { en: Installed capacity, zh: 装机容量 }
          unit: 10k kW
          direction: more
          measure: level
          minimum: 0
          aggregation: sum
        """,
        "/etc/mosaic/targets.csv": """
        id,indicator,region,kind,base_period,base_value,target_period,target_value,lower,upper,unit,path,sense,attribute,source,source_date,note
        nm-2027,computing_power,CN-NM,at_least,2023,,2027,400000,,,PFLOPS,linear,,binding,plan,2024-01-10,
        qh-2025,clean_share,CN-QH,at_least,2023,,2025,95,,,percent,linear,,anticipatory,plan,2024-01-10,
        bj-2030,computing_power,CN-BJ,at_least,2023,,2030,90000,,,PFLOPS,linear,,anticipatory,plan,2026-02-01,
        """,
    ]

    func names(inFolder path: String) -> [String] { DiskFiles().names(inFolder: path) }

    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        if let text = Self.texts[path] { return Array((text + "\n").utf8) }
        return try DiskFiles().bytes(ofFile: path)
    }
}
