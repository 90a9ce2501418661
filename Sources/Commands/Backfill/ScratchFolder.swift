internal import Foundation
internal import RecordSQLite
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
    func emptyRecord() throws(CommandFailure) -> SQLiteRecord {
        do {
            return try SQLiteRecord.open(
                path: url.appendingPathComponent("empty.db").path, mode: .readWrite(create: true))
        } catch {
            throw CommandFailure(error)
        }
    }
}
