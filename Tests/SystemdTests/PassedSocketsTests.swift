import Glibc
import Testing

@testable import Systemd

/// The environment and the descriptors are the process's, so each test has one of its own.
@Suite
struct PassedSocketsTests {
    @Test func `without a service manager there are no sockets`() async {
        await #expect(processExitsWith: .success) {
            unsafe unsetenv("LISTEN_FDS")
            let sockets = try PassedSockets.take()
            #expect(sockets == [])
        }
    }

    @Test func `a socket that is listened on is taken once, and the environment says no more of it`() async {
        await #expect(processExitsWith: .success) {
            try pass("http", isListening: true)
            let sockets = try PassedSockets.take()
            #expect(sockets == [3])
            #expect(unsafe getenv("LISTEN_FDS") == nil)
            let none = try PassedSockets.take()
            #expect(none == [])
        }
    }

    @Test func `a socket of another name is refused by its name`() async {
        await #expect(processExitsWith: .success) {
            try pass("metrics", isListening: true)
            let fault = #expect(throws: PassedSocketFault.self) { try PassedSockets.take() }
            #expect(fault?.description.contains(#"named "metrics"; expected FileDescriptorName=http"#) == true)
        }
    }

    @Test func `a descriptor that nobody can connect to is refused`() async {
        await #expect(processExitsWith: .success) {
            try pass("http", isListening: false)
            #expect(throws: PassedSocketFault.notListening(3)) { try PassedSockets.take() }
        }
    }
}

/// Hands over a socket of this process to itself, as a manager would.
private func pass(_ name: String, isListening: Bool) throws {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(dup2(made, 3) == 3)
    if isListening { try #require(listen(3, 1) == 0) }
    unsafe setenv("LISTEN_FDS", "1", 1)
    unsafe setenv("LISTEN_FDNAMES", name, 1)
    unsafe setenv("LISTEN_PID", "\(getpid())", 1)
}
