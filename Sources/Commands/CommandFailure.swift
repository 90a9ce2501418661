internal import Client
internal import Config
internal import Exchange
internal import Intake
internal import Record
internal import Reports

/// Why a command ends before it is done: with what status, and what is to be told.
struct CommandFailure: Error, Hashable, Sendable {
    let status: ExitStatus
    /// One line a fault.
    let lines: [String]

    init(_ status: ExitStatus, lines: [String]) {
        self.status = status
        self.lines = lines
    }

    init(_ status: ExitStatus, _ line: String) {
        self.init(status, lines: [line])
    }

    /// The failure that an error of a room means.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as RecordFailure: self.init(ExitStatus(error), error.advice)
        case let fault as ClientFault: self.init(fault.status, fault.description)
        case let faults as ConfigFaults: self.init(.configuration, lines: faults.lines)
        case let error as InputError:
            self.init(ExitStatus(error), error.description)
        default: self.init(.bug, "unexpected error: \(error)")
        }
    }
}
