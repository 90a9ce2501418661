import Synchronization
import Testing
import Threads

@Suite(.timeLimit(.minutes(20)))
struct BoundedQueueTests {
    @Test func `values come in the order in which they were sent`() {
        let queue = BoundedQueue<Int>(limit: 3)
        let sender = Worker("sender") {
            for number in 0..<1000 { queue.send(number) }
            queue.finish()
        }
        var received: [Int] = []
        while let number = queue.next() { received.append(number) }
        sender.result()
        #expect(received == Array(0..<1000))
    }

    @Test(arguments: [1, 2, 7])
    func `no more values than the limit are ever sent ahead of who takes them`(limit: Int) {
        let queue = BoundedQueue<Int>(limit: limit)
        let counter = Counter()
        let sender = Worker("sender") {
            for number in 0..<500 {
                queue.send(number)
                counter.sent.add(1, ordering: .sequentiallyConsistent)
            }
            queue.finish()
        }
        var taken = 0
        var most = 0
        while queue.next() != nil {
            taken += 1
            most = max(most, counter.sent.load(ordering: .sequentiallyConsistent) - taken)
        }
        sender.result()
        #expect(taken == 500)
        #expect(most <= limit)
    }

    private final class Counter: Sendable {
        let sent = Atomic(0)
    }

    @Test func `every value of many senders reaches one of many receivers`() {
        let queue = BoundedQueue<Int>(limit: 1)
        let senders = (0..<4).map { sender in
            Worker("sender \(sender)") {
                for number in 0..<1000 { queue.send(4 * number + sender) }
            }
        }
        let receivers = (0..<4).map { receiver in
            Worker("receiver \(receiver)") {
                var received: [Int] = []
                while let number = queue.next() { received.append(number) }
                return received
            }
        }
        for sender in senders { sender.result() }
        queue.finish()
        let received = receivers.flatMap { $0.result() }
        #expect(received.sorted() == Array(0..<4000))
    }

    @Test func `what was sent before the end is still taken, and nothing can be sent behind it`() {
        let queue = BoundedQueue<String>(limit: 2)
        queue.send("a")
        queue.send("b")
        queue.finish()
        #expect(!queue.send("c"))
        #expect(queue.next() == "a")
        #expect(queue.next() == "b")
        #expect(queue.next() == nil)
        #expect(queue.next() == nil)
    }

    @Test func `a cancelled queue drops its values and refuses new ones`() {
        let queue = BoundedQueue<String>(limit: 2)
        queue.send("a")
        queue.cancel()
        #expect(queue.next() == nil)
        #expect(!queue.send("b"))
        #expect(queue.next() == nil)
    }

    @Test func `cancelling lets a sender go that waits for room`() {
        let queue = BoundedQueue<Int>(limit: 1)
        let sender = Worker("sender") {
            var sent = 0
            while queue.send(sent) { sent += 1 }
            return sent
        }
        #expect(queue.next() == 0)
        queue.cancel()
        #expect((1...2).contains(sender.result()))
    }

    @Test func `finishing lets a receiver go that waits for a value`() {
        let queue = BoundedQueue<Int>(limit: 1)
        let receivers = (1...3).map { number in Worker("receiver \(number)") { queue.next() } }
        queue.finish()
        #expect(receivers.map { $0.result() } == [nil, nil, nil])
    }

    @Test func `a value that was sent is its taker's alone, and can be changed in place`() {
        let queue = BoundedQueue<Shared>(limit: 1)
        let sender = Worker("sender") {
            for _ in 0..<100 { queue.send(Shared()) }
            queue.finish()
        }
        while let value = queue.next() {
            var object = value.object
            _ = consume value
            #expect(isKnownUniquelyReferenced(&object))
        }
        sender.result()
    }

    private struct Shared: Sendable {
        final class Object: Sendable {}
        let object = Object()
    }
}
