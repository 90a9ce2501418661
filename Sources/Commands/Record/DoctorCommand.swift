internal import ArgumentParser
internal import Formats
internal import Record
internal import Reports

/// `mosaic doctor`: is the record sound, and does it go with the catalog?
struct DoctorCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the record, and say what to do.",
        discussion: """
            Checks every page, every reference and every checksum, that batches are in order, and that the catalog names \
            what the record holds, in its units. Nothing is changed. Ends with 74 where the record is damaged, with 78 where an \
            indicator's unit is another.
            """)

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let findings = try session.openRecordAsItIs().examine(against: session.catalog)
        if form.json {
            try session.console.write(.array(findings.map { JSONValue($0) }))
        } else {
            for finding in findings {
                try session.console.write(line: "\(finding.severity): \(finding.message); \(finding.advice)")
            }
            if !findings.contains(where: { $0.severity != .note }) {
                try session.console.write(line: "\(session.shownPlace): sound")
            }
        }
        let worst = findings.map(\.severity.status).max() ?? .done
        if worst != .done { throw CommandFailure(worst, lines: []) }
    }
}

extension RecordFinding.Severity {
    fileprivate var status: ExitStatus {
        switch self {
        case .note: .done
        case .drift: .configuration
        case .damage: .inputOutput
        }
    }
}
