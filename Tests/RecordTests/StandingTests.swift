import MosaicTestKit
import Record
import Testing

struct StandingTests {
    @Test
    func `an undo voids, an undo of it restores, and each says which batches it changed`() {
        var standing = Standing(batches: 2)
        #expect(standing.void(2, by: 3) == [2])
        #expect(!standing.stands(2) && standing.newestVoid(of: 2) == 3)
        #expect(standing.void(3, by: 4) == [3, 2])
        #expect(standing.stands(2) && standing.newestVoid(of: 2) == nil)
        #expect(standing.void(2, by: 5) == [2])
        #expect(standing.void(4, by: 6) == [4, 3])
        #expect(standing.newestVoid(of: 2) == 5)
        #expect(standing.void(5, by: 7) == [5])
        #expect(standing.newestVoid(of: 2) == 3)
    }

    @Test(arguments: [-1, 0, 3])
    func `a batch that is not there does not stand`(batch: Int) {
        #expect(!Standing(batches: 2).stands(batch))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random undos leave standing what the rule says, from the newest batch down`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var standing = Standing(batches: 1)
        var voids: [Int: Int] = [:]
        for batch in 2...60 {
            let before = (1..<batch).map { standing.stands($0) }
            guard random.once(in: 2) else {
                standing = grown(standing, to: batch, voids: voids)
                continue
            }
            let target = random.number(1...batch - 1)
            voids[batch] = target
            let changed = Set(standing.void(target, by: batch))
            let expected = (1...batch).map { Self.stands($0, of: batch, voids: voids) }
            #expect((1...batch).map { standing.stands($0) } == expected)
            #expect(changed == Set((1..<batch).filter { before[$0 - 1] != expected[$0 - 1] }))
        }
    }

    private func grown(_ standing: Standing, to batches: Int, voids: [Int: Int]) -> Standing {
        var grown = Standing(batches: batches)
        for (undo, target) in voids.sorted(by: { $0.key < $1.key }) { grown.void(target, by: undo) }
        return grown
    }

    private static func stands(_ batch: Int, of last: Int, voids: [Int: Int]) -> Bool {
        !voids.contains { undo, target in target == batch && undo > batch && stands(undo, of: last, voids: voids) }
    }
}
