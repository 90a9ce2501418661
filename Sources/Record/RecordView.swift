public import Indicators

/// One state of a record: what its batches up to one make. It stays as it is while others write.
///
/// It is asked about earlier states too, by an ``AsOf``; batches after its own are not there.
public protocol RecordView: Sendable {
    /// Which state it is.
    var state: StateToken { get }

    /// The batches after one, ascending; since 0 all of them. What voids a batch is said as this state has it.
    func batches(after batch: Int) throws(RecordFailure) -> [Batch]

    /// The batch of a number.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)`` too.
    func batch(_ id: Int) throws(RecordFailure) -> Batch

    /// The series that a batch states something of, ascending by key; of an undo those of the batch that it voids in the end.
    ///
    /// What the record holds of other series is not read.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)`` too.
    func series(statedBy batch: Int) throws(RecordFailure) -> [SeriesKey]

    /// The observations in force, a series at a time, ascending by key; series without one are left out.
    func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series]

    /// The series that may be others than they were in an earlier state, in the work of what was recorded since.
    func changes(since state: StateToken) throws(RecordFailure) -> RecordChanges

    /// The figures in force with their provenance, in the order of keys and periods, handed over a series at a time.
    ///
    /// `receive` must not call the record; what it throws ends the reading and is thrown on.
    func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws

    /// The vintages of a series, by period, then published date, then in the order in which they were recorded.
    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage]

    /// Every statement that stands, in the order of keys, then by published date, then in the order in which they were
    /// recorded, handed over a series at a time. Rows of a file that say the same as the row before them are one.
    ///
    /// `receive` must not call the record; what it throws ends the reading and is thrown on.
    func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void) throws

    /// What one point of the record's time has otherwise than another, in the order of keys and periods, handed over a series
    /// at a time; figures that differ in date, source or note alone are the same.
    ///
    /// `receive` must not call the record; what it throws ends the reading and is thrown on.
    func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void) throws

    /// The symbol of the unit in which each indicator's values were first recorded, and are.
    func units() throws(RecordFailure) -> [Identifier<Indicator>: String]

    /// How much the state holds, without reading all of it. The bytes are those that the record takes when it is asked.
    func size() throws(RecordFailure) -> RecordSize
}

extension RecordView {
    /// Every batch, ascending.
    public func batches() throws(RecordFailure) -> [Batch] { try batches(after: 0) }

    /// Makes sure that the record's values are in the catalog's units: an indicator's unit can't change under its record.
    ///
    /// - Throws: ``RecordFailure/unitChanged(indicator:recorded:asked:)`` for the first indicator, by id, that is recorded in another.
    public func requireUnits(of catalog: Catalog) throws(RecordFailure) {
        let recorded = try units()
        for indicator in catalog.indicators.sorted(by: { $0.id < $1.id }) {
            if let unit = recorded[indicator.id], unit != indicator.unit.symbol {
                throw .unitChanged(
                    indicator: indicator.id.rawValue, recorded: unit, asked: indicator.unit.symbol)
            }
        }
    }
}
