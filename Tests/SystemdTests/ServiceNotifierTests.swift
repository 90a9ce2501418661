import Glibc
import Testing

@testable import Systemd

/// The environment is the process's, so each test has one of its own.
@Suite
struct ServiceNotifierTests {
    @Test
    func `the service manager hears readiness, status, life and the end, a datagram each`() async {
        await #expect(processExitsWith: .success) {
            let manager = try Manager()
            let notifier = ServiceNotifier()
            let taken = [
                notifier.ready(status: "serving"), notifier.status("31 provinces"), notifier.watchdog(),
                notifier.stopping(status: "stopping"),
            ]
            try #require(taken == [true, true, true, true])
            #expect(manager.next() == "READY=1\nSTATUS=serving")
            #expect(manager.next() == "STATUS=31 provinces")
            #expect(manager.next() == "WATCHDOG=1")
            #expect(manager.next() == "STOPPING=1\nSTATUS=stopping")
        }
    }

    @Test
    func `the service manager hears when a reload began, and how much more time is wanted`() async {
        await #expect(processExitsWith: .success) {
            let manager = try Manager()
            let notifier = ServiceNotifier()
            try #require(notifier.reloading() && notifier.reloading() && notifier.extendTimeout(to: .seconds(60)))
            let times = try [manager.next(), manager.next()].map { message in
                let time = try #require(message.wholeMatch(of: /RELOADING=1\nMONOTONIC_USEC=([0-9]+)/)?.1)
                return try #require(Int(time))
            }
            #expect(times[0] > 0 && times[0] <= times[1])
            #expect(manager.next() == "EXTEND_TIMEOUT_USEC=60000000")
        }
    }

    @Test
    func `the service manager gets no assignment that hides in a status`() async {
        await #expect(processExitsWith: .success) {
            let manager = try Manager()
            ServiceNotifier().status("a\nMAINPID=1\r\nb")
            #expect(manager.next() == "STATUS=a MAINPID=1 b")
        }
    }

    @Test
    func `the service manager may be missing`() async {
        await #expect(processExitsWith: .success) {
            unsafe unsetenv("NOTIFY_SOCKET")
            #expect(!ServiceNotifier().ready(status: "serving"))
        }
    }
}

/// The receiving end of `NOTIFY_SOCKET`, at an abstract address.
private struct Manager: ~Copyable {
    private let socket: Int32

    struct CannotListen: Error {}

    init() throws {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        let name = "mosaic-test-\(getpid())"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.dropFirst().copyBytes(from: name.utf8) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe UnsafeRawPointer($0).withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, length)
            }
        }
        guard bound == 0 else { throw CannotListen() }
        unsafe setenv("NOTIFY_SOCKET", "@\(name)", 1)
    }

    deinit { close(socket) }

    /// The next message; empty if there is none.
    func next() -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(socket, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}
