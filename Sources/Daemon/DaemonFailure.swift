internal import Config
internal import Record
internal import Reports
internal import Systemd
internal import Web

/// Why the service does not start: with what status it ends, and what it tells.
struct DaemonFailure: Error {
    let status: ExitStatus
    /// One line a fault.
    let lines: [String]

    /// The failure that an error of a room means.
    init(_ error: any Error) {
        switch error {
        case let failure as DaemonFailure:
            self = failure
        case let faults as ConfigFaults:
            (status, lines) = (.configuration, faults.lines)
        case let error as RecordFailure:
            (status, lines) = (ExitStatus(error), [error.advice])
        case let error as ListenError:
            (status, lines) = (.unavailable, [error.description])
        case let fault as PassedSocketFault:
            (status, lines) = (.configuration, [fault.description])
        default:
            (status, lines) = (.bug, ["unexpected error: \(error)"])
        }
    }

    /// A fault of the command line.
    init(usage line: String) {
        (status, lines) = (.usage, [line])
    }
}
