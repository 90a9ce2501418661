public import Indicators

/// The checksum of a set: the sum of its items' hashes, in whatever order they come.
///
/// It goes on as items come and are replaced, and is another where an item is another, is missing, or is there twice.
public struct Checksum: Hashable, Sendable {
    @usableFromInline var bits: UInt64

    /// Of nothing.
    @inlinable public init() { bits = 0 }

    /// As a column keeps it.
    @inlinable public init(column: Int64) { bits = UInt64(bitPattern: column) }

    /// Of one item.
    @inlinable public init(_ hash: WordHash) { bits = hash.value }

    /// What a column keeps.
    @inlinable public var column: Int64 { Int64(bitPattern: bits) }

    /// Adds items.
    @inlinable public static func += (left: inout Self, right: Self) { left.bits &+= right.bits }

    /// Takes items out.
    @inlinable public static func -= (left: inout Self, right: Self) { left.bits &-= right.bits }
}

extension Checksum {
    /// Of a statement of a series.
    @inlinable public init(of statement: KeptStatement, in series: Int64) {
        var hash = WordHash(.statement)
        let value = statement.value.isNaN ? Double.nan.bitPattern : statement.value.bitPattern
        hash.add(value, Self.word(statement.published, statement.batch))
        hash.add(Self.word(statement.row, statement.source), Self.word(statement.note, Int32(statement.year)))
        hash.add(UInt64(bitPattern: series), UInt64(statement.status) << 8 | UInt64(statement.bound))
        self.init(hash)
    }

    /// Of what a batch repeats of a series, as it is packed.
    public init(ofRepeats packed: UnsafeRawBufferPointer, by batch: Int32, in series: Int64) {
        var hash = WordHash(.repeated)
        hash.add(UInt64(bitPattern: series), UInt64(UInt32(bitPattern: batch)))
        unsafe hash.add(packed)
        self.init(hash)
    }

    /// Of the key that has a series's number.
    public init(of key: SeriesKey, number: Int64) {
        var hash = WordHash(.key)
        hash.add(number)
        hash.add(key.indicator.rawValue)
        hash.add(key.region.rawValue)
        self.init(hash)
    }

    /// Of a series: of its number and key, and of the checksum of all that is kept of it.
    public init(ofSeries key: Checksum, sum: Checksum) {
        var hash = WordHash(.series)
        hash.add(key.bits, sum.bits)
        self.init(hash)
    }

    /// Of a source or note and its number.
    public init(ofText text: String, number: Int64) {
        var hash = WordHash(.text)
        hash.add(number)
        hash.add(text)
        self.init(hash)
    }

    /// Of an indicator's unit and the batch that brought it.
    public init(ofUnit unit: String, of indicator: String, batch: Int) {
        var hash = WordHash(.unit)
        hash.add(Int64(batch))
        hash.add(indicator)
        hash.add(unit)
        self.init(hash)
    }

    /// Of an undo and the batch that it voids.
    public init(ofUndo batch: Int, voiding target: Int) {
        var hash = WordHash(.void)
        hash.add(UInt64(bitPattern: Int64(batch)), UInt64(bitPattern: Int64(target)))
        self.init(hash)
    }

    /// Of when a batch was recorded.
    public init(ofTime recorded: Int64, batch: Int) {
        var hash = WordHash(.time)
        hash.add(UInt64(bitPattern: recorded), UInt64(bitPattern: Int64(batch)))
        self.init(hash)
    }

    @inlinable static func word(_ low: Int32, _ high: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: low)) | UInt64(UInt32(bitPattern: high)) << 32
    }
}
