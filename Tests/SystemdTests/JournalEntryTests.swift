import Foundation
import Logging
import Testing

@testable import Systemd

@Suite
struct JournalEntryTests {
    private func fields(_ message: String, _ metadata: Logger.Metadata) -> [String] {
        JournalEntry(level: .notice, message: message, metadata: metadata).fields.map { "\($0.name)=\($0.value)" }
    }

    @Test func `an entry has the line, its priority, and each value as a field in the order of the keys`() {
        #expect(
            fields("batch recorded", ["rows": "12", "batch": "42"]) == [
                "MESSAGE=batch recorded batch=42 rows=12", "PRIORITY=5", "SYSLOG_IDENTIFIER=mosaicd",
                "MOSAIC_BATCH=42", "MOSAIC_ROWS=12",
            ])
    }

    @Test func `an event is a MESSAGE_ID, and no words of the line`() {
        #expect(
            fields("stopped", ["event": "stopped"]) == [
                "MESSAGE=stopped", "PRIORITY=5", "SYSLOG_IDENTIFIER=mosaicd",
                "MESSAGE_ID=\(ServiceEvent.stopped.messageID)",
            ])
    }

    @Test(arguments: [("hb.request-id", "MOSAIC_HB_REQUEST_ID"), ("省", "MOSAIC____")])
    func `a field's name has what the journal takes alone`(key: String, name: String) {
        #expect(fields("m", [key: "v"]).last == "\(name)=v")
    }

    @Test func `a value keeps its lines, and none of them begins a field`() {
        #expect(fields("m", ["why": "a\nMESSAGE=b"]).contains("MOSAIC_WHY=a\nMESSAGE=b"))
        #expect(fields("m", ["why": "a\nMESSAGE=b"]).first == #"MESSAGE=m why="a\nMESSAGE=b""#)
    }

    @Test func `each event has a MESSAGE_ID of its own and its entry in the catalog`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let catalog = try String(contentsOf: root.appending(path: "systemd/mosaic.catalog"), encoding: .utf8)
        let described = catalog.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map { String($0.dropFirst(3)) }
        #expect(described.sorted() == ServiceEvent.allCases.map(\.messageID).sorted())
        #expect(Set(described).count == described.count)
        #expect(described.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }
}
