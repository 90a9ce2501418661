// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Glibc

/// Numbers texts in the order in which they come, compared byte by byte: what a dictionary is to Strings, without Strings.
struct ByteTable: Sendable {
    /// All texts, one after the other.
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// A power of two of slots: 0 is free, else a text's number plus 1.
    private var slots = [Int32](repeating: 0, count: 64)
    private var last = -1

    /// How many texts there are.
    var count: Int { ends.count }

    /// The number of a text; nil where it isn't there.
    mutating func number(of text: Span<UInt8>) -> Int? {
        if last >= 0, isEqual(last, text) { return last }
        // Sources often go by year, so that the next row has the text that came after this one before.
        if last + 1 < ends.count, isEqual(last + 1, text) {
            last += 1
            return last
        }
        let slot = slot(of: text, hash: FNV1a(text).folded)
        guard slots[slot] > 0 else { return nil }
        last = Int(slots[slot]) - 1
        return last
    }

    /// The number of a text that may be new.
    mutating func intern(_ text: Span<UInt8>) -> Int {
        if let number = number(of: text) { return number }
        if ends.count * 2 >= slots.count { grow() }
        let hash = FNV1a(text).folded
        let slot = slot(of: text, hash: hash)
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = Int32(ends.count)
        last = ends.count - 1
        return last
    }

    /// The texts, in the order of their numbers.
    var texts: [String] {
        ends.indices.map { String(decoding: bytes[range($0)], as: UTF8.self) }
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func isEqual(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        return unsafe bytes.withUnsafeBytes { known in
            unsafe text.withUnsafeBytes { text in
                guard let known = known.baseAddress, let text = text.baseAddress else { return range.isEmpty }
                return unsafe memcmp(known + range.lowerBound, text, range.count) == 0
            }
        }
    }

    private func slot(of text: Span<UInt8>, hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] > 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEqual(number, text) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number + 1)
        }
    }
}
