internal import CZlib

/// The entries of a zip archive, of which no more is in memory than their list.
///
/// What is encrypted, split, larger than 4 GiB or packed by something else than deflate is refused.
struct ZipArchive: Sendable {
    /// A file of the archive.
    struct Entry: Sendable {
        fileprivate(set) var method: Int
        fileprivate(set) var packed: Range<Int>
        fileprivate(set) var size: Int
        fileprivate(set) var checksum: UInt32
    }

    private let bytes: any PlacedBytes
    let entries: [String: Entry]

    /// As many files as a workbook may have; they are a few dozen.
    private static let entryLimit = 10_000
    /// As many bytes as the list of them may have.
    private static let listLimit = 8 << 20
    private static let damagedList = FormatsError.badWorkbook(
        "is a zip archive whose list of files is damaged; get it again")

    /// Reads the list of entries at the archive's end.
    init(_ bytes: any PlacedBytes) throws(FormatsError) {
        self.bytes = bytes
        // The end record stands last, behind it a comment of at most 65535 bytes.
        let tailStart = max(0, bytes.count - 22 - 65_535)
        let tail = LittleEndian(try bytes.read(tailStart..<bytes.count))
        let starts = stride(from: tail.count - 22, through: 0, by: -1)
        guard let end = starts.first(where: { tail.word($0) == 0x0605_4B50 }) else {
            throw .badWorkbook("is a zip archive that is cut or damaged; get it again")
        }
        let count = tail.half(end + 10)
        guard count <= Self.entryLimit else {
            throw .badWorkbook("is a zip archive of \(count) files; a workbook has at most \(Self.entryLimit)")
        }
        let (listStart, listEnd) = (Int(tail.word(end + 16)), tailStart + end)
        guard listStart <= listEnd, listEnd - listStart <= Self.listLimit else { throw Self.damagedList }
        let list = LittleEndian(try bytes.read(listStart..<listEnd))
        var place = 0
        var entries: [String: Entry] = [:]
        for _ in 0..<count {
            guard place + 46 <= list.count, list.word(place) == 0x0201_4B50 else { throw Self.damagedList }
            let (nameSize, extra, comment) = (list.half(place + 28), list.half(place + 30), list.half(place + 32))
            guard place + 46 + nameSize <= list.count else { throw Self.damagedList }
            guard list.half(place + 8) & 1 == 0 else {
                throw .badWorkbook("is encrypted; save it without a password")
            }
            let name = list.text(place + 46..<place + 46 + nameSize)
            let packedSize = Int(list.word(place + 20))
            entries[name] = Entry(
                method: list.half(place + 10),
                packed: try Self.packed(packedSize, from: Int(list.word(place + 42)), of: name, in: bytes),
                size: Int(list.word(place + 24)), checksum: list.word(place + 16))
            place += 46 + nameSize + extra + comment
        }
        self.entries = entries
    }

    /// Where the packed bytes of a file stand whose own head begins at a place.
    private static func packed(
        _ size: Int, from start: Int, of name: String, in bytes: any PlacedBytes
    ) throws(FormatsError) -> Range<Int> {
        let end = start + 30
        let head = LittleEndian(end <= bytes.count ? try bytes.read(start..<end) : [])
        guard head.word(0) == 0x0403_4B50 else {
            throw .badWorkbook("is a zip archive whose file \(name) is damaged; get it again")
        }
        let data = start + 30 + head.half(26) + head.half(28)
        guard data <= bytes.count, size <= bytes.count - data else {
            throw .badWorkbook("is a zip archive whose file \(name) is cut; get it again")
        }
        return data..<data + size
    }

    /// Whether there is a file of a name.
    func has(_ name: String) -> Bool { entries[name] != nil }

    /// The bytes of a file; nil where there is none.
    func source(of name: String) throws(FormatsError) -> ZipEntrySource? {
        guard let entry = entries[name] else { return nil }
        return try ZipEntrySource(bytes, entry, name: name)
    }
}

/// Numbers in bytes, the least significant byte first; 0 beyond the end.
private struct LittleEndian {
    private let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func half(_ place: Int) -> Int {
        place >= 0 && place + 2 <= bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : 0
    }

    func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }
}

/// The bytes of a file in a zip archive, unpacked as they are read, and held against their checksum at their end.
struct ZipEntrySource: ~Copyable {
    private let bytes: any PlacedBytes
    private let entry: ZipArchive.Entry
    private let name: String
    private let inflater: Inflater?
    /// Packed bytes, those that are at hand, and those that are still to be read.
    private var window: [UInt8] = []
    private var pending = 0..<0
    private var rest: Range<Int>
    private var unpacked = 0
    private var checksum: UInt = 0
    private var isAtEnd = false

    private static let windowSize = 1 << 16
    /// As much as a file may unpack to whatever its ratio, and as many bytes for each packed one above that.
    private static let (free, ratio, limit) = (16 << 20, 200, 4 << 30)

    fileprivate init(_ bytes: any PlacedBytes, _ entry: ZipArchive.Entry, name: String) throws(FormatsError) {
        (self.bytes, self.entry, self.name) = (bytes, entry, name)
        rest = entry.packed
        switch entry.method {
        case 0: inflater = nil
        case 8: inflater = try Inflater(.none)
        default: throw .badWorkbook("holds \(name) packed in a way that is not read; save it again")
        }
    }

    /// Puts the next bytes into `room[range]`; 0 is the end.
    mutating func read(into room: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        guard !isAtEnd else { return 0 }
        if pending.isEmpty, !rest.isEmpty { try refill() }
        let produced: Int
        if let step = inflater?.inflate(window, pending, into: &room, at: range) {
            pending = pending.lowerBound + step.consumed..<pending.upperBound
            isAtEnd = step.isEnd
            guard !step.isFault, step.isEnd || step.produced > 0 || step.consumed > 0 else { throw damage }
            produced = step.produced
        } else {
            produced = min(range.count, pending.count)
            room.copy(pending.lowerBound..<pending.lowerBound + produced, of: window, to: range.lowerBound)
            pending = pending.lowerBound + produced..<pending.upperBound
            isAtEnd = pending.isEmpty && rest.isEmpty
        }
        unpacked += produced
        guard unpacked <= min(Self.limit, max(Self.free, entry.packed.count * Self.ratio)) else {
            throw .badWorkbook(
                "holds \(name), whose \(entry.packed.count) bytes unpack to more than \(Self.ratio) times as many; look at it first"
            )
        }
        unsafe room.withUnsafeBufferPointer { room in
            guard let base = room.baseAddress else { return }
            unsafe checksum = crc32(checksum, base + range.lowerBound, UInt32(clamping: produced))
        }
        if isAtEnd, UInt32(truncatingIfNeeded: checksum) != entry.checksum { throw damage }
        if produced == 0, !isAtEnd { return try read(into: &room, at: range) }
        return produced
    }

    private mutating func refill() throws(FormatsError) {
        let next = rest.prefix(Self.windowSize)
        window = try bytes.read(next)
        guard !window.isEmpty else { throw damage }
        pending = 0..<window.count
        rest = next.endIndex..<rest.upperBound
    }

    private var damage: FormatsError { .badWorkbook("holds \(name), which is cut or damaged; get it again") }
}
