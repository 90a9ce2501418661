public import NIOCore

/// The bytes of a snapshot's families in one form, in blocks: what a family says of one indicator.
///
/// A change takes over the families that it does not touch, and of the others the blocks.
public struct FormBytes: Sendable {
    /// A family: its head, and its block of each indicator, in the catalog's order.
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

        /// The block of a group.
        func block(_ group: Int) -> ByteBufferView {
            buffer.viewBytes(at: ends[group], length: ends[group + 1] - ends[group]) ?? ByteBufferView()
        }

        /// Appends the block of the next group.
        mutating func append(_ block: some Sequence<UInt8>) {
            buffer.writeBytes(block)
            ends.append(buffer.writerIndex)
        }
    }

    let families: [Family]
    /// What is sent, in order. Small families are put together, for a part has its price.
    public let parts: [ByteBuffer]

    init(_ families: [Family]) {
        self.families = families
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
