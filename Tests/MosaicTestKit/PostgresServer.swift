public import Foundation
import Glibc

/// A PostgreSQL server of the tests' own: in a folder of its own, on a Unix socket and a free port, for one process.
///
/// It stops when the process ends, however it does: a shell that holds the other end of a pipe sees to it. Where the
/// process is root, the server is nobody's.
public final class PostgresServer: Sendable {
    /// The port, of the socket's name too.
    public let port: Int
    /// The folder of the socket.
    public let folder: String
    /// The end of a pipe whose other end the server's shell waits on; it is closed with the process.
    private let lifeline: Int32

    /// The server that the tests of a process share.
    public static let shared = Result { try PostgresServer() }

    /// A server that a test may set up as it likes, and a standby that follows it.
    public static let pair = Result {
        let primary = try PostgresServer()
        return (primary: primary, standby: try PostgresServer(following: primary))
    }

    /// Makes a cluster and starts it; returns once it answers.
    /// - Parameters:
    ///   - primary: the server that it follows as a standby; nil: none.
    ///   - port: its port; nil: a free one.
    public init(following primary: PostgresServer? = nil, on port: Int? = nil) throws {
        let base = FileManager.default.temporaryDirectory.path
        guard let bin = Self.programs else {
            throw KitError("there is no PostgreSQL: install the package postgresql")
        }
        folder = "\(base)/mosaic-pg-\(UUID().uuidString.prefix(8))"
        self.port = try port ?? Self.freePort()
        let script = """
            set -e
            # Whoever reads what a program of a test prints waits for all that have the other end of its pipe.
            for file in /proc/self/fd/*; do
                number=${file##*/}
                if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi
            done
            mkdir -m 755 "$1"
            as=""
            if [ "$(id -u)" = 0 ]; then chown nobody "$1"; as="setpriv --reuid=nobody --regid=nogroup --clear-groups"; fi
            cd "$1"
            if [ -n "$4" ]; then
                $as "$2/pg_basebackup" --no-sync --checkpoint=fast --write-recovery-conf --pgdata="$1/data" \\
                    --dbname="$4" >"$1/log" 2>&1
            else
                $as "$2/initdb" --no-sync --auth=trust --username=mosaic --encoding=UTF8 --locale=C.UTF-8 --pgdata="$1/data" >"$1/log" 2>&1
            fi
            cat >"$1/data/pg_hba.conf" <<END
            local all all trust
            local replication all trust
            host all guarded 127.0.0.1/32 scram-sha-256
            host all all 127.0.0.1/32 trust
            END
            $as "$2/postgres" -D "$1/data" -k "$1" -p "$3" -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200 \\
                -c shared_buffers=32MB -c log_min_messages=fatal >>"$1/log" 2>&1 &
            server=$!
            trap 'kill -INT $server 2>/dev/null; wait $server; rm -rf "$1"' EXIT
            cat >/dev/null
            """
        let source = primary.map { "host=\($0.folder) port=\($0.port) user=mosaic" } ?? ""
        lifeline = try Self.start(["/bin/bash", "-c", script, "bash", folder, bin, String(self.port), source])
        let deadline = ContinuousClock.now + .seconds(60)
        while !isReady(bin) {
            guard ContinuousClock.now < deadline else {
                let log = (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? ""
                throw KitError("PostgreSQL did not start: \(log.suffix(500))")
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    /// The address of a database over the socket, for a user of the server.
    public func address(of database: String) -> String {
        let host = folder.replacingOccurrences(of: "/", with: "%2F")
        return "postgresql://mosaic@/\(database)?host=\(host)&port=\(port)"
    }

    /// Runs SQL as who may do everything; gives what psql prints, unaligned and without heads.
    @discardableResult
    public func psql(_ sql: String, in database: String = "postgres") throws -> String {
        try run("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", address(of: database), "-c", sql])
    }

    /// Runs one of PostgreSQL's programs; gives what it prints.
    @discardableResult
    public func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = try Self.process(program, arguments)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw KitError("\(program): \(text)") }
        return text.trimmingCharacters(in: .newlines)
    }

    /// Runs SQL and goes on to wait for more of it, within a transaction or a COPY, as a client that is frozen does.
    /// - Returns: the client, to be ended by who is done with it.
    public func freeze(after sql: String, in database: String) throws -> Process {
        let process = try Self.process("psql", ["-X", "-q", "-d", address(of: database)])
        let input = Pipe()
        process.standardInput = input
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("\(sql)\n".utf8))
        return process
    }

    private static func process(_ program: String, _ arguments: [String]) throws -> Process {
        guard let bin = programs else { throw KitError("there is no PostgreSQL") }
        let process = Process()
        process.executableURL = URL(filePath: "\(bin)/\(program)")
        process.arguments = arguments
        return process
    }

    /// Makes an empty database of a name that no other has; gives the name.
    public func makeDatabase() throws -> String {
        let name = "test_\(UUID().uuidString.prefix(8).lowercased())"
        try psql("CREATE DATABASE \(name)")
        return name
    }

    /// Where Debian or the path has the newest server's programs.
    private static let programs: String? = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newest = versions.compactMap(Int.init).max().map { "/usr/lib/postgresql/\($0)/bin" }
        return newest.flatMap { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") ? $0 : nil }
    }()

    private func isReady(_ bin: String) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "\(bin)/pg_isready")
        process.arguments = ["-q", "-h", folder, "-p", String(port)]
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Starts a program with one end of a pipe as its input, and no output. Foundation's `Process` would wait for its end, and
    /// with it for that of every later one.
    /// - Returns: the other end of the pipe.
    private static func start(_ arguments: [String]) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw KitError("there is no pipe")
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        for output in [1, 2] as [Int32] {
            unsafe posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
        }
        let words = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var process: pid_t = 0
        guard unsafe posix_spawn(&process, arguments[0], &actions, nil, words, environ) == 0 else {
            throw KitError("\(arguments[0]) did not start")
        }
        close(ends[0])
        return ends[1]
    }

    /// A port that nobody listens on.
    public static func freePort() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(socket, pointer, length) != 0 || getsockname(socket, pointer, &length) != 0
            }
        }
        guard !failed else { throw KitError("there is no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
