import Testing

@testable import Client

/// When something is tried again.
@Suite struct RetryPlanTests {
    @Test func `waits double, and the sixth try is the last`() {
        var plan = RetryPlan()
        let waits = (0..<7).map { _ in plan.next() }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(16), nil, nil])
    }

    @Test func `what a server asks for is kept to, and not beyond two minutes in all`() {
        var plan = RetryPlan()
        #expect(plan.next(asked: .seconds(100)) == .seconds(100))
        #expect(plan.next(asked: .seconds(21)) == nil)
        #expect(plan.next(asked: .seconds(20)) == .seconds(20))
        #expect(plan.next(asked: .seconds(86_400)) == nil)
    }
}
