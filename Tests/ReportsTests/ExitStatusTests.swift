import Record
import Reports
import Testing

@Suite("Exit statuses")
struct ExitStatusTests {
    @Test("the numbers are those of sysexits.h")
    func numbers() {
        let numbers = [
            ExitStatus.done, .found, .usage, .badData, .noInput, .unavailable, .bug, .cannotCreate, .inputOutput,
            .tryAgain,
            .notAllowed, .configuration,
        ].map(\.rawValue)
        #expect(numbers == [0, 1, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78])
    }

    @Test("of several the highest counts")
    func order() {
        #expect([ExitStatus.badData, .configuration, .done, .tryAgain].max() == .configuration)
        #expect(ExitStatus.done < .usage)
    }

    @Test(
        "a record's error has the status that its cause asks for",
        arguments: [
            (.missing(path: "p"), 66), (.unreadable(path: "p", why: "w"), 66), (.noSuchBatch(7), 66),
            (.cannotCreate(path: "p", why: "w"), 73), (.notAllowed(path: "p", owner: "o"), 77),
            (.notARecord(path: "p", why: "w"), 74), (.damaged(path: "p", why: "w"), 74),
            (.inputOutput(path: "p", why: "w"), 74),
            (.newerSchema(path: "p", found: 2, known: 1), 78), (.busy(path: "p"), 75), (.diskFull(path: "p"), 75),
            (.secondService(path: "p"), 75), (.unitChanged(indicator: "i", recorded: "PFLOPS", asked: "EFLOPS"), 78),
        ] as [(RecordFailure, Int32)])
    func recordErrors(error: RecordFailure, status: Int32) {
        #expect(ExitStatus(error).rawValue == status)
        #expect(!error.description.contains("\n"))
    }
}
