internal import Glibc
internal import Reports

/// Where a command writes: standard output and standard error, whole or not at all.
struct Console: Sendable {
    /// Whether standard output is a terminal.
    let isTerminal: Bool
    /// Whether colours may be used on it.
    let hasColours: Bool

    /// The console of this process.
    init(environment: [String: String]) {
        isTerminal = isatty(1) == 1
        hasColours = isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// A console of a known kind.
    init(isTerminal: Bool, hasColours: Bool) {
        self.isTerminal = isTerminal
        self.hasColours = hasColours
    }

    /// Writes bytes to standard output.
    ///
    /// - Throws: ``CommandFailure`` where they can't be written; a reader that has gone away ends the program quietly.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        try Self.write(bytes, to: 1)
    }

    /// Writes a line to standard output.
    func write(line: String) throws(CommandFailure) {
        try Self.write(Array((line + "\n").utf8), to: 1)
    }

    /// Writes a line to standard error; what can't be written there can't be told.
    func tell(_ line: String) {
        try? Self.write(Array((line + "\n").utf8), to: 2)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(CommandFailure) {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
            }
            if written >= 0 {
                start += written
            } else if errno == EPIPE {
                throw CommandFailure(.done, lines: [])
            } else if errno != EINTR {
                throw CommandFailure(
                    .inputOutput, "standard output can't be written: \(unsafe String(cString: strerror(errno)))")
            }
        }
    }
}
