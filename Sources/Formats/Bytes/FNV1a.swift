/// The FNV-1a hash of 64 bits: quick, the same on every machine, and none that withstands an attack.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, The FNV Non-Cryptographic Hash Algorithm, RFC 9923.
public struct FNV1a: Hashable, Sendable {
    /// The hash of what was taken in so far.
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of no bytes.
    public init() {}

    /// The hash of some bytes.
    public init(_ bytes: Span<UInt8>) {
        take(bytes)
    }

    /// Takes in bytes, behind those before.
    public mutating func take(_ bytes: Span<UInt8>) {
        var value = value
        for index in bytes.indices { value = (value ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        self.value = value
    }

    /// The hash with its high half folded in, for who looks at its lowest bits: those alone are poor.
    public var folded: UInt64 { value ^ value >> 32 }
}
