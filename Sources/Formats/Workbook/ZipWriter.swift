internal import CZlib

/// Writes a zip archive, file after file. No times: equal files give equal archives.
struct ZipWriter: ~Copyable {
    private struct Entry {
        var name: [UInt8]
        var checksum: UInt32
        var packed: Int
        var size: Int
        var start: Int
    }

    private var entries: [Entry] = []
    private var count = 0
    private var packed: [UInt8] = []
    private var checksum: UInt = 0
    private var size = 0
    private var deflater: Deflater?
    /// 1 January 1980, the first day that an archive knows.
    private static let date: UInt32 = 0x0021_0000

    init() {}

    /// Packs further bytes of the file that is written. Throws `FormatsError.compression`.
    mutating func append(_ bytes: [UInt8]) throws(FormatsError) {
        guard !bytes.isEmpty else { return }
        size += bytes.count
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe checksum = crc32(checksum, bytes.baseAddress, UInt32(clamping: bytes.count))
        }
        try pack(bytes, isLast: false)
    }

    /// Ends the file under a name, and appends it to `archive`.
    mutating func endFile(_ name: String, to archive: inout [UInt8]) throws(FormatsError) {
        try pack([], isLast: true)
        deflater = nil
        let entry = Entry(
            name: Array(name.utf8), checksum: UInt32(truncatingIfNeeded: checksum), packed: packed.count, size: size,
            start: count)
        guard size < UInt32.max, count + packed.count < UInt32.max else {
            throw .badWorkbook("would be larger than 4 GiB; choose fewer series")
        }
        let start = archive.count
        archive.append(word: 0x0403_4B50)
        Self.appendParts(of: entry, to: &archive)
        archive += entry.name
        archive += packed
        count += archive.count - start
        entries.append(entry)
        packed.removeAll(keepingCapacity: true)
        (checksum, size) = (0, 0)
    }

    /// Ends the archive with the list of its files.
    mutating func finish(to archive: inout [UInt8]) {
        let start = archive.count
        for entry in entries {
            archive.append(word: 0x0201_4B50)
            archive.append(half: 20)
            Self.appendParts(of: entry, to: &archive)
            // Comment, disk, attributes within and without.
            for _ in 0..<3 { archive.append(half: 0) }
            archive.append(word: 0)
            archive.append(word: UInt32(clamping: entry.start))
            archive += entry.name
        }
        let listed = archive.count - start
        archive.append(word: 0x0605_4B50)
        archive.append(word: 0)
        archive.append(half: entries.count)
        archive.append(half: entries.count)
        archive.append(word: UInt32(clamping: listed))
        archive.append(word: UInt32(clamping: count))
        archive.append(half: 0)
    }

    /// What a file's own header and the list have in common.
    private static func appendParts(of entry: Entry, to archive: inout [UInt8]) {
        archive.append(half: 20)
        // The name is UTF-8.
        archive.append(half: 0x0800)
        archive.append(half: 8)
        archive.append(word: date)
        archive.append(word: entry.checksum)
        archive.append(word: UInt32(clamping: entry.packed))
        archive.append(word: UInt32(clamping: entry.size))
        archive.append(half: entry.name.count)
        archive.append(half: 0)
    }

    private mutating func pack(_ bytes: [UInt8], isLast: Bool) throws(FormatsError) {
        if deflater == nil { deflater = try Deflater() }
        try deflater?.deflate(bytes, isLast: isLast, to: &packed)
    }
}

extension [UInt8] {
    fileprivate mutating func append(half: Int) {
        append(UInt8(truncatingIfNeeded: half))
        append(UInt8(truncatingIfNeeded: half >> 8))
    }

    fileprivate mutating func append(word: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
}
