import Record
import Reports
import Testing

@Suite
struct ExitStatusTests {
    @Test
    func `the numbers are those of sysexits.h`() {
        let numbers = [
            ExitStatus.done, .found, .usage, .badData, .noInput, .unavailable, .bug, .cannotCreate, .inputOutput,
            .tryAgain,
            .notAllowed, .configuration,
        ].map(\.rawValue)
        #expect(numbers == [0, 1, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78])
    }

    @Test
    func `of several the highest counts`() {
        #expect([ExitStatus.badData, .configuration, .done, .tryAgain].max() == .configuration)
        #expect(ExitStatus.done < .usage)
    }

    @Test(
        arguments: [
            (.missing(place: "p"), 66), (.unreadable(place: "p", why: "w"), 66), (.noSuchBatch(7), 66),
            (.cannotCreate(place: "p", why: "w"), 73), (.notAllowed(place: "p", owner: "o"), 77),
            (.refused(place: "p", why: "w"), 77),
            (.notARecord(place: "p", why: "w"), 74), (.damaged(place: "p", why: "w"), 74),
            (.inputOutput(place: "p", why: "w"), 74),
            (.newerSchema(place: "p", found: 2, known: 1), 78), (.busy(place: "p"), 75), (.diskFull(place: "p"), 75),
            (.secondService(place: "p"), 75), (.unreachable(place: "p", why: "w"), 69),
            (.readOnly(place: "p", why: "w"), 73), (.notReplicated(place: "p", why: "w"), 75),
            (.outcomeUnknown(place: "p", why: "w"), 75), (.inputUnreadable(why: "w"), 74),
            (.unitChanged(indicator: "i", recorded: "PFLOPS", asked: "EFLOPS"), 78),
        ] as [(RecordFailure, Int32)])
    func `a record's error has the status that its cause asks for`(error: RecordFailure, status: Int32) {
        #expect(ExitStatus(error).rawValue == status)
        #expect(!error.description.contains("\n"))
        #expect(error.advice.hasPrefix(error.description))
    }

    @Test func `a record's failure says nothing of options and commands, the advice beside it does`() {
        let failures = [
            RecordFailure.missing(place: "p"), .notAllowed(place: "p", owner: "mosaic"), .noSuchBatch(7),
            .outcomeUnknown(place: "p", why: "the connection was lost"),
        ]
        for failure in failures {
            for word in ["--database", "sudo", "`mosaic"] { #expect(!failure.description.contains(word)) }
        }
        #expect(
            failures[0].advice
                == "p: there is no record; `mosaic backfill` makes one, `--database` names another")
        #expect(failures[1].advice == "p: the record belongs to mosaic; run `sudo -u mosaic mosaic …`")
        #expect(failures[2].advice == "there is no batch 7; `mosaic batches` lists them")
        #expect(failures[3].advice.hasSuffix("`mosaic batches` lists them"))
    }
}
