/// A source of gzip (RFC 1952), of one member or several, as one of what they hold.
///
/// Memory is bounded. What unpacks to very much is refused before it does.
public struct GunzipSource<Base: ByteSource & ~Copyable>: ~Copyable, ByteSource {
    private var base: Base
    private let inflater: Inflater
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var pending = 0..<0
    private var packed = 0
    private var unpacked = 0
    private var isBetweenMembers = true
    /// Whether the last step filled all the room it had, so that zlib may hold more.
    private var mayHoldMore = false
    private let limits: GunzipLimits

    /// What `base` gives, unpacked. Throws `FormatsError.compression` where zlib can't begin.
    public init(_ base: consuming Base, limits: GunzipLimits = GunzipLimits()) throws(FormatsError) {
        inflater = try Inflater(.gzip)
        self.base = base
        self.limits = limits
    }

    /// Whether the first bytes of a file are those of gzip.
    public static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: [0x1F, 0x8B]) }

    /// Throws `FormatsError.damagedGzip`, `.unpackedTooLarge`, and what the base throws.
    public mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        while true {
            if pending.isEmpty, !mayHoldMore {
                let count = try base.read(into: &input, at: 0..<input.count)
                guard count > 0 else {
                    guard isBetweenMembers else { throw .damagedGzip }
                    return 0
                }
                pending = 0..<count
                packed += count
            }
            let step = inflater.inflate(input, pending, into: &bytes, at: range)
            guard !step.isFault else { throw .damagedGzip }
            if step.consumed > 0 { isBetweenMembers = false }
            pending = pending.lowerBound + step.consumed..<pending.upperBound
            mayHoldMore = step.produced == range.count
            unpacked += step.produced
            if let limit = limits.limit(packed: packed), unpacked > limit {
                throw .unpackedTooLarge(packed: packed, unpacked: limit)
            }
            if step.isEnd {
                guard inflater.reset() else { throw .damagedGzip }
                (isBetweenMembers, mayHoldMore) = (true, false)
            } else if step.consumed == 0, step.produced == 0, !pending.isEmpty {
                throw .damagedGzip
            }
            if step.produced > 0 { return step.produced }
        }
    }
}

/// To how much a gzip file may unpack.
public struct GunzipLimits: Hashable, Sendable {
    /// So many bytes in all.
    public var size: Int
    /// So many bytes for each packed one; figures are seldom packed to less than a fiftieth.
    public var ratio: Int
    /// What may be unpacked whatever the ratio.
    public var free: Int

    /// Limits; 8 GiB in all, 200 bytes of one above 16 MiB.
    public init(size: Int = 8 << 30, ratio: Int = 200, free: Int = 16 << 20) {
        (self.size, self.ratio, self.free) = (size, ratio, free)
    }

    fileprivate func limit(packed: Int) -> Int? { min(size, max(free, packed * ratio)) }
}
