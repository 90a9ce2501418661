import Synchronization
import Testing

@testable import Web

/// Which connection gives way, without any connection.
struct ConnectionRegisterTests {
    /// A register of three, and who was closed.
    private final class Room: Sendable {
        let register = ConnectionRegister(limit: 3)
        private let closed = Mutex<[String]>([])

        var leavers: [String] { closed.withLock { $0 } }

        @discardableResult func open(_ name: String) -> Int {
            register.open { self.closed.withLock { $0.append(name) } }
        }
    }

    @Test func `the one that has waited for the longest gives way first`() {
        let room = Room()
        for name in ["a", "b", "c", "d", "e"] { room.open(name) }
        #expect(room.leavers == ["a", "b"])
    }

    @Test func `who had no answer yet gives way before who had one, and then who had it first`() {
        let room = Room()
        let (a, b) = (room.open("a"), room.open("b"))
        for id in [b, a] {
            room.register.note(id, .busy)
            room.register.note(id, .idle)
        }
        for name in ["c", "d"] { room.open(name) }
        #expect(room.leavers == ["c"])
        room.register.note(room.open("e"), .busy)
        room.register.note(room.open("f"), .busy)
        room.register.note(room.open("g"), .busy)
        #expect(room.leavers == ["c", "d", "b", "a"])
    }

    @Test func `who is busy never gives way, and there is room when one is idle or closed`() {
        let room = Room()
        let ids = ["a", "b", "c"].map { room.open($0) }
        for id in ids { room.register.note(id, .busy) }
        let told = Mutex(0)
        let tell: @Sendable () -> Void = { told.withLock { $0 += 1 } }
        #expect(!room.register.hasRoom(or: tell))
        room.register.note(ids[1], .busy)
        #expect(told.withLock { $0 } == 0)
        room.register.note(ids[1], .idle)
        #expect(told.withLock { $0 } == 1)
        #expect(room.register.hasRoom(or: tell))
        room.register.note(ids[1], .busy)
        #expect(!room.register.hasRoom(or: tell))
        room.register.close(ids[0])
        #expect(told.withLock { $0 } == 2)
        #expect(room.register.hasRoom(or: tell))
        #expect(room.leavers == [])
    }

    @Test func `who gave way is gone, whatever is noted of it`() {
        let room = Room()
        let first = room.open("a")
        for name in ["b", "c", "d"] { room.open(name) }
        room.register.note(first, .busy)
        room.register.close(first)
        room.open("e")
        #expect(room.leavers == ["a", "b"])
    }
}
