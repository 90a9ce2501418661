import MosaicTestKit

@testable import Formats

/// Changes the bytes of a file at random, by seed: as damage does, and as people do.
struct Mutator {
    var random: SeededGenerator

    /// Bytes and pieces that mean something to a reader.
    private static let spice: [[UInt8]] =
        [
            ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\r", "\0", ".", "e", "E", "+", "-", "0", "9", "(", ")", "（",
            "）", "≥",
            ">", "<", ":", ": ", "*", "…", "—", "中", "\u{FEFF}", "\u{A0}", "１", "①", "%", "#", "b", "O", "D", "NaN",
            "1e308", "1e999", "-1e-999", "99999999999999999999", "0.1", "2025", "2024年", "2031", "1800", "CN", "CN-BJ",
            "\\TIME_PERIOD", "全国", "{", "}", "[", "]", "null", "true", "\"id\":", "\\u0000", "\\ud800", "<", "/>",
            "&lt;",
        ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xC4], [0x81, 0x30, 0x81, 0x30], [0xFE, 0xFF], [0xFF, 0xFE]]

    /// One to five changes of some bytes.
    ///
    /// - Parameter other: another file, of which pieces may be taken.
    mutating func change(_ bytes: [UInt8], other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.number(0...4) {
            if random.once(in: 2) { changeLines(&bytes, other) } else { changeBytes(&bytes) }
        }
        return bytes
    }

    private mutating func changeBytes(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes = random.pick(Self.spice) }
        let place = random.number(0...bytes.count - 1)
        switch random.number(0...5) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(contentsOf: random.pick(Self.spice), at: place)
        case 2: bytes.replaceSubrange(place...place, with: random.pick(Self.spice))
        case 3: bytes[place] = UInt8(random.number(0...255))
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + random.number(0...40)))
        default:
            let end = random.number(place...min(place + 60, bytes.count))
            bytes.insert(contentsOf: bytes[place..<end], at: random.number(0...bytes.count))
        }
    }

    /// Lines twice, away, in another order, cut off, or of another file; a field twice, away, or another's.
    private mutating func changeLines(_ bytes: inout [UInt8], _ other: [UInt8]) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        let place = random.number(0...lines.count - 1)
        switch random.number(0...6) {
        case 0: lines.insert(lines[place], at: random.number(0...lines.count))
        case 1: lines.remove(at: place)
        case 2: lines.swapAt(place, random.number(0...lines.count - 1))
        case 3: lines.removeSubrange(place...)
        case 4:
            let others = other.split(separator: UInt8(ascii: "\n"))
            if !others.isEmpty { lines.insert(Array(others[random.number(0...others.count - 1)]), at: place) }
        default: changeField(of: &lines, at: place)
        }
        bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    private mutating func changeField(of lines: inout [[UInt8]], at place: Int) {
        let separator = random.pick(Array(",,,;\t".utf8))
        var fields = lines[place].split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
        let field = random.number(0...fields.count - 1)
        switch random.number(0...4) {
        case 0: fields.insert(fields[field], at: field)
        case 1: fields.remove(at: field)
        case 2: fields.swapAt(field, random.number(0...fields.count - 1))
        case 3: fields[field] = random.pick(Self.spice)
        default:
            let donor = lines[random.number(0...lines.count - 1)].split(separator: separator)
            if !donor.isEmpty { fields[field] = Array(donor[random.number(0...donor.count - 1)]) }
        }
        lines[place] = Array(fields.joined(separator: [separator]))
    }

    /// A workbook of which one part is changed; or its packed bytes are, once in four times.
    mutating func changeWorkbook(_ bytes: [UInt8], other: [UInt8]) throws -> [UInt8] {
        guard !random.once(in: 4), let archive = try? ZipArchive(bytes) else { return change(bytes, other: other) }
        var parts: [(name: String, text: [UInt8])] = []
        for name in archive.names.sorted() {
            guard let text = try? archive.whole(name) else { continue }
            parts.append((name, text))
        }
        guard !parts.isEmpty else { return change(bytes, other: other) }
        // The sheets, and the texts that they refer to, are what is read most of.
        let index = parts.indices.filter { parts[$0].name.contains(random.once(in: 4) ? "" : "sheet") }
        let changed = index.isEmpty ? 0 : random.pick(index)
        parts[changed].text = changeXML(parts[changed].text)
        var writer = ZipWriter()
        var packed: [UInt8] = []
        for part in parts {
            try writer.append(part.text)
            try writer.endFile(part.name, to: &packed)
        }
        writer.finish(to: &packed)
        return packed
    }

    /// Elements twice, away or in another order; or bytes.
    private mutating func changeXML(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for _ in 0...random.number(0...3) {
            guard random.once(in: 2) else {
                changeBytes(&text)
                continue
            }
            var parts = text.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).map(Array.init)
            let place = random.number(0...parts.count - 1)
            switch random.number(0...3) {
            case 0: parts.insert(parts[place], at: place)
            case 1: parts.remove(at: place)
            case 2: parts.swapAt(place, random.number(0...parts.count - 1))
            default: parts.insert(parts[random.number(0...parts.count - 1)], at: place)
            }
            text = Array(parts.joined(separator: [UInt8(ascii: "<")]))
        }
        return text
    }

    /// A file that is packed once it was changed; once in four times its packed bytes are changed.
    mutating func pack(_ bytes: [UInt8], other: [UInt8]) throws -> [UInt8] {
        let text = change(bytes, other: other)
        let packed = try gzip(text.span, level: random.pick([0, 1, 6, 9]))
        return random.once(in: 4) ? change(packed, other: other) : packed
    }
}

extension ZipArchive {
    /// The names of its files.
    fileprivate var names: [String] { Array(entries.keys) }

    /// The bytes of a file.
    fileprivate func whole(_ name: String) throws -> [UInt8] {
        guard var source = try source(of: name) else { return [] }
        var (all, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while true {
            let count = try source.read(into: &block, at: 0..<block.count)
            guard count > 0 else { return all }
            all += block[..<count]
        }
    }
}
