import HTTPTypes
import HummingbirdCore
import Synchronization
import Testing
import Threads

@testable import Web

/// Requests that compute or read, when there are too many of them and when one takes too long.
@Suite(.timeLimit(.minutes(20)))
struct RequestWorkTests {
    /// Work that does not end before it is let go.
    private final class Gate: Sendable {
        private let isOpen = Monitor(false)
        private let begun = Monitor(0)

        var route: Route {
            Route(
                "/slow", title: "Slow",
                [
                    .get: .work { [self] (_, _) throws(Problem) in
                        begun.change { $0 += 1 }
                        isOpen.wait { $0 ? () : nil }
                        return Response(text: "done\n")
                    }
                ])
        }

        /// A scrape whose form is made anew each time.
        var scrape: Route {
            Route(
                "/slow-scrape", title: "Slow scrape",
                [
                    .get: .scrape(atOnce: { (_, _) throws(Problem) in nil }) { [self] (_, _) throws(Problem) in
                        begun.change { $0 += 1 }
                        isOpen.wait { $0 ? () : nil }
                        return Response(text: "done\n")
                    }
                ])
        }

        /// How much work has begun.
        var count: Int { begun.change { $0 } }

        func open() { isOpen.change { $0 = true } }

        /// Waits on a thread of its own until so much work has begun.
        func waitUntilBegun(_ wanted: Int) async {
            await withCheckedContinuation { continuation in
                _ = Worker("begun") { [begun] in
                    begun.wait { $0 >= wanted ? () : nil }
                    continuation.resume()
                }
            }
        }
    }

    private static func limits(threads: Int, waiting: Int) -> WebLimits {
        var limits = WebLimits()
        (limits.workThreads, limits.waitingRequests) = (threads, waiting)
        return limits
    }

    @Test func `when all threads work and the queue is full, scrapes are answered and further work is refused`()
        async throws
    {
        let (gate, timers) = (Gate(), TestTimers())
        defer { gate.open() }
        let service = TestService(
            limits: Self.limits(threads: 2, waiting: 3),
            routes: RouteTable([.index, .healthy, .metrics, .gaps, gate.route]),
            timer: timers.timer)
        try service.publish()
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<6 { group.addTask { try await service.ask("/slow") } }
            // Five are taken and wait for the gate: the first answer is that to the sixth.
            let refused = try #require(try await group.next())
            #expect(refused.status == 503)
            #expect(refused.fields["retry-after"] == "1")
            #expect(refused.fields["content-type"] == "application/problem+json")
            for _ in 0..<20 { #expect(try await service.ask("/metrics").status == 200) }
            #expect(try await service.ask("/-/healthy").status == 200)
            #expect(try await service.ask("/").status == 503)
            #expect(try await service.ask("/api/v1/gaps").status == 503)
            #expect(try await service.ask("/slow").status == 503)
            gate.open()
            for _ in 0..<5 {
                let answer = try #require(try await group.next())
                #expect(answer.text == "done\n")
            }
        }
        #expect(try await service.ask("/api/v1/gaps").status == 200)
    }

    @Test func `what is not done by its deadline is answered with a problem, and begun no more`() async throws {
        let (gate, timers) = (Gate(), TestTimers())
        defer { gate.open() }
        let limits = Self.limits(threads: 1, waiting: 1)
        let service = TestService(limits: limits, routes: RouteTable([.metrics, gate.route]), timer: timers.timer)
        try service.publish()
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<3 { group.addTask { try await service.ask("/slow") } }
            let refused = try #require(try await group.next())
            #expect(refused.status == 503)
            await gate.waitUntilBegun(1)
            timers.pass(limits.work - .milliseconds(1))
            #expect(try await service.ask("/metrics").status == 200)
            timers.pass(.milliseconds(1))
            var answers: [Answer] = []
            for try await answer in group { answers.append(answer) }
            answers.sort { $0.status < $1.status }
            // One waited for the thread, the other had it.
            #expect(answers.map(\.status) == [503, 504])
            #expect(answers.map { $0.fields["retry-after"] } == ["1", nil])
            #expect(answers[1].text.contains("not worked out within 10 seconds"))
        }
        #expect(try await service.ask("/metrics").status == 200)
        gate.open()
        // The thread is free again, and has left out the one that nobody waits for.
        #expect(try await service.askUntilTaken("/slow").text == "done\n")
        #expect(gate.count == 2)
    }

    private static let timeout = HTTPField.Name("X-Prometheus-Scrape-Timeout-Seconds")

    @Test(arguments: [("5", 4.5), ("0.25", 0.225), ("9.9", 8.91), ("1e0", 0.9)])
    func `a scrape that is not made in nine tenths of the client's time is answered before that is over`(
        value: String, seconds: Double
    ) async throws {
        let (gate, timers) = (Gate(), TestTimers())
        defer { gate.open() }
        let service = TestService(routes: RouteTable([.metrics, gate.scrape]), timer: timers.timer)
        try service.publish()
        let field = try #require(Self.timeout)
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask { try await service.ask("/slow-scrape", [field: value]) }
            await gate.waitUntilBegun(1)
            timers.pass(.seconds(seconds) - .milliseconds(1))
            #expect(timers.count == 1)
            timers.pass(.milliseconds(1))
            let answer = try #require(try await group.next())
            #expect(answer.status == 503)
            #expect(answer.fields["retry-after"] == "1")
            #expect(answer.text.contains("X-Prometheus-Scrape-Timeout-Seconds"))
        }
    }

    @Test(
        arguments: [nil, "", "0", "-1", "nan", "inf", "-inf", "1e300", "ten", "1,5", "10s", "12", "86400"] as [String?])
    func `a scrape whose client says no time, none that is a number or a longer one has the server's`(
        value: String?
    ) async throws {
        let (gate, timers) = (Gate(), TestTimers())
        defer { gate.open() }
        let limits = WebLimits()
        let service = TestService(limits: limits, routes: RouteTable([.metrics, gate.scrape]), timer: timers.timer)
        try service.publish()
        let field = try #require(Self.timeout)
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask { try await service.ask("/slow-scrape", value.map { [field: $0] } ?? [:]) }
            await gate.waitUntilBegun(1)
            timers.pass(limits.work - .milliseconds(1))
            #expect(timers.count == 1)
            timers.pass(.milliseconds(1))
            let answer = try #require(try await group.next())
            #expect(answer.status == 504)
        }
    }
}

/// Timers whose time goes by when a test says so.
private final class TestTimers: Sendable {
    private struct State {
        var now = Duration.zero
        var calls: [Int: (due: Duration, call: @Sendable () -> Void)] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    var timer: RequestWork.Timer {
        { [self] time, call in
            let id = state.withLock { state in
                state.count += 1
                state.calls[state.count] = (state.now + time, call)
                return state.count
            }
            return { self.state.withLock { _ = $0.calls.removeValue(forKey: id) } }
        }
    }

    /// How many have not passed.
    var count: Int { state.withLock(\.calls.count) }

    func pass(_ time: Duration) {
        let due = state.withLock { state in
            state.now += time
            let due = state.calls.filter { $0.value.due <= state.now }
            for id in due.keys { state.calls[id] = nil }
            return due.values.map(\.call)
        }
        for call in due { call() }
    }
}

extension TestService {
    /// Asks again as long as the threads have something to do.
    fileprivate func askUntilTaken(_ path: String) async throws -> Answer {
        while true {
            let answer = try await ask(path)
            if answer.status != 503 { return answer }
            await Task.yield()
        }
    }
}
