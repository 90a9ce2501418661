import Foundation
import GRDB
import Glibc
public import Record
import Synchronization

extension SQLiteRecord {
    /// Waits by asking again and again: the files are looked at each time, what they hold after a commit alone.
    ///
    /// The entry of a batch of a hundred thousand series takes milliseconds to read and check.
    public func wait(
        for state: StateToken, until deadline: ContinuousClock.Instant
    ) throws(RecordFailure) -> StateToken? {
        while true {
            try requireFiles()
            if mayDiffer(from: state) {
                let found = try self.state()
                if found != state { return found }
            }
            let rest = ContinuousClock.now.duration(to: deadline)
            guard rest > .zero else { return nil }
            Thread.sleep(forTimeInterval: min(rest, .milliseconds(50)) / .seconds(1))
        }
    }

    /// Whether somebody may have committed since a state was told: by SQLite's own count of others' commits.
    ///
    /// A commit is written to the log. While that has rested SQLite is not asked. The files themselves are not looked at, as
    /// ``state()`` does. (SQLite, "PRAGMA data_version")
    public func mayDiffer(from state: StateToken) -> Bool {
        watch.withLock { watch in
            let trace = LogTrace(path: logPath)
            if let watch, let rested = watch.rested, rested == trace { return watch.state != state }
            // Each connection counts for itself: it has to be the same one, and one that never writes.
            let version = try? readers.writeWithoutTransaction { database in
                try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
            }
            guard let version else { return true }
            // The trace was read first, and then the version: what is committed meanwhile is told by the next ones.
            let found: StateToken
            if let watch, watch.version == version {
                found = watch.state
            } else {
                guard let now = try? self.state() else { return true }
                found = now
            }
            watch = CommitWatch(
                version: version, state: found, rested: trace.flatMap { $0.hasRested ? $0 : nil }, news: watch?.news)
            return found != state
        }
    }

    /// Waits for a write to the log while that has rested. Who wakes fifty times a second computes for half a percent of the time.
    ///
    /// A write is told before the commit counts, so that a log which has just been written is looked at again and again. Where
    /// the system tells nothing, as of files on another machine, the log is looked at after the long pause.
    public func rest(from state: StateToken, for pause: Duration, orUpTo longPause: Duration) {
        let news: LogNews? = watch.withLock { watch in
            guard watch?.rested != nil, watch?.state == state else { return nil }
            if let news = watch?.news { return news }
            // What was written before it listened is seen by the next look, which comes after a short pause.
            watch?.news = LogNews(path: logPath)
            return nil
        }
        if let news {
            news.wait(atMost: longPause)
        } else {
            Thread.sleep(forTimeInterval: pause / .seconds(1))
        }
    }
}

/// Which state the record was in after so many commits of others.
struct CommitWatch {
    /// SQLite's count, of one connection.
    let version: Int64
    /// The state, read after the count.
    let state: StateToken
    /// What the log looked like before the count was read; nil: it had just been written, or there was none.
    let rested: LogTrace?
    /// Tells of writes to the log; nil: nobody has asked for it yet.
    var news: LogNews?
}

/// What tells that a log was written: another file, size or time.
struct LogTrace: Hashable {
    private let file: FileIdentity
    private let size: off_t
    private let seconds: time_t
    private let nanoseconds: Int

    /// The trace of a file; nil: none can be seen.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        file = FileIdentity(status)
        size = status.st_size
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }

    /// Whether nobody has written for two seconds: a commit counts only when what it wrote has reached the disk.
    var hasRested: Bool {
        var now = timespec()
        return unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 && now.tv_sec - seconds > 2
    }
}
