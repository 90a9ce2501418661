public import Record

extension SQLiteRecord {
    /// Makes a copy of the record in a file that is not there yet, while others go on writing.
    ///
    /// The copy is one state of the record; it was opened and checked, and is on disk, when this returns. Where it fails
    /// there is no file.
    public func backUp(to file: String) throws(RecordFailure) -> RecordContent {
        let copy = RecordFile(file)
        guard copy.isFree else {
            throw .cannotCreate(place: file, why: "it is there already; name a file that isn't")
        }
        let tally = try read { try copy.keepCopy(of: $0, from: place, replacing: false) }
        return RecordContent(batches: tally.batches, statements: tally.statements, bytes: copy.size)
    }
}
