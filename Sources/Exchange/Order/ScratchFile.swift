// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Glibc
internal import Indicators

/// Rows that are kept on the disk while an input is read: a file without a name, gone with the process at the latest.
final class ScratchFile: Sendable {
    typealias Row = StatementBuffer.Row

    private let descriptor: Int32

    /// Makes an empty file in the system's folder for temporary ones.
    init(folder: String? = nil) throws(ScratchError) {
        let folder = folder ?? Self.systemFolder
        descriptor = Self.fileWithoutName(in: folder)
        guard descriptor >= 0 else { throw ScratchError(folder: folder, code: errno) }
    }

    /// The descriptor of a new file without a name; −1, and `errno`, where there can be none.
    static func fileWithoutName(in folder: String) -> Int32 {
        var name = Array("\(folder)/mosaic-rows-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { return -1 }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unsafe unlink(name)
        return descriptor
    }

    static var systemFolder: String {
        guard let folder = unsafe getenv("TMPDIR") else { return "/tmp" }
        return unsafe String(cString: folder)
    }

    deinit { close(descriptor) }

    /// Writes rows behind so many others.
    func write(_ rows: [Row], behind count: Int) throws(ScratchError) {
        let offset = count * MemoryLayout<Row>.stride
        let descriptor = descriptor
        let code: Int32? = unsafe rows.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + written))
                if count > 0 { written += count } else if errno != EINTR { return errno }
            }
            return nil
        }
        if let code { throw ScratchError(folder: nil, code: code) }
    }

    /// Overwrites rows with those of a range, counted in rows.
    func read(_ range: Range<Int>, into rows: inout [Row]) throws(ScratchError) {
        let stride = MemoryLayout<Row>.stride
        let descriptor = descriptor
        var code: Int32?
        rows = unsafe [Row](unsafeUninitializedCapacity: range.count) { room, count in
            let bytes = UnsafeMutableRawBufferPointer(room)
            var found = 0
            while found < range.count * stride {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[found..<range.count * stride])
                let more = unsafe pread(
                    descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound * stride + found))
                if more > 0 {
                    found += more
                } else if more == 0 || errno != EINTR {
                    code = more == 0 ? EIO : errno
                    return
                }
            }
            count = range.count
        }
        if let code { throw ScratchError(folder: nil, code: code) }
    }
}

/// Why rows can't be kept on the disk.
struct ScratchError: Error, CustomStringConvertible {
    let folder: String?
    let code: Int32

    /// What is wrong, and what would be right.
    var description: String {
        "its rows can't be kept in \(folder ?? "the folder for temporary files"): \(SystemError(code)); make room there, or "
            + "name another one by TMPDIR"
    }
}
