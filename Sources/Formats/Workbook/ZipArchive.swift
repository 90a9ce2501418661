internal import CZlib

/// The entries of a zip archive that is in memory.
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

    private let bytes: [UInt8]
    let entries: [String: Entry]

    /// As many files as a workbook may have; they are a few dozen.
    private static let entryLimit = 10_000

    /// Reads the list of entries at the archive's end.
    init(_ bytes: [UInt8]) throws(FormatsError) {
        self.bytes = bytes
        let reader = LittleEndian(bytes)
        // The end record stands last, behind it a comment of at most 65535 bytes.
        let starts = stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1)
        guard bytes.count >= 22, let end = starts.first(where: { reader.word($0) == 0x0605_4B50 }) else {
            throw .badWorkbook("is a zip archive that is cut or damaged; get it again")
        }
        let count = reader.half(end + 10)
        guard count <= Self.entryLimit else {
            throw .badWorkbook("is a zip archive of \(count) files; a workbook has at most \(Self.entryLimit)")
        }
        var place = Int(reader.word(end + 16))
        var entries: [String: Entry] = [:]
        for _ in 0..<count {
            guard place + 46 <= bytes.count, reader.word(place) == 0x0201_4B50 else {
                throw .badWorkbook("is a zip archive whose list of files is damaged; get it again")
            }
            let (nameSize, extra, comment) = (
                reader.half(place + 28), reader.half(place + 30), reader.half(place + 32)
            )
            guard place + 46 + nameSize <= bytes.count else {
                throw .badWorkbook("is a zip archive whose list of files is damaged; get it again")
            }
            guard reader.half(place + 8) & 1 == 0 else {
                throw .badWorkbook("is encrypted; save it without a password")
            }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameSize], as: UTF8.self)
            let start = Int(reader.word(place + 42))
            guard start + 30 <= bytes.count, reader.word(start) == 0x0403_4B50 else {
                throw .badWorkbook("is a zip archive whose file \(name) is damaged; get it again")
            }
            let data = start + 30 + reader.half(start + 26) + reader.half(start + 28)
            let packedSize = Int(reader.word(place + 20))
            guard data <= bytes.count, packedSize <= bytes.count - data else {
                throw .badWorkbook("is a zip archive whose file \(name) is cut; get it again")
            }
            entries[name] = Entry(
                method: reader.half(place + 10), packed: data..<data + packedSize,
                size: Int(reader.word(place + 24)), checksum: reader.word(place + 16))
            place += 46 + nameSize + extra + comment
        }
        self.entries = entries
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

    func half(_ place: Int) -> Int {
        place >= 0 && place + 2 <= bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : 0
    }

    func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }
}

/// The bytes of a file in a zip archive, unpacked as they are read, and held against their checksum at their end.
struct ZipEntrySource: ~Copyable {
    private let bytes: [UInt8]
    private let entry: ZipArchive.Entry
    private let name: String
    private let inflater: Inflater?
    private var pending: Range<Int>
    private var unpacked = 0
    private var checksum: UInt = 0
    private var isAtEnd = false

    /// As much as a file may unpack to whatever its ratio, and as many bytes for each packed one above that.
    private static let (free, ratio, limit) = (16 << 20, 200, 4 << 30)

    fileprivate init(_ bytes: [UInt8], _ entry: ZipArchive.Entry, name: String) throws(FormatsError) {
        (self.bytes, self.entry, self.name) = (bytes, entry, name)
        pending = entry.packed
        switch entry.method {
        case 0: inflater = nil
        case 8: inflater = try Inflater(.none)
        default: throw .badWorkbook("holds \(name) packed in a way that is not read; save it again")
        }
    }

    /// Puts the next bytes into `room[range]`; 0 is the end.
    mutating func read(into room: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        guard !isAtEnd else { return 0 }
        let produced: Int
        if let step = inflater?.inflate(bytes, pending, into: &room, at: range) {
            pending = pending.lowerBound + step.consumed..<pending.upperBound
            isAtEnd = step.isEnd
            guard !step.isFault, step.isEnd || step.produced > 0 || step.consumed > 0 else { throw damage }
            produced = step.produced
        } else {
            produced = min(range.count, pending.count)
            room.copy(pending.lowerBound..<pending.lowerBound + produced, of: bytes, to: range.lowerBound)
            pending = pending.lowerBound + produced..<pending.upperBound
            isAtEnd = pending.isEmpty
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

    private var damage: FormatsError { .badWorkbook("holds \(name), which is cut or damaged; get it again") }
}
