internal import Config
internal import Indicators

/// The files of a folder that were taken, with their reports: recorded ones by year, and those that failed.
struct KeptFiles {
    private let folder: OpenFolder

    init(in folder: OpenFolder) { self.folder = folder }

    /// The folder of what failed; nil: nothing did.
    var failedFolder: OpenFolder? { folder.folder(FolderIntake.failedName) }

    /// The names of what failed.
    var failed: [FileName] { Self.files(in: failedFolder) }

    /// How many recorded files are kept.
    var doneCount: Int { years.reduce(0) { $0 + Self.files(in: $1.folder).count } }

    /// The folders of recorded files.
    private var years: [(name: FileName, folder: OpenFolder)] {
        guard let done = folder.folder(FolderIntake.doneName), let names = try? done.names() else { return [] }
        return names.compactMap { name in done.folder(name).map { (name, $0) } }
    }

    private static func files(in folder: OpenFolder?) -> [FileName] {
        ((try? folder?.names()) ?? []).filter { !$0.isReport && !$0.isPassedOver }
    }

    /// A name that no file has; what is left of reports without a file is written over.
    static func freeName(for name: FileName, in folder: OpenFolder) -> FileName {
        var (free, number) = (name, 2)
        while folder.status(of: free) != nil { (free, number) = (name.adding("~\(number)"), number + 1) }
        return free
    }

    /// Removes what is kept for long enough, and the oldest of what is too much.
    func prune(_ limits: InboxSettings, at now: Timestamp) {
        let oldest = now.advanced(by: .zero - limits.keeps)
        prune(years.map(\.folder), keeping: limits.keepsFiles, since: oldest)
        prune([failedFolder].compactMap { $0 }, keeping: limits.keepsFiles, since: oldest)
        guard let done = folder.folder(FolderIntake.doneName) else { return }
        for year in years { done.removeFolder(year.name) }
    }

    /// A file and its reports.
    private struct Item {
        let folder: OpenFolder
        var names: [FileName] = []
        var changed: Timestamp
    }

    private func prune(_ folders: [OpenFolder], keeping count: Int, since oldest: Timestamp) {
        var items: [Item] = []
        for folder in folders {
            var found: [FileName: Item] = [:]
            for name in (try? folder.names()) ?? [] {
                guard let status = folder.status(of: name), status.kind != .folder else { continue }
                var item = found[name.ofFile] ?? Item(folder: folder, changed: status.changed)
                item.names.append(name)
                item.changed = max(item.changed, status.changed)
                found[name.ofFile] = item
            }
            items += found.values
        }
        items.sort { $0.changed > $1.changed }
        for (index, item) in items.enumerated() where index >= count || item.changed < oldest {
            // The file first, so that no file is left without its reports.
            for name in item.names.sorted(by: { !$0.isReport && $1.isReport }) { item.folder.remove(name) }
        }
    }
}
