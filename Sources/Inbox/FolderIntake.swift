public import Config
public import Indicators
public import Record

/// Empties a folder into the record: one file at a time, in the order of names, each when it is whole.
///
/// The file is moved to a folder of its own first, `.taking`, then recorded, reported, and moved to `done/YYYY` or `failed`.
/// A kill between any two of these steps loses nothing. What is in `.taking` is taken up again, and a file that is recorded
/// already is not recorded twice. Not shared between threads: who drives it gives it the time.
public struct FolderIntake {
    /// What stands between a file and the record.
    public struct Means {
        let configuration: MosaicConfiguration
        let record: @Sendable () throws(RecordFailure) -> any RecordStore

        /// - Parameter record: the record, or why it can't be had. It is asked anew for each file.
        public init(
            _ configuration: MosaicConfiguration,
            record: @escaping @Sendable () throws(RecordFailure) -> any RecordStore
        ) {
            (self.configuration, self.record) = (configuration, record)
        }
    }

    /// The steps between which a file may be left.
    enum Step: Int, CaseIterable, Sendable {
        case moved, recorded, reportedAsJSON, reportedAsText, kept, ended
    }

    /// What is known of a file between two looks at the folder.
    struct Sighting {
        var status: FileStatus
        /// Since when it is as it is.
        var since: Timestamp
        /// What the system told last.
        var event: FolderNews.Event?
    }

    let settings: InboxSettings.Folder
    let limits: InboxSettings
    let means: Means
    let step: @Sendable (Step) -> Void
    private let news: FolderNews
    private var opened: (folder: OpenFolder, number: Int32?)?
    var sightings: [FileName: Sighting] = [:]
    /// What is whole, the next one last.
    var queue: [FileName] = []
    /// Files that can't be moved, and why.
    var blocked: [FileName: String] = [:]
    /// Why nothing is taken now; nil: nothing stands in the way.
    var trouble: String?
    private var wait = Self.leastWait
    private var retryTime: Timestamp?
    private var nextLook: Timestamp?
    private var nextPruning: Timestamp?
    private var lastTime: Timestamp?
    var toldTroubles: [UInt8]?
    /// What the folder holds.
    public internal(set) var state = FolderState()

    /// A folder that is not looked at yet.
    public init(_ settings: InboxSettings.Folder, _ limits: InboxSettings, news: FolderNews, means: Means) {
        self.init(settings, limits, news: news, means: means, step: { _ in })
    }

    /// - Parameter step: is called after each step.
    init(
        _ settings: InboxSettings.Folder, _ limits: InboxSettings, news: FolderNews, means: Means,
        step: @escaping @Sendable (Step) -> Void
    ) {
        (self.settings, self.limits, self.news, self.means, self.step) = (settings, limits, news, means, step)
    }

    /// How long a file of which nothing is told has to be as it is before it counts as whole.
    static let quiet = Duration.seconds(3)
    /// How often the folder is looked at when nothing is told of it.
    private static let lookInterval = Duration.seconds(2)
    private static let pruningInterval = Duration.seconds(3600)
    /// How long after a trouble it is tried again: twice as long each time.
    private static let (leastWait, longestWait) = (Duration.seconds(1), Duration.seconds(60))

    /// Takes the next file, if there is one and its time has come.
    ///
    /// - Parameters:
    ///   - batch: what happened since the last call.
    ///   - now: the time.
    /// - Returns: what is to be told; nothing: there was nothing to do.
    public mutating func advance(_ batch: FolderNews.Batch = FolderNews.Batch(), at now: Timestamp) -> [InboxNotice] {
        if let lastTime, now < lastTime { (retryTime, nextLook, nextPruning) = (nil, nil, nil) }
        lastTime = now
        note(batch)
        if let retryTime, now < retryTime { return [] }
        let isNews = batch.isLossy || opened?.number.map { batch.events[$0] != nil } ?? false
        if isResting, !isNews, let nextLook, now < nextLook { return [] }
        do throws(InboxFault) {
            let folder = try open()
            let taking = try OpenFolder(Self.takingName, in: folder)
            if let name = try taking.names().first(where: { !$0.isReport }) {
                return try end(finish(name, in: taking, of: folder, at: now), in: folder, at: now)
            }
            if queue.isEmpty, isNews || nextLook.map({ now >= $0 }) ?? true {
                try look(at: folder, now, isCounting: isNews || nextLook == nil)
                nextLook = now.advanced(by: Self.lookInterval)
            }
            if let name = queue.popLast() {
                return try end(take(name, from: folder, to: taking, at: now), in: folder, at: now)
            }
            if nextPruning.map({ now >= $0 }) ?? true {
                nextPruning = now.advanced(by: Self.pruningInterval)
                KeptFiles(in: folder).prune(limits, at: now)
                recount(in: folder)
            }
            return ended(in: folder)
        } catch {
            return stop("\(error)", at: now)
        }
    }

    /// The folder, opened if it isn't.
    private mutating func open() throws(InboxFault) -> OpenFolder {
        if let opened {
            if opened.folder.isAtItsPath { return opened.folder }
            // Another folder has the name by now.
            close()
        }
        if settings.isMade { OpenFolder.make(settings.path) }
        let folder = try OpenFolder(path: settings.path)
        guard folder.lock() else {
            throw InboxFault(path: settings.path, what: "another service takes its files", code: 11)
        }
        opened = (folder, news.listen(to: folder))
        return folder
    }

    /// Notes what was told of files.
    private mutating func note(_ batch: FolderNews.Batch) {
        if batch.isLossy { for name in sightings.keys { sightings[name]?.event = nil } }
        guard let number = opened?.number, let events = batch.events[number] else { return }
        for (name, event) in events { told[name] = event }
    }

    /// Whether nothing is there to do: until there is news, or the next look is due, the folder is left alone.
    private var isResting: Bool { opened != nil && queue.isEmpty && trouble == nil }

    /// What was told of files that were not looked at since.
    var told: [FileName: FolderNews.Event] = [:]

    /// Notes that a file was dealt with, or why nothing can be.
    private mutating func end(
        _ result: Taken, in folder: OpenFolder, at now: Timestamp
    ) throws(InboxFault) -> [InboxNotice] {
        switch result {
        case .stopped(let why): return stop(why, at: now)
        case .passed: return ended(in: folder)
        case .ended(let notice): return ended(in: folder) + [notice]
        }
    }

    /// How the taking of a file ended.
    enum Taken {
        /// It is recorded, or has failed.
        case ended(InboxNotice)
        /// It is not taken now; others may be.
        case passed
        /// Nothing can be taken now, and it stays in hand.
        case stopped(why: String)
    }

    /// Notes that nothing stands in the way.
    private mutating func ended(in folder: OpenFolder) -> [InboxNotice] {
        (wait, retryTime) = (Self.leastWait, nil)
        let hadTrouble = trouble != nil
        trouble = nil
        state.trouble = nil
        tellTroubles(in: folder)
        guard hadTrouble else { return [] }
        return [InboxNotice(inbox: settings.name, words: "files are taken again", isBad: false)]
    }

    /// Notes that nothing can be taken for a while, and tells it once.
    private mutating func stop(_ why: String, at now: Timestamp) -> [InboxNotice] {
        retryTime = now.advanced(by: wait)
        wait = min(wait * 2, Self.longestWait)
        let isKnown = trouble == why
        trouble = why
        state.trouble = why
        if let folder = opened?.folder {
            recount(in: folder)
            tellTroubles(in: folder)
        }
        return isKnown ? [] : [InboxNotice(inbox: settings.name, words: why, isBad: true)]
    }

    /// Whether the next file is known already.
    public var hasMore: Bool { !queue.isEmpty && trouble == nil }

    /// Lets another service have the folder.
    public mutating func close() {
        if let number = opened?.number { news.forget(number) }
        opened = nil
    }

    /// Where the file is that is in hand.
    static let takingName: FileName = ".taking"
    /// Where files are that were recorded, and that were not.
    static let (doneName, failedName): (FileName, FileName) = ("done", "failed")
    /// Why files are not taken, for whoever lists them.
    static let troublesName: FileName = ".troubles"
}
