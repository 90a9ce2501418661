/// The name of a file in a folder: any bytes but `/` and NUL, of any encoding or none.
struct FileName: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(stringLiteral value: String) { bytes = Array(value.utf8) }

    /// Orders names as their bytes are.
    static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }

    /// For the system.
    var path: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// The name as it is told and typed: what a terminal can't show, and the backslash, stand as `\xNN`. No two names are shown alike.
    var shown: String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return bytes.map { $0 < 128 ? Self.shown(Unicode.Scalar($0)) : Self.escape($0) }.joined()
        }
        return text.unicodeScalars.map { Self.shown($0) }.joined()
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: break
        case _ where scalar == "\\": break
        case _: return String(scalar)
        }
        return String(scalar).utf8.map { escape($0) }.joined()
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "\\x\(digits.count < 2 ? "0" : "")\(digits)"
    }

    func adding(_ suffix: String) -> FileName { FileName(bytes + Array(suffix.utf8)) }

    func hasSuffix(_ suffix: String) -> Bool { bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

    func dropping(_ suffix: String) -> FileName { FileName(bytes.dropLast(suffix.utf8.count)) }

    /// Whether the name says that the file is not for us: hidden, or on its way to its own name.
    var isPassedOver: Bool {
        bytes.first == UInt8(ascii: ".") || [".part", ".filepart", ".tmp"].contains { hasSuffix($0) }
    }
}

extension FileName {
    /// The ends of the names of the two reports beside a file that was taken.
    static let reportSuffixes = (json: ".report.json", text: ".report.txt")

    /// Whether this is the name of a report.
    var isReport: Bool { hasSuffix(Self.reportSuffixes.json) || hasSuffix(Self.reportSuffixes.text) }

    /// The file's own name, of a report's too.
    var ofFile: FileName {
        for suffix in [Self.reportSuffixes.json, Self.reportSuffixes.text] where hasSuffix(suffix) {
            return dropping(suffix)
        }
        return self
    }

    /// The name under which the file is kept: short enough for a report's name, and never a report's itself.
    var kept: FileName {
        var name = isReport ? adding(".file") : self
        if name.bytes.count > Self.mostBytes {
            let digest = name.bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            name = FileName(Array(name.bytes.prefix(Self.keptBytes))).adding("~\(String(digest, radix: 16))")
        }
        return name
    }

    /// The system allows 255 bytes; a report's end and a number are added.
    private static let (mostBytes, keptBytes) = (230, 200)
}
