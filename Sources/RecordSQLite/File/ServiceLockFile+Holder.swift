import Glibc
import Record

extension ServiceLockFile {
    /// The service that has the record at a path; nil: none has.
    ///
    /// Asked of the system's list of locks: to try the lock would keep out a service that starts just then.
    static func holder(database path: String) -> RecordService? {
        guard let file = nameAmongLocks(path + ".service-lock") else { return nil }
        // 1: FLOCK  ADVISORY  WRITE 4711 08:01:131090 0 EOF
        for line in lines(of: "/proc/locks") {
            let words = line.split(separator: " ")
            if words.count > 5, words[1] == "FLOCK", words[5] == file, let process = Int(words[4]) {
                return RecordService(process: process, isReading: words[3] == "WRITE")
            }
        }
        return nil
    }

    /// How the system's list of locks names a file: by the device that is mounted there, and its number.
    ///
    /// `stat` tells another device of a file on an overlay, or in a subvolume of btrfs.
    private static func nameAmongLocks(_ path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        let opened = lines(of: "/proc/self/fdinfo/\(descriptor)").map { $0.split(whereSeparator: \.isWhitespace) }
        guard let mount = opened.first(where: { $0.first == "mnt_id:" })?.last else { return nil }
        // 91 65 8:1 / /var/lib rw,relatime - ext4 /dev/sda1 rw
        let mounts = lines(of: "/proc/self/mountinfo").map { $0.split(separator: " ", maxSplits: 3) }
        guard let device = mounts.first(where: { $0.first == mount && $0.count > 2 })?[2] else { return nil }
        let parts = device.split(separator: ":").compactMap { UInt32($0) }
        let words = parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "\(words.joined(separator: ":")):\(status.st_ino)"
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
