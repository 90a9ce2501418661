import Foundation
import MosaicTestKit

/// What a program left behind.
struct Finished {
    /// Its exit status; 128 + the signal where one ended it.
    let status: Int32
    let output: Data
    let errors: String

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard output as JSON.
    var json: JSON {
        get throws { try JSON(output) }
    }

    /// Standard output as JSON, one value a line.
    var jsonLines: [JSON] {
        get throws { try text.split(separator: "\n").map { try JSON(Data($0.utf8)) } }
    }
}

/// A program that can be run to its end or started.
struct Program {
    let path: String

    /// Where the test bundle itself was built, and the programs beside it.
    static let buildFolder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// Whether the programs were built to be installed.
    #if DEBUG
    static let isRelease = false
    #else
    static let isRelease = true
    #endif

    static let mosaic = Program(path: buildFolder.appendingPathComponent("mosaic").path)
    static let mosaicd = Program(path: buildFolder.appendingPathComponent("mosaicd").path)

    /// A program by its name in PATH, such as `promtool`.
    static func named(_ name: String) throws -> Program {
        let folders = "\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"):/usr/sbin:/sbin".split(
            separator: ":")
        let paths = folders.map { folder in "\(folder)/\(name)" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw KitError("there is no program \(name); `make test` installs what the tests need")
        }
        return Program(path: path)
    }

    /// Runs it to its end; one that takes longer than the limit is killed, and that is an error.
    func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], directory: URL? = nil,
        limit: Duration = patience
    ) throws -> Finished {
        let folder = try TemporaryFolder()
        let inputFile = try folder.write(input, to: "input")
        let running = try RunningProgram(
            self, arguments, input: inputFile, environment: environment, directory: directory, logs: folder)
        guard try running.waits(forEnd: limit) else {
            running.kill()
            throw KitError("\(path) \(arguments.joined(separator: " ")) took longer than \(limit): \(running.errors)")
        }
        return Finished(status: running.status, output: running.output, errors: running.errors)
    }
}

/// A program that runs; it is killed, at the latest, with the last reference to it.
final class RunningProgram {
    private let process = Process()
    private let logs: TemporaryFolder

    init(
        _ program: Program, _ arguments: [String], input: URL? = nil, environment: [String: String] = [:],
        directory: URL? = nil, logs: TemporaryFolder
    ) throws {
        self.logs = logs
        process.executableURL = URL(fileURLWithPath: program.path)
        process.arguments = arguments
        process.environment = Self.environment.merging(environment) { $1 }
        process.currentDirectoryURL = directory
        process.standardInput = try input.map(FileHandle.init(forReadingFrom:)) ?? FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: logs.write(Data(), to: "output"))
        process.standardError = try FileHandle(forWritingTo: logs.write(Data(), to: "errors"))
        try process.run()
    }

    deinit { kill() }

    /// The test's own environment without what would lead the programs elsewhere.
    private static let environment = ProcessInfo.processInfo.environment
        .filter { !["MOSAIC_CONFIG", "MOSAIC_DATABASE", "NOTIFY_SOCKET", "COLUMNS"].contains($0.key) }
        .merging(["SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"]) { $1 }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }
    var status: Int32 {
        process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    }
    var output: Data { (try? logs.read("output")) ?? Data() }
    var errors: String { String(decoding: (try? logs.read("errors")) ?? Data(), as: UTF8.self) }

    /// Whether it has a file open right now.
    func hasOpen(_ path: String) -> Bool {
        let folder = "/proc/\(identifier)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path
        }
    }

    /// How nice each of its threads is, by the threads' names. (proc_pid_stat(5), field 19)
    func niceness() throws -> [String: Int32] {
        let folder = "/proc/\(identifier)/task"
        var found: [String: Int32] = [:]
        for thread in try FileManager.default.contentsOfDirectory(atPath: folder) {
            // One that has ended meanwhile is not there.
            guard let line = try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8),
                let start = line.firstIndex(of: "("), let end = line.lastIndex(of: ")")
            else { continue }
            let fields = line[end...].split(separator: " ").dropFirst()
            found[String(line[start..<end].dropFirst())] = fields.dropFirst(16).first.flatMap { Int32($0) }
        }
        return found
    }

    /// Sends a signal, if it still runs.
    func signal(_ number: Int32) {
        if process.isRunning { Glibc.kill(identifier, number) }
    }

    /// Ends it at once.
    func kill() {
        signal(SIGKILL)
        process.waitUntilExit()
    }

    /// Whether it ends within a time.
    func waits(forEnd limit: Duration) throws -> Bool {
        try eventually(within: limit, every: .milliseconds(2)) { !process.isRunning }
    }
}
