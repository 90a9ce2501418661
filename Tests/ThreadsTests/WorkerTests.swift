import Foundation
import Testing
import Threads

@Suite(.timeLimit(.minutes(20)))
struct WorkerTests {
    private struct Fault: Error, Equatable {
        let number: Int
    }

    @Test func `a worker hands over its result`() {
        #expect(Worker("adding") { 2 + 3 }.result() == 5)
    }

    @Test func `a worker runs on a thread of its own that has the name`() {
        let here = ObjectIdentifier(Thread.current)
        let (there, name) = Worker("reading") {
            (ObjectIdentifier(Thread.current), try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8))
        }.result()
        #expect(there != here)
        #expect(name == "reading\n")
    }

    @Test func `a worker passes its error on`() {
        let worker = Worker("failing") { () throws(Fault) -> Int in throw Fault(number: 7) }
        #expect(throws: Fault(number: 7)) { try worker.result() }
    }

    @Test func `work that nobody asks about runs to its end`() {
        let isDone = Monitor(false)
        _ = Worker("forgotten") { isDone.change { $0 = true } }
        isDone.wait { $0 ? () : nil }
        #expect(isDone.change { $0 })
    }

    @Test func `the result is taken once`() async {
        await #expect(processExitsWith: .failure) {
            let worker = Worker("adding") { 1 }
            _ = worker.result()
            _ = worker.result()
        }
    }
}
