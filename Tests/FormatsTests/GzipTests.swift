import CZlib
import Formats
import MosaicTestKit
import Testing

@Suite
struct GzipTests {
    private static func text(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        return (0..<count).map { _ in UInt8.random(in: 0x20...0x40, using: &generator) }
    }

    @Test(arguments: [0, 1, 6, 9, -1], [0, 1, 1000, 200_000])
    func `what is packed is unpacked, at every level`(level: Int, count: Int) throws {
        let bytes = Self.text(count)
        let member = try gzip(bytes.span, level: level)
        #expect(gunzip(member) == [bytes])
        if level != 0, count >= 1000 { #expect(member.count < bytes.count) }
    }

    @Test
    func `members one after the other unpack to one text`() throws {
        let first = Self.text(1000)
        let second = Array("# EOF\n".utf8)
        #expect(gunzip(try gzip(first.span, level: 6) + gzip(second.span, level: 1)) == [first, second])
    }

    @Test
    func `a member has no time and no name`() throws {
        let member = try gzip([0x61].span, level: 6)
        #expect(member.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    }

    @Test(arguments: [-2, 10, Int.max])
    func `a level that is none is refused`(level: Int) {
        #expect(throws: FormatsError.compression(code: Z_STREAM_ERROR)) {
            try gzip([0x61].span, level: level)
        }
    }

    @Test(arguments: [0, 1, 6, 9])
    func `pieces are a member each, those that gzip makes, and none of an empty one`(level: Int) throws {
        let bytes = Self.text(70_000)
        let ends = [0, 0, 1, 500, 500, 69_000, 70_000, 70_000]
        let pieces = ends.indices.map { bytes[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]] }
        let (members, memberEnds) = try gzipMembers(of: pieces, level: level)
        #expect(memberEnds.count == ends.count)
        #expect(memberEnds.last == members.count)
        for index in ends.indices {
            let piece = Array(pieces[index])
            let member = Array(members[(index == 0 ? 0 : memberEnds[index - 1])..<memberEnds[index]])
            let expected = piece.isEmpty ? [] : try gzip(piece.span, level: level)
            #expect(member == expected)
        }
        // Bytes that are in no one place are packed too.
        #expect(try gzipMembers(of: [bytes.lazy.map { $0 }], level: level).bytes == gzip(bytes.span, level: level))
        let none = try gzipMembers(of: [bytes[..<0], bytes[..<0]], level: level)
        #expect(none.bytes.isEmpty)
        #expect(none.ends == [0, 0])
        #expect(throws: FormatsError.compression(code: Z_STREAM_ERROR)) {
            _ = try gzipMembers(of: pieces, level: 10)
        }
    }

    @Test
    func `more effort than a level's packs each member better`() throws {
        let lines = (0..<2000).map {
            "mosaic_indicator_value{indicator=\"a\",region=\"CN-\($0 % 31)\"} \($0 * 7919 % 10_007)\n"
        }
        let text = Array(lines.joined().utf8)
        let effort = DeflateEffort(good: 24, lazy: 32, nice: 64, chain: 48)
        let (members, ends) = try gzipMembers(of: [text, text], level: 5, effort: effort)
        // The second one is packed as the first: the effort outlives what is between members.
        #expect(members[..<ends[0]] == members[ends[0]...])
        #expect(gunzip(members) == [text, text])
        #expect(try ends[0] < gzip(text.span, level: 5).count)
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 200_000])
    func `a stored member holds the bytes as they are`(count: Int) {
        let bytes = Self.text(count)
        let member = gzipStored(bytes.span)
        #expect(gunzip(member) == [bytes])
        #expect(member.count <= count + 18 + 5 * max(1, (count + 65_534) / 65_535))
    }
}
