import Config
import Foundation
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Inbox

/// The histories of Tests/Golden/record.json, their files put into two inboxes: one of what is said, one of what is taken back.
struct GoldenIntakeTests {
    @Test(arguments: try GoldenHistory.all(in: .goldenHistories))
    func `a history by way of the inbox goes as by the command`(history: GoldenHistory) throws {
        let folder = try TemporaryFolder()
        let config = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config/mosaicd.yaml")
        let shipped = try MosaicConfiguration.load(path: config.standardizedFileURL.path)
        let record = NaiveRecord()
        let means = FolderIntake.Means(shipped, record: { () throws(RecordFailure) in record })
        let news = FolderNews()
        var intakes: [FolderIntake] = []
        for isRetraction in [false, true] {
            let path = folder.path("\(isRetraction)")
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            var limits = InboxSettings()
            limits.folders = []
            var intake = FolderIntake(
                .init(path: path, name: "inbox", isRetraction: isRetraction), limits, news: news, means: means)
            #expect(intake.advance(at: .noon) == [])
            intakes.append(intake)
        }
        let mismatches = try history.mismatches(on: record) { text, isRetraction in
            let path = folder.path("\(isRetraction)")
            try folder.write(text, to: "history.csv")
            try FileManager.default.moveItem(atPath: folder.path("history.csv"), toPath: path + "/history.csv")
            var notices: [InboxNotice] = []
            notices += intakes[isRetraction ? 1 : 0].advance(news.wait(milliseconds: 0), at: .noon)
            #expect(notices.count == 1)
            let kept = try #require(
                ["done/2026", "failed"].first { FileManager.default.fileExists(atPath: "\(path)/\($0)/history.csv") })
            let report = try Data(contentsOf: URL(filePath: "\(path)/\(kept)/history.csv.report.json"))
            try FileManager.default.removeItem(atPath: "\(path)/\(kept)")
            return try JSON(report)
        }
        #expect(mismatches == [])
    }
}

extension URL {
    fileprivate static let goldenHistories = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Golden/record.json").standardizedFileURL
}
