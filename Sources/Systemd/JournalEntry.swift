internal import CSystemd
internal import Glibc
internal import Logging

/// An entry of the journal: the line, and each value of its metadata as a field of its own. (systemd.journal-fields(7))
struct JournalEntry {
    /// Fields by name, in the order in which they are sent.
    let fields: [(name: String, value: String)]

    init(level: Logger.Level, message: String, metadata: Logger.Metadata) {
        var fields = [
            ("MESSAGE", LogLine(style: .journal, level: level, message: message, metadata: metadata).text),
            ("PRIORITY", "\(level.journalPriority)"), ("SYSLOG_IDENTIFIER", "mosaicd"),
        ]
        if let word = metadata[ServiceEvent.key]?.description, let event = ServiceEvent(rawValue: word) {
            fields.append(("MESSAGE_ID", event.messageID))
        }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != ServiceEvent.key {
            fields.append((Self.name(of: key), value.description))
        }
        self.fields = fields
    }

    /// The field of a key: `MOSAIC_` and the key in capitals, at most the 64 bytes that the journal takes.
    private static func name(of key: String) -> String {
        let letters = key.utf8.map { byte -> Character in
            let scalar = Unicode.Scalar(byte)
            let isWord = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isWord ? Character(scalar) : "_"
        }
        return String("MOSAIC_\(String(letters).uppercased())".prefix(64))
    }

    /// Hands the entry to the journal; whether it took it.
    func send() -> Bool {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for (name, value) in fields {
            bytes += Array("\(name)=\(value)".utf8)
            ends.append(bytes.count)
        }
        return unsafe bytes.withUnsafeMutableBytes { buffer in
            var vectors: [iovec] = unsafe []
            var start = 0
            for end in ends {
                let field = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end])
                unsafe vectors.append(iovec(iov_base: field.baseAddress, iov_len: field.count))
                start = end
            }
            return unsafe sd_journal_sendv(vectors, Int32(vectors.count)) == 0
        }
    }
}
