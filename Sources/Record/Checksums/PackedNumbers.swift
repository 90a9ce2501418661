// Hot: a call a series of every repeat that is written and read; measured by Benchmarks' record, "again".

/// Ascending numbers from 0 in few bytes.
///
/// The first byte tells the form, the shorter one is taken. 0: runs, each the gap before it and its length less one. 1: the
/// number of the first bit, then a bit a number. Counts are of base 128, the lowest seven bits first, the highest bit set
/// where another byte follows.
public enum PackedNumbers {
    /// Packs runs that are ascending and do not touch.
    @inlinable public static func pack(_ runs: some Collection<(first: Int32, last: Int32)>, into bytes: inout [UInt8])
    {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(0)
        var end: Int32 = 0
        var last: Int32 = 0
        var first: Int32?
        for run in runs {
            append(UInt32(bitPattern: run.first - end), to: &bytes)
            append(UInt32(bitPattern: run.last - run.first), to: &bytes)
            end = run.last + 1
            first = first ?? run.first
            last = run.last
        }
        guard let first, bytes.count > 6 + Int(last - first) / 8 else { return }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(1)
        append(UInt32(bitPattern: first), to: &bytes)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Int(last - first) / 8 + 1))
        for run in runs {
            for number in run.first...run.last {
                let place = Int(number - first)
                bytes[start + place / 8] |= 1 << UInt8(place % 8)
            }
        }
    }

    /// Packs a set.
    @inlinable public static func packed(_ numbers: some Sequence<Int64>) -> [UInt8] {
        var runs: [(first: Int32, last: Int32)] = []
        for number in numbers.map({ Int32(truncatingIfNeeded: $0) }).sorted() {
            if let run = runs.last, number <= run.last + 1 {
                runs[runs.count - 1].last = number
            } else {
                runs.append((number, number))
            }
        }
        var bytes: [UInt8] = []
        pack(runs, into: &bytes)
        return bytes
    }

    /// Hands over the runs, ascending.
    /// - Returns: whether the bytes are what packing makes of numbers below a limit; else they are not to be used.
    public static func unpack(
        _ bytes: UnsafeRawBufferPointer, below limit: Int, _ body: (Int32, Int32) -> Void
    ) -> Bool {
        var index = 1
        var next = 0
        func count() -> Int? {
            var count = 0
            for shift in stride(from: 0, to: 35, by: 7) {
                guard index < bytes.count else { return nil }
                let byte = unsafe bytes[index]
                index += 1
                count |= Int(byte & 0x7F) << shift
                if byte < 0x80 { return count }
            }
            return nil
        }
        switch unsafe bytes.first {
        case 0:
            while index < bytes.count {
                guard let gap = count(), let length = count(), next + gap + length < limit else { return false }
                let first = next + gap
                next = first + length + 1
                body(Int32(first), Int32(first + length))
            }
            return true
        case 1:
            guard let base = count() else { return false }
            var first: Int?
            for place in 0...(bytes.count - index) * 8 {
                let isSet =
                    unsafe index + place / 8 < bytes.count && bytes[index + place / 8] >> UInt8(place % 8) & 1 == 1
                if isSet {
                    guard base + place < limit else { return false }
                    first = first ?? base + place
                } else if let start = first {
                    body(Int32(start), Int32(base + place - 1))
                    first = nil
                }
            }
            return true
        case _: return false
        }
    }
}

extension [UInt8] {
    /// The numbers that the bytes pack; nil: they pack none.
    public func unpacked(below limit: Int) -> [Int64]? {
        var numbers: [Int64] = []
        let isSound = unsafe withUnsafeBytes { bytes in
            unsafe PackedNumbers.unpack(bytes, below: limit) { first, last in
                numbers.append(contentsOf: Int64(first)...Int64(last))
            }
        }
        return isSound ? numbers : nil
    }
}

extension PackedNumbers {
    @usableFromInline static func append(_ count: UInt32, to bytes: inout [UInt8]) {
        var rest = count
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
