/// Bytes of which any part can be read, in any order.
public protocol PlacedBytes: Sendable {
    /// How many there are.
    var count: Int { get }

    /// Those of a range that lies within them; fewer where they have become fewer.
    ///
    /// - Throws: `FormatsError.unreadable`.
    func read(_ range: Range<Int>) throws(FormatsError) -> [UInt8]
}

extension [UInt8]: PlacedBytes {
    /// Never throws.
    public func read(_ range: Range<Int>) throws(FormatsError) -> [UInt8] { Array(self[range]) }
}
