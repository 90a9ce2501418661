import Config
import Foundation
import Testing

@Suite
struct ValueTests {
    @Test(
        arguments: [
            ("1h", 3600), ("30m", 1800), ("90s", 90), ("1h30m", 5400), ("1d", 86_400), ("2d3h4m5s", 183_845), ("0s", 0),
            ("007m", 420), ("1000000000s", nil), ("", nil), ("1", nil), ("h", nil), ("1h1h", nil), ("1m1h", nil),
            ("1.5h", nil),
            ("-1h", nil), ("1h ", nil), ("1H", nil), ("1w", nil), ("１h", nil), ("9999999999999999999h", nil),
        ] as [(String, Int?)])
    func `durations are days, hours, minutes and seconds`(text: String, seconds: Int?) {
        #expect(EvaluationSchedule.duration(text) == seconds.map { .seconds($0) })
    }

    @Test(
        arguments: [
            ("00:00", 0), ("06:05", 605), ("23:59", 2359), ("24:00", nil), ("12:60", nil), ("6:00", nil),
            ("06-00", nil),
            ("06:0x", nil), ("", nil), ("06:00:00", nil),
        ] as [(String, Int?)])
    func `times of day are HH:MM`(text: String, number: Int?) {
        #expect(EvaluationSchedule.timeOfDay(text).map { 100 * $0.hour + $0.minute } == number)
    }

    @Test(arguments: [
        ("127.0.0.1:9831", "127.0.0.1", 9831), ("[::1]:0", "::1", 0), ("[2001:db8::7]:65535", "2001:db8::7", 65535),
        ("localhost:80", "localhost", 80), ("a-b.example.org:1", "a-b.example.org", 1),
        ("0.0.0.0:9831", "0.0.0.0", 9831),
    ])
    func `addresses are a host and a port, and are written as they are read`(text: String, host: String, port: Int)
        throws
    {
        let address = try ListenAddress(text)
        #expect(address == ListenAddress(host: host, port: port))
        #expect(address.description == text)
    }

    @Test(
        arguments: [
            (":9831", .noHost), ("", .noPort), ("localhost", .noPort), ("localhost:", .noPort),
            ("localhost:http", .noPort),
            ("localhost:-1", .noPort), ("localhost:65536", .portOutOfRange),
            ("localhost:99999999999999999999", .portOutOfRange),
            ("::1:80", .bareIPv6), ("::1", .bareIPv6), ("[::1]", .noPort), ("[]:80", .badHost), ("[::g]:80", .badHost),
            ("[::1:80", .badHost), ("1.2.3:80", .badHost), ("1.2.3.400:80", .badHost), ("a..b:80", .badHost),
            ("-a:80", .badHost), ("a b:80", .badHost), ("主机:80", .badHost),
        ] as [(String, ListenAddressFault)])
    func `what is no address is told why`(text: String, fault: ListenAddressFault) {
        #expect(throws: fault) { try ListenAddress(text) }
    }
}

@Suite
struct DiskFilesTests {
    @Test
    func `a file is read whole`() throws {
        let path = CaseFile.folder.appending(path: "base/regions.csv").path
        #expect(try DiskFiles().bytes(ofFile: path) == CaseFile.bytes("base/regions.csv"))
    }

    @Test
    func `what is missing, a directory or no path says so`() {
        let folder = CaseFile.folder.path
        #expect(throws: FileReadingFault.directory) { try DiskFiles().bytes(ofFile: folder) }
        #expect(throws: FileReadingFault.missing) { try DiskFiles().bytes(ofFile: folder + "/none.yaml") }
        #expect(throws: FileReadingFault.missing) {
            try DiskFiles().bytes(ofFile: folder + "/base/regions.csv/none.yaml")
        }
        #expect(throws: FileReadingFault.missing) { try DiskFiles().bytes(ofFile: "") }
    }

    @Test(.disabled(if: geteuid() == 0, "the superuser may read all"))
    func `a file that is not to be read says so`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "mosaic-\(UUID()).yaml")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
        #expect(throws: FileReadingFault.notPermitted) { try DiskFiles().bytes(ofFile: file.path) }
    }
}
