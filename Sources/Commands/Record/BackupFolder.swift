internal import Foundation
internal import Indicators
internal import Reports

/// A folder of backups that are named by the time at which they were made, `mosaic-20260301T080000Z.db`.
struct BackupFolder {
    let path: String

    /// The file of a backup that is made at a time.
    func file(at time: Timestamp) -> String { "\(path)/\(Self.name(at: time))" }

    /// The files of backups that are neither among the newest nor young, the oldest first.
    ///
    /// - Parameters:
    ///   - names: of all that is in the folder. What is not named as a backup is none.
    ///   - count: how many of the newest are kept.
    ///   - days: up to how many days old others are kept.
    func old(among names: [String], at now: Timestamp, keeping count: Int, days: Int) -> [String] {
        let first = Self.name(at: now.advanced(by: .seconds(-86_400 * days)))
        return names.filter { $0.wholeMatch(of: /mosaic-[0-9]{8}T[0-9]{6}Z\.db/) != nil }.sorted().dropLast(count)
            .filter { $0 < first }.map { "\(path)/\($0)" }
    }

    /// Removes a backup.
    ///
    /// - Throws: ``CommandFailure`` that says why it can't be.
    static func remove(_ file: String) throws(CommandFailure) {
        do {
            try FileManager.default.removeItem(atPath: file)
        } catch {
            throw CommandFailure(
                .inputOutput, "\(file): the old backup can't be removed: \(error.localizedDescription)")
        }
    }

    private static func name(at time: Timestamp) -> String {
        let second = Date(timeIntervalSince1970: time.seconds.rounded(.down))
        let text = second.formatted(.iso8601).replacing("-", with: "").replacing(":", with: "")
        return "mosaic-\(text).db"
    }
}
