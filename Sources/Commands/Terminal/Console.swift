internal import Formats
internal import Glibc
internal import Reports

/// Where a command writes and reads answers: standard output, standard error and standard input, or a test's own.
struct Console: Sendable {
    /// Takes bytes, all of them or none.
    typealias Sink = @Sendable ([UInt8]) throws(CommandFailure) -> Void

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
    private let output: Sink
    private let errors: Sink
    private let answers: @Sendable () -> String?

    /// The console of this process.
    init(environment: [String: String]) {
        let allowsColours = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        isTerminal = isatty(1) == 1
        hasColours = isTerminal && allowsColours
        tellsTerminal = isatty(2) == 1
        tellsInColours = tellsTerminal && allowsColours
        canAsk = tellsTerminal && isatty(0) == 1
        output = { (bytes) throws(CommandFailure) in try Self.write(bytes, to: 1) }
        errors = { (bytes) throws(CommandFailure) in try Self.write(bytes, to: 2) }
        answers = { readLine() }
    }

    /// A console without colours that writes to sinks.
    ///
    /// - Parameters:
    ///   - isTerminal: whether it is to be written to as to a terminal.
    ///   - answers: gives the next answer to a question; nil: nobody can be asked.
    init(
        isTerminal: Bool = false, output: @escaping Sink, errors: @escaping Sink,
        answers: (@Sendable () -> String?)? = nil
    ) {
        self.isTerminal = isTerminal
        hasColours = false
        tellsTerminal = isTerminal
        tellsInColours = false
        canAsk = answers != nil
        self.output = output
        self.errors = errors
        self.answers = answers ?? { nil }
    }

    /// Writes bytes to standard output.
    ///
    /// - Throws: ``CommandFailure`` where they can't be written; a reader that has gone away ends the program quietly.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        try output(bytes)
    }

    /// Writes a line to standard output.
    func write(line: String) throws(CommandFailure) {
        try output(Array((line + "\n").utf8))
    }

    /// Writes a line to standard error; what can't be written there can't be told.
    func tell(_ line: String) {
        tell(piece: line + "\n")
    }

    /// Writes a piece of a line to standard error.
    func tell(piece: String) {
        try? errors(Array(piece.utf8))
    }

    /// Reads the line that answers a question; nil: there is none.
    func readAnswer() -> String? { answers() }

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
                throw CommandFailure(.inputOutput, "standard output can't be written: \(SystemError(errno))")
            }
        }
    }
}
