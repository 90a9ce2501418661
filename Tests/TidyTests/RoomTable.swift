import Foundation

/// What each room may import: the table of ARCHITECTURE.md below its heading "Rooms".
struct RoomTable {
    /// Swift's own modules, which every room may import.
    static let swiftModules: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Swift", "Synchronization",
    ]

    /// The rooms in the order of the table, with the modules that their rows name.
    let rows: [(room: String, modules: [String])]

    /// Reads the table out of the page: a row is ``| `Room` | what it holds | Module, Module |``, a dash names no module.
    init(page: String) {
        var isBelowHeading = false
        rows = page.numberedLines.compactMap { _, line in
            if line.hasPrefix("## ") { isBelowHeading = line == "## Rooms" }
            guard isBelowHeading, let room = line.words(of: #"^\| `(\w+)` \|"#).first,
                let cell = line.words(of: #"\| ([^|]*) \|$"#).first
            else { return nil }
            return (room, cell == "–" ? [] : cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    /// The table of the repository.
    static func shipped() throws -> RoomTable { RoomTable(page: try Repository.text(of: "ARCHITECTURE.md")) }

    /// The modules that a room may import; nil where the table has no such room.
    func modules(of room: String) -> Set<String>? {
        rows.first { $0.room == room }.map { Self.swiftModules.union($0.modules) }
    }

    /// A line for each row without a room in Sources, and for each module that a row names and its room does not import.
    /// - Parameter imports: of each room the modules that its files import.
    func excess(over imports: [String: Set<String>]) -> [String] {
        rows.flatMap { row in
            guard let used = imports[row.room] else { return ["there is no room \(row.room) in Sources"] }
            return row.modules.filter { !used.contains($0) }.map { "\(row.room) does not import \($0)" }
        }
    }

    /// A line for each room that has two rows, and for each module that a row names twice.
    var repetitions: [String] {
        Self.doubled(rows.map(\.room)).map { "\($0) has two rows" }
            + rows.flatMap { row in Self.doubled(row.modules).map { "\(row.room) names \($0) twice" } }
    }

    private static func doubled(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { !seen.insert($0).inserted }
    }
}
