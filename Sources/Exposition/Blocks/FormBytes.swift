public import NIOCore
internal import Threads

/// The bytes of a snapshot's families in one form, in blocks: what a family says of one indicator, or, packed, of some.
///
/// A change takes over the families that it does not touch, and of the others the blocks.
public struct FormBytes: Sendable {
    /// A family: its head and its blocks, in the catalog's order.
    struct Family: Sendable {
        /// Head and blocks.
        var buffer: ByteBuffer
        /// Where the head ends, and then where each block does.
        var ends: [Int]

        /// A family of which no block is written yet.
        init(head: [UInt8]) {
            buffer = ByteBuffer(bytes: head)
            ends = [head.count]
        }

        /// A family without blocks that have bytes is not served.
        var isEmpty: Bool { ends.first == ends.last }

        /// The block of a number.
        func block(_ number: Int) -> ByteBufferView { block(number..<number + 1) }

        /// The blocks of some numbers, one after the other.
        func block(_ numbers: Range<Int>) -> ByteBufferView {
            let start = ends[numbers.lowerBound]
            return buffer.viewBytes(at: start, length: ends[numbers.upperBound] - start) ?? ByteBufferView()
        }

        /// Appends the next blocks.
        mutating func append(_ piece: GroupBytes, _ family: Int) {
            ends += piece.write(family, to: &buffer)
        }

        /// Appends the next blocks, for which it makes room once.
        mutating func append(_ pieces: [GroupBytes], _ family: Int) {
            buffer.reserveCapacity(minimumWritableBytes: pieces.reduce(0) { $0 + $1.range(of: family).count })
            for piece in pieces { append(piece, family) }
        }
    }

    let families: [Family]
    /// The groups of each block.
    let packs: [Range<Int>]
    /// What is sent, in order. Small families are put together, for a part has its price.
    public let parts: [ByteBuffer]

    /// Families that are written already.
    init(_ families: [Family], packs: [Range<Int>]) {
        self.families = families
        self.packs = packs
        parts = Self.layout(families.map { $0.isEmpty ? 0 : $0.buffer.readableBytes }).map { members in
            if members.count == 1 { return families[members[0]].buffer }
            var part = ByteBuffer()
            part.reserveCapacity(members.reduce(0) { $0 + families[$1].buffer.readableBytes })
            for family in members { part.writeImmutableBuffer(families[family].buffer) }
            return part
        }
    }

    /// Families that are written into what is sent, so that each byte is copied once.
    ///
    /// - Parameters:
    ///   - blocks: how many bytes the blocks of each family have.
    ///   - threads: how many threads write, with the caller's.
    ///   - write: writes the blocks of a family, and gives where each ends, counted from the first one's start.
    init(
        heads: [[UInt8]], blocks: [Int], packs: [Range<Int>], threads: Int,
        write: @escaping @Sendable (_ family: Int, _ part: inout ByteBuffer) -> [Int]
    ) {
        let layout = Self.layout(zip(heads, blocks).map { $1 == 0 ? 0 : $0.count + $1 })
        let unserved = heads.indices.filter { blocks[$0] == 0 }
        let written =
            ParallelMap.results(layout.count, threads: threads, name: "exposition", tools: 0) { number, _ in
                Self.part(of: layout[number], heads, blocks, write)
            }.results + [Self.part(of: unserved, heads, blocks, write)]
        var families = heads.map { Family(head: $0) }
        for (members, part) in zip(layout + [unserved], written) {
            for (family, made) in zip(members, part.families) { families[family] = made }
        }
        self.families = families
        self.packs = packs
        parts = written.dropLast().map(\.bytes)
    }

    /// Some families, one after the other.
    private static func part(
        of members: [Int], _ heads: [[UInt8]], _ blocks: [Int], _ write: (Int, inout ByteBuffer) -> [Int]
    ) -> (bytes: ByteBuffer, families: [Family]) {
        var part = ByteBuffer()
        part.reserveCapacity(members.reduce(0) { $0 + heads[$1].count + blocks[$1] })
        var families: [Family] = []
        for family in members {
            var made = Family(head: heads[family])
            part.writeBytes(heads[family])
            made.ends += write(family, &part).map { $0 + heads[family].count }
            families.append(made)
        }
        var start = 0
        for (number, family) in members.enumerated() {
            let end = start + heads[family].count + blocks[family]
            families[number].buffer = part.slice(from: start, to: end)
            start = end
        }
        return (part, families)
    }

    /// Which families are a part, of their sizes; those of size 0 are not served.
    private static func layout(_ sizes: [Int]) -> [[Int]] {
        var parts: [[Int]] = []
        var (small, size) = ([Int](), 0)
        func endSmall() {
            if !small.isEmpty { parts.append(small) }
            (small, size) = ([], 0)
        }
        for family in sizes.indices where sizes[family] > 0 {
            if sizes[family] >= leastPart {
                endSmall()
                parts.append([family])
            } else {
                small.append(family)
                size += sizes[family]
                if size >= leastPart { endSmall() }
            }
        }
        endSmall()
        return parts
    }

    /// The same blocks behind other heads.
    func behind(_ heads: [[UInt8]], threads: Int) -> FormBytes {
        let starts = families.map { $0.ends[0] }
        let sizes = zip(families, starts).map { $0.buffer.writerIndex - $1 }
        return FormBytes(heads: heads, blocks: sizes, packs: packs, threads: threads) { number, part in
            let family = families[number]
            part.writeImmutableBuffer(family.buffer.slice(from: starts[number], to: family.buffer.writerIndex))
            return family.ends.dropFirst().map { $0 - starts[number] }
        }
    }

    /// Blocks of which all are there, behind their heads.
    init(_ pieces: [GroupBytes], behind heads: [[UInt8]], packs: [Range<Int>], threads: Int) {
        let sizes = heads.indices.map { family in pieces.reduce(0) { $0 + $1.range(of: family).count } }
        self.init(heads: heads, blocks: sizes, packs: packs, threads: threads) { family, part in
            let start = part.writerIndex
            return pieces.flatMap { $0.write(family, to: &part) }.map { $0 - start }
        }
    }

    /// The bytes of all parts.
    public var count: Int { parts.reduce(0) { $0 + $1.readableBytes } }

    /// From so many bytes on a family is a part of its own.
    private static let leastPart = 1 << 18
}

/// The blocks of some groups: those of a family, one a group, and then those of the next family.
struct GroupBytes: Sendable {
    let bytes: [UInt8]
    /// Where each block ends.
    private let ends: [Int]
    /// How many blocks a family has.
    private let count: Int

    init(bytes: [UInt8], ends: [Int], count: Int) {
        self.bytes = bytes
        self.ends = ends
        self.count = count
    }

    /// How many families there are.
    private var families: Int { count == 0 ? 0 : ends.count / count }

    /// Where the blocks of a family are.
    func range(of family: Int) -> Range<Int> {
        (family == 0 ? 0 : ends[family * count - 1])..<ends[(family + 1) * count - 1]
    }

    /// The blocks of a family, one after the other.
    func block(_ family: Int) -> ArraySlice<UInt8> { bytes[range(of: family)] }

    /// The blocks of each family, one after the other.
    var blocks: [ArraySlice<UInt8>] { (0..<families).map(block) }

    /// The blocks of some groups as those of one.
    init(joining groups: [GroupBytes]) {
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        bytes.reserveCapacity(groups.reduce(0) { $0 + $1.bytes.count })
        for family in 0..<(groups.first?.families ?? 0) {
            for group in groups { bytes += group.block(family) }
            ends.append(bytes.count)
        }
        self.init(bytes: bytes, ends: ends, count: 1)
    }

    /// Writes the blocks of a family; the result is where each ends in the buffer.
    func write(_ family: Int, to buffer: inout ByteBuffer) -> [Int] {
        let range = range(of: family)
        let shift = buffer.writerIndex - range.lowerBound
        if !range.isEmpty {
            unsafe bytes.withUnsafeBytes { all in
                _ = unsafe buffer.writeBytes(UnsafeRawBufferPointer(rebasing: all[range]))
            }
        }
        return ends[family * count..<(family + 1) * count].map { $0 + shift }
    }
}

extension ByteBuffer {
    /// The bytes between two places.
    func slice(from start: Int, to end: Int) -> ByteBuffer {
        getSlice(at: start, length: end - start) ?? ByteBuffer()
    }
}
