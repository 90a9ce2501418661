import Glibc
import Record

extension ServiceLockFile {
    /// The service that has the record at a path; nil: none has.
    ///
    /// Asked of the system's list of locks: to try the lock would keep out a service that starts just then.
    static func holder(database path: String) -> RecordService? {
        var status = stat()
        guard unsafe stat(path + ".service-lock", &status) == 0 else { return nil }
        let (major, minor) = status.st_dev.parts
        let device = [major, minor].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
        let file = "\(device):\(status.st_ino)"
        // 1: FLOCK  ADVISORY  WRITE 4711 08:01:131090 0 EOF
        for line in lines(of: "/proc/locks") {
            let words = line.split(separator: " ")
            if words.count > 5, words[1] == "FLOCK", words[5] == file, let process = Int(words[4]) {
                return RecordService(process: process, isReading: words[3] == "WRITE")
            }
        }
        return nil
    }

    private static func lines(of path: String) -> [Substring] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &block, block.count)
            guard count > 0 else { break }
            text += block[..<count]
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
    }
}

extension dev_t {
    /// The two numbers of a device, as glibc's `gnu_dev_major` and `gnu_dev_minor` tell them.
    fileprivate var parts: (major: dev_t, minor: dev_t) {
        ((self >> 8) & 0xFFF | (self >> 32) & ~0xFFF, self & 0xFF | (self >> 12) & ~0xFF)
    }
}
