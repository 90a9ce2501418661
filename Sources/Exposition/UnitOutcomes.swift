internal import Foundation
internal import Glibc

/// When a unit beside the service last succeeded and last failed.
public struct UnitOutcome: Hashable, Sendable {
    let unit: String
    /// Seconds since 1970; nil: never.
    var success: Double?
    var failure: Double?

    /// Makes the outcome of a unit that neither succeeded nor failed yet.
    init(unit: String) { self.unit = unit }
}

/// When units beside the service, such as the one that makes backups, last succeeded and last failed.
///
/// They tell by the times of files in a folder: `NAME.success` and `NAME.failure`.
public struct UnitOutcomes: Sendable {
    private let folder: String

    /// The outcomes that are kept in a folder, which may be missing.
    public init(folder: String) { self.folder = folder }

    /// What is known now, by the units' names; of the first so many.
    public var known: [UnitOutcome] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var outcomes: [String: UnitOutcome] = [:]
        for name in names {
            guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { continue }
            let unit = String(name[..<dot])
            switch name[dot...] {
            case ".success": outcomes[unit, default: UnitOutcome(unit: unit)].success = time(of: name)
            case ".failure": outcomes[unit, default: UnitOutcome(unit: unit)].failure = time(of: name)
            default: continue
            }
        }
        return Array(outcomes.values.sorted { $0.unit < $1.unit }.prefix(Self.most))
    }

    private func time(of name: String) -> Double? {
        // This is asked twice a second: Foundation's attributes look up the owner's name too.
        var status = stat()
        guard unsafe lstat("\(folder)/\(name)", &status) == 0 else { return nil }
        return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }

    /// So many units are served at most.
    private static let most = 50
}
