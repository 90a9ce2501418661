internal import Indicators

/// How far a long reading is: a line on standard error if that is a terminal. It is redrawn ten times a second at most,
/// and erased at its end.
final class ProgressLine {
    private let console: Console
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    private var isShown = false

    /// Short work shows none.
    private static let delay = Duration.milliseconds(500)
    private static let interval = Duration.milliseconds(100)

    init(console: Console) {
        self.console = console
        next = clock.now + Self.delay
    }

    /// Shows how many bytes of a file were read; `size` is nil where it isn't known.
    func show(_ file: String, read: Int, of size: Int?) {
        show(Self.words(file, read: read, of: size))
    }

    /// Shows how far other work is.
    func show(_ words: @autoclosure () -> String) {
        guard console.tellsTerminal, clock.now >= next else { return }
        draw(words())
    }

    /// Shows that what was read is being recorded: the last that is shown until the end.
    func showRecording(rows: Int) {
        guard console.tellsTerminal, isShown else { return }
        draw("recording \(rows.counted("row"))…")
    }

    /// Shows that a file was sent, and that a service records it: the last that is shown until the end.
    func showSent(_ file: String) {
        guard console.tellsTerminal, isShown else { return }
        show("\(Self.shown(file)): sent, and being recorded…")
    }

    /// Erases the line.
    func end() {
        if isShown { console.tell(piece: "\r\u{1B}[K") }
        isShown = false
    }

    private func draw(_ words: String) {
        next = clock.now + Self.interval
        isShown = true
        console.tell(piece: "\r\u{1B}[K\(words)")
    }

    /// `figures.csv: 34 of 100 MB, 34 %`.
    static func words(_ file: String, read: Int, of size: Int?) -> String {
        let shown = shown(file)
        func megabytes(_ bytes: Int) -> Int { bytes / 1_000_000 }
        guard let size, size > 0 else { return "\(shown): \(megabytes(read)) MB" }
        return "\(shown): \(megabytes(read)) of \(megabytes(size)) MB, \(min(100, read * 100 / size)) %"
    }

    private static func shown(_ file: String) -> String {
        let name = (file == "-" ? "standard input" : file).replacingControlCharacters()
        return name.count > 40 ? "…" + name.suffix(39) : name
    }
}
