public import NIOCore

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
        init(head: [UInt8], capacity: Int = 0) {
            buffer = ByteBuffer()
            buffer.reserveCapacity(head.count + capacity)
            buffer.writeBytes(head)
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

        /// Appends the next block.
        mutating func append(_ group: borrowing GroupBytes, _ family: Int) {
            let range = group.range(of: family)
            if !range.isEmpty { buffer.writeBytes(group.bytes[range]) }
            ends.append(buffer.writerIndex)
        }

        /// Appends the next blocks, for which it makes room once.
        mutating func append(_ groups: [GroupBytes], _ family: Int) {
            buffer.reserveCapacity(minimumWritableBytes: groups.reduce(0) { $0 + $1.range(of: family).count })
            for group in groups { append(group, family) }
        }

        /// The same blocks behind another head.
        func behind(_ head: [UInt8]) -> Family {
            var next = Family(head: head, capacity: buffer.writerIndex - ends[0])
            next.buffer.writeImmutableBuffer(buffer.slice(from: ends[0], to: buffer.writerIndex))
            next.ends = ends.map { $0 - ends[0] + head.count }
            return next
        }
    }

    let families: [Family]
    /// The groups of each block.
    let packs: [Range<Int>]
    /// What is sent, in order. Small families are put together, for a part has its price.
    public let parts: [ByteBuffer]

    init(_ families: [Family], packs: [Range<Int>]) {
        self.families = families
        self.packs = packs
        var parts: [ByteBuffer] = []
        var small = ByteBuffer()
        for family in families where !family.isEmpty {
            if family.buffer.readableBytes >= Self.leastPart {
                if small.readableBytes > 0 { parts.append(small) }
                small = ByteBuffer()
                parts.append(family.buffer)
            } else {
                small.writeImmutableBuffer(family.buffer)
                if small.readableBytes >= Self.leastPart {
                    parts.append(small)
                    small = ByteBuffer()
                }
            }
        }
        if small.readableBytes > 0 { parts.append(small) }
        self.parts = parts
    }

    /// The bytes of all parts.
    public var count: Int { parts.reduce(0) { $0 + $1.readableBytes } }

    /// From so many bytes on a family is a part of its own.
    private static let leastPart = 1 << 18
}

/// The blocks of a group, one a family, one after the other.
struct GroupBytes: Sendable {
    let bytes: [UInt8]
    /// Where each block ends.
    let ends: [Int]

    /// Where the block of a family is.
    func range(of family: Int) -> Range<Int> { (family == 0 ? 0 : ends[family - 1])..<ends[family] }

    /// The block of a family.
    func block(_ family: Int) -> ArraySlice<UInt8> { bytes[range(of: family)] }

    /// The blocks of some groups as those of one.
    init(joining groups: [GroupBytes]) {
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        bytes.reserveCapacity(groups.reduce(0) { $0 + $1.bytes.count })
        for family in 0..<(groups.first?.ends.count ?? 0) {
            for group in groups { bytes += group.block(family) }
            ends.append(bytes.count)
        }
        self.init(bytes: bytes, ends: ends)
    }

    init(bytes: [UInt8], ends: [Int]) {
        self.bytes = bytes
        self.ends = ends
    }
}

extension ByteBuffer {
    /// The bytes between two places.
    func slice(from start: Int, to end: Int) -> ByteBuffer {
        getSlice(at: start, length: end - start) ?? ByteBuffer()
    }
}
