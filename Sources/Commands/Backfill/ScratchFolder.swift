internal import Foundation
internal import Record
internal import Reports

/// A folder among the temporary files that goes with the last reference to it.
final class ScratchFolder: Sendable {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("mosaic-\(UUID().uuidString)")

    /// Makes the folder.
    init() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        } catch {
            throw CommandFailure(.cannotCreate, "\(url.path): \(error.localizedDescription)")
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// A record of nothing in it.
    func emptyRecord(of keeper: any RecordKeeper) throws(CommandFailure) -> any RecordStore {
        do {
            return try keeper.open(url.appendingPathComponent("empty.db").path, for: .creating)
        } catch {
            throw CommandFailure(error)
        }
    }
}
