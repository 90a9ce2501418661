internal import Glibc
internal import Reports

/// Where a command writes: standard output and standard error, whole or not at all.
struct Console: Sendable {
    /// Whether standard output is a terminal.
    let isTerminal: Bool
    /// Whether colours may be used on it.
    let hasColours: Bool
    /// Whether standard error is a terminal.
    let tellsTerminal: Bool
    /// Whether colours may be used on standard error.
    let tellsInColours: Bool
    /// Whether a question would be seen and could be answered.
    let canAsk: Bool

    /// The console of this process.
    init(environment: [String: String]) {
        let allowsColours = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        isTerminal = isatty(1) == 1
        hasColours = isTerminal && allowsColours
        tellsTerminal = isatty(2) == 1
        tellsInColours = tellsTerminal && allowsColours
        canAsk = tellsTerminal && isatty(0) == 1
    }

    /// A console of a known kind, whose standard error is a file.
    init(isTerminal: Bool, hasColours: Bool) {
        self.isTerminal = isTerminal
        self.hasColours = hasColours
        tellsTerminal = false
        tellsInColours = false
        canAsk = false
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

    /// Writes a piece of a line to standard error.
    func tell(piece: String) {
        try? Self.write(Array(piece.utf8), to: 2)
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
