/// Which of a record's batches stand: a batch stands unless a later batch that stands voids it.
///
/// A value for the batches 1…`count` alone is the record as it stood just after the last of them.
public struct Standing: Sendable {
    /// How many batches there are.
    public private(set) var count: Int
    /// By batch: how many standing batches void it. Index 0 stands for no batch.
    private var standingVoids: [Int32]
    /// By batch: the batch that it voids; 0: it voids none.
    private var voids: [Int32]
    /// The undos of each batch that was ever voided, ascending.
    private var undos: [Int: [Int]] = [:]

    /// Makes the standing of a number of batches of which none is voided yet.
    public init(batches: Int) {
        count = batches
        standingVoids = Array(repeating: 0, count: batches + 1)
        voids = Array(repeating: 0, count: batches + 1)
    }

    /// Whether a batch is there and stands.
    public func stands(_ batch: Int) -> Bool { batch > 0 && batch <= count && standingVoids[batch] == 0 }

    /// Whether a batch is there and stands, for the arrays of a series.
    func stands(_ batch: Int32) -> Bool { stands(Int(batch)) }

    /// The newest standing batch that voids a batch; nil: it stands.
    public func newestVoid(of batch: Int) -> Int? { undos[batch]?.last { stands($0) } }

    /// Lets a batch, newer than every undo so far, void an earlier one.
    /// - Returns: the batches that came to stand or ceased to by it, undos among them.
    @discardableResult
    public mutating func void(_ target: Int, by undo: Int) -> [Int] {
        precondition(target > 0 && target < undo, "an undo voids an earlier batch")
        while count < undo {
            count += 1
            standingVoids.append(0)
            voids.append(0)
        }
        voids[undo] = Int32(target)
        undos[target, default: []].append(undo)
        var changed: [Int] = []
        var batch = target
        var difference: Int32 = 1
        while batch > 0 {
            let stood = standingVoids[batch] == 0
            standingVoids[batch] += difference
            guard stood != (standingVoids[batch] == 0) else { break }
            changed.append(batch)
            difference = stood ? -1 : 1
            batch = Int(voids[batch])
        }
        return changed
    }
}
