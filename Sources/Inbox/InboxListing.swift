public import Config
public import Formats
public import Indicators
public import Reports

/// What waits in an inbox and what failed, as anybody can see it who may read the folder.
public struct InboxListing {
    private let settings: InboxSettings.Folder

    /// The listing of a folder.
    public init(of settings: InboxSettings.Folder) { self.settings = settings }

    /// Why a folder can't be listed, or a file not put back.
    public struct Fault: Error, CustomStringConvertible {
        /// What is wrong, and what would be right.
        public let description: String
        /// Whether there is no such folder or file.
        public let isMissing: Bool

        init(_ fault: InboxFault) { (description, isMissing) = ("\(fault)", fault.code == 2) }

        init(_ words: String, isMissing: Bool = true) { (description, self.isMissing) = (words, isMissing) }
    }

    /// The files that are not recorded, in the order in which they are taken; then those that failed.
    public func entries(at now: Timestamp) throws(Fault) -> [InboxEntry] {
        do throws(InboxFault) {
            let folder = try OpenFolder(path: settings.path)
            let troubles = Troubles(in: folder)
            var entries: [InboxEntry] = []
            if let taking = folder.folder(FolderIntake.takingName) {
                entries += try taking.names().filter { !$0.isPassedOver }.compactMap { name in
                    taking.status(of: name).map { entry(name, $0, .waiting, why: troubles.ofAll) }
                }
            }
            for name in try folder.names()
            where !name.isPassedOver && name != FolderIntake.doneName && name != FolderIntake.failedName {
                guard let status = folder.status(of: name) else { continue }
                entries.append(waiting(name, status, troubles, at: now))
            }
            guard let failed = KeptFiles(in: folder).failedFolder else { return entries }
            return entries
                + KeptFiles(in: folder).failed.compactMap { name in
                    failed.status(of: name).map { entry(name, $0, .failed, why: Self.why(name, in: failed)) }
                }
        } catch {
            throw Fault(error)
        }
    }

    private func waiting(
        _ name: FileName, _ status: FileStatus, _ troubles: Troubles, at now: Timestamp
    ) -> InboxEntry {
        if status.kind == .folder {
            return entry(
                name, status, .ignored, why: "is a folder; only files are taken: put the files themselves here")
        }
        if let told = troubles.ofFiles[name.shown] { return entry(name, status, told.state, why: told.why) }
        let isQuiet = now >= status.changed.advanced(by: FolderIntake.quiet)
        return entry(name, status, isQuiet ? .waiting : .writing, why: troubles.ofAll)
    }

    private func entry(
        _ name: FileName, _ status: FileStatus, _ state: InboxEntry.State, why: String?
    ) -> InboxEntry {
        InboxEntry(
            inbox: settings.name, file: name.shown, state: state, since: status.changed, bytes: status.size, why: why)
    }

    /// The first line of a file's report.
    private static func why(_ name: FileName, in failed: OpenFolder) -> String? {
        let head = failed.head(of: name.adding(FileName.reportSuffixes.text), atMost: 2000)
        return String(decoding: head, as: UTF8.self).split(separator: "\n").first.map {
            String($0).replacingControlCharacters()
        }
    }

    /// The whole report of a file that failed, as JSON.
    ///
    /// - Parameter shown: the file's name as it is listed.
    /// - Returns: nil where no file of that name failed, or its report can't be read.
    public func report(of shown: String) -> JSONValue? {
        guard let folder = try? OpenFolder(path: settings.path), let failed = KeptFiles(in: folder).failedFolder,
            let name = KeptFiles(in: folder).failed.first(where: { $0.shown == shown })
        else { return nil }
        let report = name.adding(FileName.reportSuffixes.json)
        guard let status = failed.status(of: report), status.kind == .file, status.size <= Self.mostReportBytes else {
            return nil
        }
        return try? JSONValue(text: failed.head(of: report, atMost: status.size))
    }

    /// A report has so many faults of a kind at most: what is larger is none of ours.
    private static let mostReportBytes = 16 << 20

    /// Puts a file that failed back, to be taken once more; its reports go.
    ///
    /// - Parameter shown: its name as it is listed.
    /// - Returns: false where no file of that name failed.
    public func retry(_ shown: String) throws(Fault) -> Bool {
        do throws(InboxFault) {
            let folder = try OpenFolder(path: settings.path)
            let kept = KeptFiles(in: folder)
            guard let failed = kept.failedFolder, let name = kept.failed.first(where: { $0.shown == shown }) else {
                return false
            }
            guard folder.status(of: name) == nil else {
                throw InboxFault(path: "\(settings.path)/\(shown)", what: "waits already", code: 17)
            }
            try failed.move(name, to: folder, as: name)
            failed.remove(name.adding(FileName.reportSuffixes.json))
            failed.remove(name.adding(FileName.reportSuffixes.text))
            return true
        } catch {
            throw Fault(error)
        }
    }
}

/// Why files are not taken, as the service last told.
private struct Troubles {
    /// Of single files, by their name as it is shown.
    private(set) var ofFiles: [String: (state: InboxEntry.State, why: String)] = [:]
    /// Of all of them.
    private(set) var ofAll: String?

    init(in folder: OpenFolder) {
        let bytes = folder.head(of: FolderIntake.troublesName, atMost: 1 << 20)
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3, let state = InboxEntry.State(rawValue: fields[1]) else { continue }
            if fields[0].isEmpty { ofAll = fields[2] } else { ofFiles[fields[0]] = (state, fields[2]) }
        }
    }
}
