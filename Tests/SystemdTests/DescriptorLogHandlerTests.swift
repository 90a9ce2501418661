import Glibc
import Logging
import Testing

@testable import Systemd

@Suite
struct DescriptorLogHandlerTests {
    @Test
    func `the log writes what the logger, its provider and the event say, the later over the earlier`() throws {
        let pipe = try Pipe()
        let log = Logger(label: "test") { _ in
            var handler = DescriptorLogHandler(style: .journal, level: .info, descriptor: pipe.writing)
            handler.metadataProvider = Logger.MetadataProvider { ["b": "provider", "c": "provider"] }
            handler[metadataKey: "a"] = "logger"
            handler[metadataKey: "b"] = "logger"
            return handler
        }
        log.notice("said", metadata: ["c": "event"])
        #expect(try pipe.contents() == "<5>said a=logger b=provider c=event\n")
    }

    @Test
    func `the log leaves out what is below its level`() throws {
        let pipe = try Pipe()
        let log = Logger(label: "test") { _ in
            DescriptorLogHandler(style: .journal, level: .warning, descriptor: pipe.writing)
        }
        log.info("left out")
        log.error("written")
        #expect(try pipe.contents() == "<3>written\n")
    }

    @Test
    func `the log goes to the journal only where JOURNAL_STREAM is the stream itself`() throws {
        let pipe = try Pipe()
        var status = stat()
        try #require(unsafe fstat(pipe.writing, &status) == 0)
        let itself = "\(status.st_dev):\(status.st_ino)"
        #expect(LogStyle(descriptor: pipe.writing, journalStream: itself) == .journal)
        #expect(LogStyle(descriptor: pipe.writing, journalStream: "\(status.st_dev):\(status.st_ino + 1)") == .plain)
        #expect(LogStyle(descriptor: pipe.writing, journalStream: nil) == .plain)
        #expect(LogStyle(descriptor: -1, journalStream: itself) == .plain)
    }
}

/// A pipe that is read after the fact; what is written must fit the kernel's buffer.
private final class Pipe: Sendable {
    let reading: Int32
    let writing: Int32

    struct CannotOpen: Error {}

    init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0, fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else { throw CannotOpen() }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func contents() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = unsafe read(reading, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}
