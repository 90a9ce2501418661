import Synchronization
import Testing
import Threads

@Suite(.timeLimit(.minutes(20)))
struct WorkerPoolTests {
    /// A door that work waits at.
    private let isOpen = Monitor(false)
    private let done = Monitor([Int]())

    private func work(_ number: Int) -> WorkerPool.Job {
        { [isOpen, done] in
            isOpen.wait { $0 ? () : nil }
            done.change { $0.append(number) }
        }
    }

    @Test func `a full pool refuses at once, and what it accepted is done in order`() {
        let pool = WorkerPool("reader", threads: 1, limit: 3)
        #expect((1...5).map { pool.submit(work($0)) } == [true, true, true, false, false])
        isOpen.change { $0 = true }
        pool.finish()
        #expect(done.change { $0 } == [1, 2, 3])
    }

    @Test func `a pool accepts again once work is done`() {
        let pool = WorkerPool("reader", threads: 1, limit: 1)
        isOpen.change { $0 = true }
        var accepted = 0
        while accepted < 100 { if pool.submit(work(accepted)) { accepted += 1 } }
        pool.finish()
        #expect(done.change { $0 } == Array(0..<100))
    }

    @Test func `as much work runs at once as there are threads, and no more`() {
        let pool = WorkerPool("reader", threads: 3, limit: 10)
        let running = Monitor((now: 0, most: 0))
        for _ in 0..<10 {
            let isAccepted = pool.submit { [isOpen] in
                running.change { running in
                    running.now += 1
                    running.most = max(running.most, running.now)
                }
                isOpen.wait { $0 ? () : nil }
                running.change { $0.now -= 1 }
            }
            #expect(isAccepted)
        }
        running.wait { $0.now == 3 ? () : nil }
        isOpen.change { $0 = true }
        pool.finish()
        #expect(running.change { $0.most } == 3)
    }

    @Test func `a finished pool refuses`() {
        let pool = WorkerPool("reader", threads: 2, limit: 2)
        pool.finish()
        #expect(!pool.submit(work(1)))
        #expect(done.change { $0 } == [])
    }

    @Test func `work that was accepted is done even if the pool is let go of`() {
        do {
            let pool = WorkerPool("reader", threads: 1, limit: 2)
            #expect(pool.submit(work(1)))
            #expect(pool.submit(work(2)))
        }
        isOpen.change { $0 = true }
        #expect(done.wait { $0.count == 2 ? $0 : nil } == [1, 2])
    }
}
