public import Config
internal import Indicators
internal import Reports

/// The token by which a service lets somebody write. It is shown nowhere.
public struct ServiceToken: Sendable, CustomStringConvertible {
    let secret: String

    /// Reads the file that a token is in, alone on a line; `credential:NAME` is one of systemd's.
    ///
    /// - Throws: ``ClientFault`` where there is none, or others may read it.
    public init(file: String, files: any FileReading) throws(ClientFault) {
        let name = file.replacingControlCharacters()
        guard !files.isOpenToOthers(path: file) else {
            throw ClientFault(
                .notAllowed, "\(name): this token may be read by every user; expected chmod o= on its file")
        }
        let bytes: [UInt8]
        do throws(FileReadingFault) {
            bytes = try files.bytes(ofFile: file)
        } catch {
            throw ClientFault(error == .notPermitted ? .notAllowed : .noInput, "\(name): \(error)")
        }
        let words = bytes.split { $0 <= 0x20 }
        guard words.count == 1, words[0].count <= 4096, words[0].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw ClientFault(
                .configuration, "\(name): is no token; expected what `mosaic token new` printed, on one line")
        }
        secret = String(decoding: words[0], as: UTF8.self)
    }

    /// Nothing of it.
    public var description: String { "a token" }
}
