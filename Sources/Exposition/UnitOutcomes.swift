internal import Foundation
internal import Glibc

/// When units beside the service, such as the one that makes backups, last succeeded and last failed.
///
/// They tell by the times of files in a folder: `NAME.success` and `NAME.failure`.
public struct UnitOutcomes: Sendable {
    /// What is known of a unit.
    struct Outcome: Hashable {
        var unit: String
        /// Seconds since 1970; nil: never.
        var success: Double?
        var failure: Double?
    }

    private let folder: String

    /// The outcomes that are kept in a folder, which may be missing.
    public init(folder: String) { self.folder = folder }

    /// What is known now, by the units' names; of the first so many.
    var known: [Outcome] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var outcomes: [String: Outcome] = [:]
        for name in names {
            guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { continue }
            let unit = String(name[..<dot])
            switch name[dot...] {
            case ".success": outcomes[unit, default: Outcome(unit: unit)].success = time(of: name)
            case ".failure": outcomes[unit, default: Outcome(unit: unit)].failure = time(of: name)
            default: continue
            }
        }
        return Array(outcomes.values.sorted { $0.unit < $1.unit }.prefix(Self.most))
    }

    private func time(of name: String) -> Double? {
        // This is asked at each scrape: Foundation's attributes look up the owner's name too.
        var status = stat()
        guard unsafe lstat("\(folder)/\(name)", &status) == 0 else { return nil }
        return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }

    /// So many units are served at most.
    private static let most = 50
}
