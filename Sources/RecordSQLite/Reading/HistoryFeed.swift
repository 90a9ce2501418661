// Hot: measured by Benchmarks' record, "again", and the service's start.
import Foundation
import GRDB
import Indicators
import Record
import Synchronization

/// Reads the histories of series on threads and connections of their own, ahead of who takes what is made of them.
///
/// Each connection reads one state of the record: the one that is committed when the feed begins, or a later one. Under a
/// standing of the batches until then all of them say the same.
final class HistoryFeed<Made: Sendable>: Sendable {
    /// A series that is asked for, and its number if that is known.
    typealias Request = (key: SeriesKey, number: Int64?)
    /// Makes what is wanted of the history of the series of a key and a number.
    typealias Making = @Sendable (SeriesKey, Int64, inout SeriesHistory) -> Made

    private final class Piece: Sendable {
        let requests: [Request]
        let made = Mutex<Result<[Made?], any Error>>(.success([]))
        let isMade = DispatchSemaphore(value: 0)

        init(_ requests: [Request]) { self.requests = requests }
    }

    private struct State {
        /// In the order in which they were asked for: those that nobody reads yet, and those that nobody took yet.
        var unread: [Piece] = []
        var untaken: [Piece] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let isAsked = DispatchSemaphore(value: 0)
    private let hasRoom = DispatchSemaphore(value: 0)
    private let isEnded = DispatchSemaphore(value: 0)
    private let make: Making

    private static var threads: Int { 2 }
    /// Series of a piece, and pieces that are read before they are taken: what is held is bounded.
    private static var pieceSize: Int { 16 }
    private static var room: Int { 8 }

    private init(_ make: @escaping Making) { self.make = make }

    /// Runs a body with a feed that reads until it ends.
    static func reading<Result>(
        _ readers: DatabasePool, make: @escaping Making, _ body: (HistoryFeed) throws -> Result
    ) rethrows -> Result {
        let feed = HistoryFeed(make)
        for _ in 0..<room { feed.hasRoom.signal() }
        for number in 1...threads {
            let thread = Thread {
                feed.serve(readers)
                feed.isEnded.signal()
            }
            thread.name = "history \(number)"
            thread.start()
        }
        defer { feed.stop() }
        return try body(feed)
    }

    /// Asks for series, after those asked for before.
    func ask(_ requests: [Request]) {
        for start in stride(from: 0, to: requests.count, by: Self.pieceSize) {
            let piece = Piece(Array(requests[start..<min(start + Self.pieceSize, requests.count)]))
            state.withLock {
                $0.unread.append(piece)
                $0.untaken.append(piece)
            }
            isAsked.signal()
        }
    }

    /// What was made of the next few series that were asked for, waiting for it; nil of one that the record doesn't know.
    ///
    /// None where all were taken.
    func take() throws -> [Made?] {
        guard let piece = state.withLock({ $0.untaken.isEmpty ? nil : $0.untaken.removeFirst() }) else { return [] }
        piece.isMade.wait()
        hasRoom.signal()
        return try piece.made.withLock { try $0.get() }
    }

    private func stop() {
        state.withLock { $0.isStopped = true }
        for _ in 0..<Self.threads {
            isAsked.signal()
            hasRoom.signal()
        }
        for _ in 0..<Self.threads { isEnded.wait() }
    }

    /// The next piece to be read, waiting for it; nil once the feed is stopped, however often it is asked for.
    private func next() -> Piece? {
        isAsked.wait()
        hasRoom.wait()
        let piece = state.withLock { $0.isStopped || $0.unread.isEmpty ? nil : $0.unread.removeFirst() }
        if piece == nil {
            isAsked.signal()
            hasRoom.signal()
        }
        return piece
    }

    private func serve(_ readers: DatabasePool) {
        do {
            try readers.read { database in
                let numbers = try SeriesNumbers(database)
                let reader = try HistoryReader(database)
                var history = SeriesHistory()
                while let piece = next() {
                    let made = Result {
                        try piece.requests.map { request -> Made? in
                            guard let number = try request.number ?? numbers.known(request.key) else { return nil }
                            try reader.read(number, into: &history)
                            return make(request.key, number, &history)
                        }
                    }
                    piece.made.withLock { $0 = made }
                    piece.isMade.signal()
                }
            }
        } catch {
            // No connection: every piece says so.
            while let piece = next() {
                piece.made.withLock { $0 = .failure(error) }
                piece.isMade.signal()
            }
        }
    }
}
