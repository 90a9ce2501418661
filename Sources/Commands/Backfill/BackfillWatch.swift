internal import Intake
internal import Reports

/// A terminal that looks on while files are taken: a line of progress, and a question.
struct BackfillWatch: IntakeWatch {
    let console: Console
    let progress: ProgressLine
    /// Whether what a guard would stop can be allowed by an answer.
    let isAsking: Bool

    func hasRead(_ count: Int, of input: IntakeInput) { progress.show(input.file, read: count, of: input.size) }

    func willRecord(rows: Int) { progress.showRecording(rows: rows) }

    func allows(_ question: RevisionQuestion) -> Bool {
        progress.end()
        return isAsking && question.isAnswered(on: console)
    }
}
