import Testing
import Threads

@Suite(.timeLimit(.minutes(20)))
struct MonitorTests {
    @Test func `a thread that waits sees every change of another one`() {
        let turn = Monitor(0)
        let other = Worker("other") {
            for number in stride(from: 1, to: 20_000, by: 2) { Self.take(number, of: turn) }
        }
        for number in stride(from: 0, to: 20_000, by: 2) { Self.take(number, of: turn) }
        other.result()
        #expect(turn.change { $0 } == 20_000)
    }

    /// Waits for the turn of a number, and gives it to the next one.
    private static func take(_ number: Int, of turn: Monitor<Int>) {
        turn.wait { turn -> Void? in
            guard turn == number else { return nil }
            turn += 1
            return ()
        }
    }

    @Test func `a change wakes all that wait`() {
        let isOpen = Monitor(false)
        let waiting = Monitor(0)
        let workers = (1...4).map { number in
            Worker("waiter \(number)") {
                waiting.change { $0 += 1 }
                return isOpen.wait { $0 ? number : nil }
            }
        }
        waiting.wait { $0 == 4 ? () : nil }
        isOpen.change { $0 = true }
        #expect(workers.map { $0.result() } == [1, 2, 3, 4])
    }

    @Test func `a wait gives up after its duration, and what comes later still counts`() {
        let monitor = Monitor([Int]())
        #expect(monitor.wait(atMost: .milliseconds(1)) { $0.first } == nil)
        monitor.change { $0 = [7] }
        #expect(monitor.wait(atMost: .milliseconds(1)) { $0.first } == 7)
        #expect(monitor.current == [7])
    }

    @Test func `a wait of a limited duration ends with the change it waits for`() {
        let monitor = Monitor(0)
        let worker = Worker("changer") { monitor.change { $0 = 1 } }
        #expect(monitor.wait(atMost: .seconds(60)) { $0 == 1 ? "seen" : nil } == "seen")
        worker.result()
    }
}
