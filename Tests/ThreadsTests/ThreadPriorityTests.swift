import Testing
import Threads

@Suite(.timeLimit(.minutes(20)))
struct ThreadPriorityTests {
    @Test(arguments: [(0, 0), (1, 1), (5, 5), (100, 19)] as [(steps: Int32, expected: Int32)])
    func `a thread lets others go first, and so do those that it starts, but not the one that started it`(
        steps: Int32, expected: Int32
    ) {
        let here = ThreadPriority.niceness
        let (before, after, started) = Worker("nicer") {
            let before = ThreadPriority.niceness
            ThreadPriority.lower(by: steps)
            return (before, ThreadPriority.niceness, Worker("nicer 2") { ThreadPriority.niceness }.result())
        }.result()
        #expect(before == here)
        #expect(after == min(here + expected, 19))
        #expect(started == after)
        #expect(ThreadPriority.niceness == here)
    }
}
