import Foundation
import Indicators
import MosaicTestKit
import Record
import Records
import Testing

/// A record is carried from engine to engine as it stands.
struct RecordMoveTests {
    private let engines = RecordEngines(clock: TestClock.read)

    @Test(arguments: 0..<6)
    func `random histories that are carried to a server and back, or to a file and back, are the same`(
        seed: Int
    ) throws {
        try withPlaces { places in
            let way =
                seed.isMultiple(of: 2)
                ? [places.file, places.server, places.otherFile]
                : [
                    places.server, places.file, places.otherServer,
                ]
            let first = try engines.openPortable(way[0], for: .creating)
            var generator = HistoryGenerator(seed: UInt64(seed))
            for _ in 0..<25 { try generator.step(batches: try first.view().state.batch).take(on: first) }
            var last = first
            for place in way.dropFirst() {
                let next = try engines.openPortable(place, for: .creating)
                let outcome = try RecordMove(from: last, to: next).run()
                #expect(try outcome.batches == first.state().batch && outcome.carried == outcome.batches)
                last = next
            }
            try expectSame(last, first)
            // What is recorded afterwards counts as the same in both.
            for _ in 0..<5 {
                let step = generator.step(batches: try first.state().batch)
                let reports = try [first, last].map { try step.take(on: $0) }
                #expect(reports[0] == reports[1])
            }
            try expectSame(last, first)
        }
    }

    @Test(arguments: [true, false])
    func `a move that is broken off anywhere goes on where it was, and takes what was recorded since`(
        toServer: Bool
    ) throws {
        try withPlaces { places in
            let (from, to) = toServer ? (places.file, places.server) : (places.server, places.file)
            let source = try engines.openPortable(from, for: .creating)
            var generator = HistoryGenerator(seed: 77)
            for _ in 0..<12 { try generator.step(batches: try source.state().batch).take(on: source) }
            let last = try source.state().batch
            struct Break: Error {}
            for batch in [1, 3, 3, last] {
                #expect(throws: (any Error).self) {
                    try RecordMove(from: source, to: engines.openPortable(to, for: .creating)).run { step in
                        // Once before anything of the batch is there, and once after all of it was handed over.
                        if case .carrying(batch, _, let series) = step, series > 0 || batch == 1 { throw Break() }
                    }
                }
                let state = try engines.openPortable(to, for: .reading).state()
                #expect(state.batch <= batch)
                #expect(batch == 1 || state.batch > 0)
            }
            let target = try engines.openPortable(to, for: .writing)
            #expect(try RecordMove(from: source, to: target).run().batches == last)
            try expectSame(target, source)
            for _ in 0..<4 { try generator.step(batches: try source.state().batch).take(on: source) }
            let more = try source.state().batch - last
            #expect(try RecordMove(from: source, to: target).run().carried == more)
            #expect(try RecordMove(from: source, to: target).run().carried == 0)
            try expectSame(target, source)
        }
    }

    @Test(arguments: [true, false])
    func `a place that holds anything else is refused, and is left as it is`(toServer: Bool) throws {
        try withPlaces { places in
            let (from, to) = toServer ? (places.file, places.server) : (places.server, places.file)
            let source = try engines.openPortable(from, for: .creating)
            let target = try engines.openPortable(to, for: .creating)
            var generator = HistoryGenerator(seed: 5)
            for _ in 0..<6 { try generator.step(batches: try source.state().batch).take(on: source) }
            _ = try RecordMove(from: source, to: target).run()
            let held = try target.state()
            // A record that went on by itself is no earlier state of the other.
            try generator.step(batches: held.batch).take(on: target)
            let ahead = try target.state()
            let failure = try #require(throws: RecordFailure.self) { try RecordMove(from: source, to: target) }
            guard case .cannotCreate(target.place, let why) = failure else {
                return #expect(Bool(false), "\(failure)")
            }
            #expect(why.contains("that \(source.place) has not"))
            #expect(try target.state() == ahead)
            // And somebody who records there meanwhile is not written over.
            let batch = try target.portableView().keptBatch(ahead.batch)
            #expect(throws: RecordFailure.busy(place: source.place)) {
                try source.take(batch, after: held, expecting: ahead) { _ in }
            }
            #expect(try source.state() == held)
        }
    }

    @Test func `a batch that rotted is not carried, and one that rots on its way is told`() throws {
        try withPlaces { places in
            let source = try engines.openPortable(places.server, for: .creating)
            var generator = HistoryGenerator(seed: 9)
            for _ in 0..<6 { try generator.step(batches: try source.state().batch).take(on: source) }
            let flip = "UPDATE mosaic.block SET statements = set_byte(statements, 20, get_byte(statements, 20) # 1)"
            let target = try engines.openPortable(places.otherServer, for: .creating)
            _ = try RecordMove(from: source, to: target).run()
            try psql("\(flip) WHERE batch = 1", at: places.otherServer)
            try expectDamage { _ = try RecordMove(from: source, to: target).run() }
            try psql("\(flip) WHERE batch = 1", at: places.server)
            let file = try engines.openPortable(places.file, for: .creating)
            try expectDamage { _ = try RecordMove(from: source, to: file).run() }
            #expect(try file.state().batch == 0)
        }
    }

    private func expectDamage(_ body: () throws -> Void) throws {
        let failure = try #require(throws: RecordFailure.self) { try body() }
        guard case .damaged = failure else { return #expect(Bool(false), "\(failure)") }
    }

    private func expectSame(_ left: any PortableRecord, _ right: any PortableRecord) throws {
        let views = (try left.portableView(), try right.portableView())
        #expect(views.0.state == views.1.state)
        let batches = try views.0.batches()
        #expect(try batches == views.1.batches())
        #expect(try left.allFigures() == right.allFigures())
        #expect(try left.allStatements() == right.allStatements())
        #expect(try views.0.units() == views.1.units())
        let sizes = (try views.0.size(), try views.1.size())
        #expect(sizes.0.totals == sizes.1.totals && sizes.0.observations == sizes.1.observations)
        for batch in batches { #expect(try views.0.checksum(of: batch.id) == views.1.checksum(of: batch.id)) }
        for record in [left, right] {
            let findings = try record.examine(against: Catalog(regions: [], indicators: []))
            #expect(findings.filter { $0.severity != .note } == [])
        }
    }

    /// Places without a record: two files and two databases.
    private func withPlaces(
        _ body: ((file: String, otherFile: String, server: String, otherServer: String)) throws -> Void
    ) throws {
        let server = try PostgresServer.shared.get()
        let databases = try [server.makeDatabase(), server.makeDatabase()]
        try withTemporaryFolder { folder in
            let files = ["one.db", "other.db"].map { folder.appending(path: $0).path }
            try body((files[0], files[1], server.address(of: databases[0]), server.address(of: databases[1])))
        }
        for database in databases { try server.psql("DROP DATABASE \(database) WITH (FORCE)") }
    }

    private func psql(_ sql: String, at address: String) throws {
        let database = address.split(separator: "/").last?.prefix { $0 != "?" } ?? ""
        try PostgresServer.shared.get().psql(sql, in: String(database))
    }
}
