import Config

/// Files of a test, by path.
struct MemoryFiles: FileReading {
    var contents: [String: [UInt8]] = [:]
    var faults: [String: FileReadingFault] = [:]

    init(_ texts: [String: String] = [:]) {
        for (path, text) in texts { contents[path] = Array(text.utf8) }
    }

    func names(inFolder path: String) -> [String] {
        contents.keys.filter { $0.hasPrefix(path + "/") }.map { String($0.dropFirst(path.count + 1)) }
    }

    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        if let fault = faults[path] { throw fault }
        guard let bytes = contents[path] else { throw .missing }
        return bytes
    }
}
