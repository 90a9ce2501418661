// Hot: measured by Benchmarks' record, "again", and the service's start.
import GRDB
import Indicators
import Record
import Threads

/// Reads the histories of series on threads and connections of their own, ahead of who takes what is made of them.
///
/// Each connection reads one state of the record: the one that is committed when the feed begins, or a later one. Under a
/// standing of the batches until then all of them say the same.
final class HistoryFeed<Made: Sendable>: Sendable {
    /// A series that is asked for, and its number if that is known.
    typealias Request = (key: SeriesKey, number: Int64?)
    /// Makes what is wanted of the history of the series of a number, a checksum and a key.
    typealias Making = @Sendable (Int64, Checksum, SeriesKey, inout SeriesHistory) -> Made

    /// A few series, and what was made of them once they are read; nil of one that the record doesn't know.
    private struct Piece {
        var requests: [Request]
        var made: Result<[Made?], any Error>?
    }

    private struct State {
        /// The pieces that were asked for and not yet taken, in the order in which they were asked for.
        var pieces: [Piece] = []
        /// How many pieces were taken, and how many of all that were asked for a thread has begun to read.
        var taken = 0
        var begun = 0
        var isStopped = false
    }

    private let state = Monitor(State())
    private let check: @Sendable (Database) throws -> Void
    private let make: Making

    private static var threads: Int { 2 }
    /// Series of a piece, and pieces that are read before they are taken: what is held is bounded.
    private static var pieceSize: Int { 16 }
    private static var room: Int { 8 }

    private init(check: @escaping @Sendable (Database) throws -> Void, make: @escaping Making) {
        self.check = check
        self.make = make
    }

    /// Runs a body with a feed that reads until it ends.
    ///
    /// - Parameter check: throws where what a connection reads is not the record that is meant.
    static func reading<Result>(
        _ readers: DatabasePool, check: @escaping @Sendable (Database) throws -> Void, make: @escaping Making,
        _ body: (HistoryFeed) throws -> Result
    ) rethrows -> Result {
        let feed = HistoryFeed(check: check, make: make)
        let workers = (1...threads).map { number in Worker("history \(number)") { feed.serve(readers) } }
        defer {
            feed.state.change { $0.isStopped = true }
            for worker in workers { worker.result() }
        }
        return try body(feed)
    }

    /// Asks for series, after those asked for before.
    func ask(_ requests: [Request]) {
        let pieces = stride(from: 0, to: requests.count, by: Self.pieceSize).map { start in
            Piece(requests: Array(requests[start..<min(start + Self.pieceSize, requests.count)]))
        }
        state.change { $0.pieces += pieces }
    }

    /// What was made of the next few series that were asked for, waiting for it; nil of one that the record doesn't know.
    ///
    /// None where all were taken.
    func take() throws -> [Made?] {
        let made: Result<[Made?], any Error> = state.wait { state in
            guard let first = state.pieces.first else { return .success([]) }
            guard let made = first.made else { return nil }
            state.pieces.removeFirst()
            state.taken += 1
            return made
        }
        return try made.get()
    }

    /// The next piece to be read and its number, waiting for it and for room; nil once the feed is stopped.
    private func next() -> (number: Int, requests: [Request])? {
        state.wait { state -> (number: Int, requests: [Request])?? in
            if state.isStopped { return .some(nil) }
            let number = state.begun
            let index = number - state.taken
            guard index < min(state.pieces.count, Self.room) else { return nil }
            state.begun += 1
            return (number, state.pieces[index].requests)
        }
    }

    private func give(_ made: Result<[Made?], any Error>, of number: Int) {
        state.change { $0.pieces[number - $0.taken].made = made }
    }

    private func serve(_ readers: DatabasePool) {
        do {
            try readers.read { database in
                try check(database)
                let numbers = try SeriesNumbers(database)
                let reader = try HistoryReader(database)
                var history = SeriesHistory()
                while let (number, requests) = next() {
                    let made = Result {
                        try requests.map { request -> Made? in
                            guard let number = try request.number ?? numbers.known(request.key) else { return nil }
                            let sum = try reader.read(number, of: request.key, into: &history)
                            return make(number, sum, request.key, &history)
                        }
                    }
                    give(made, of: number)
                }
            }
        } catch {
            // No connection, or one to another record: every piece says so.
            while let (number, _) = next() { give(.failure(error), of: number) }
        }
    }
}
