import Foundation
import GRDB
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
    /// The files themselves are not looked at, as ``state()`` does. (SQLite, "PRAGMA data_version")
    public func mayDiffer(from state: StateToken) -> Bool {
        watch.withLock { watch in
            // Each connection counts for itself: it has to be the same one, and one that never writes.
            let version = try? readers.writeWithoutTransaction { database in
                try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
            }
            guard let version else { return true }
            if let watch, watch.version == version { return watch.state != state }
            // The version was read first: what is committed meanwhile is told by the next one.
            guard let found = try? self.state() else { return true }
            watch = CommitWatch(version: version, state: found)
            return found != state
        }
    }
}

/// Which state the record was in after so many commits of others.
struct CommitWatch {
    /// SQLite's count, of one connection.
    let version: Int64
    /// The state, read after the count.
    let state: StateToken
}
