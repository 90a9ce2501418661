public import Indicators
internal import Synchronization

/// When each batch was recorded, as far as that was ever asked: batches are only added, so that none is read twice.
public final class BatchTimes: Sendable {
    private struct Known {
        /// By number; index 0 stands for no batch.
        var times = [Timestamp(microseconds: .min)]
        var sum = Checksum()
    }

    private let known = Mutex(Known())

    /// Knows none yet.
    public init() {}

    /// The times of all batches up to one, by number; index 0 stands for no batch.
    ///
    /// - Parameters:
    ///   - entry: what was noted with the newest of them.
    ///   - read: gives the times, in microseconds since 1970, of the batches in a range, ascending by number.
    /// - Throws: ``KeptDamage`` where they do not fit their checksum, and what `read` does.
    public func upTo(_ entry: LedgerEntry, read: (ClosedRange<Int>) throws -> [Int64]) throws -> [Timestamp] {
        var found = known.withLock { $0 }
        if found.times.count <= entry.batch {
            for recorded in try read(found.times.count...entry.batch) {
                found.sum += Checksum(ofTime: recorded, batch: found.times.count)
                found.times.append(Timestamp(microseconds: recorded))
            }
            guard found.times.count == entry.batch + 1, found.sum == entry.timesSum else {
                throw KeptDamage("the times of the batches do not fit their checksum")
            }
            let (times, sum) = (found.times, found.sum)
            known.withLock { if $0.times.count < times.count { ($0.times, $0.sum) = (times, sum) } }
        }
        return found.times.count == entry.batch + 1 ? found.times : Array(found.times.prefix(entry.batch + 1))
    }
}
