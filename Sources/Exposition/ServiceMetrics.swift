public import Formats
public import Indicators
public import Record

/// Metrics of the service itself, rendered whenever they change.
public struct ServiceMetrics: Sendable {
    /// The version of the program.
    public var version: String
    /// When the snapshot that is served was evaluated; nil before the first.
    public var snapshotTime: Timestamp?
    /// When an evaluation last succeeded.
    public var lastSuccess: Timestamp?
    /// How many seconds the last evaluation took.
    public var evaluationSeconds: Double?
    /// Evaluations that succeeded.
    public var evaluationSuccesses = 0
    /// Evaluations that failed.
    public var evaluationFailures = 0
    /// Whether the record could be read when it was last looked at; nil before the first evaluation.
    public var isRecordReadable: Bool?
    /// What the record holds.
    public var record: Record?
    /// Series of the record that the catalog does not name; nil: they are not looked at.
    public var unknownSeries: Int? = 0
    /// The servers that follow the one with the record; nil: it is on none that can be written.
    public var replicas: Replicas?
    /// How old the newest state is at most of the standby that has the record; nil: it is on none.
    public var secondsBehind: Double?
    /// What the inboxes hold.
    public var inbox = InboxCounts()
    /// What became of the units beside the service.
    public var outcomes: [UnitOutcome] = []
    /// Whether settings and catalog were without a fault when they were last read.
    public var isLastReloadSuccessful = true
    /// When settings and catalog were last read without a fault.
    public var configReadTime: Timestamp
    /// The settings' limit on samples.
    public var samplesLimit: Int
    /// Samples that were left out for it.
    public var samplesLeftOut = 0

    /// The numbers of a record.
    public struct Record: Sendable {
        /// Figures in force.
        public var observations = 0
        /// Statements kept whole.
        public var vintages = 0
        /// Batches, void ones too.
        public var batches = 0
        /// Bytes on disk.
        public var bytes = 0
        /// Rows of all batches by what they did: `new`, `revised`, …
        public var rows: [(result: String, count: Int)] = []
        /// Batches by kind: `backfill`, `retraction`, `undo`.
        public var files: [(result: String, count: Int)] = []

        /// Makes numbers of zero.
        public init() {}
    }

    /// Makes the metrics of a service that has just read its settings.
    public init(version: String, configReadTime: Timestamp, samplesLimit: Int) {
        self.version = version
        self.configReadTime = configReadTime
        self.samplesLimit = samplesLimit
    }

    /// The exposition of the service's own families.
    ///
    /// - Parameter snapshot: what is served with them, whose samples they count; nil before the first snapshot.
    /// - Throws: `FormatsError.compression` where zlib refuses.
    public func render(beside snapshot: RenderedSnapshot?) throws(FormatsError) -> RenderedMetrics {
        try RenderedMetrics(
            text: write(beside: snapshot, as: .text), openMetrics: write(beside: snapshot, as: .openMetrics))
    }

    private func write(beside snapshot: RenderedSnapshot?, as format: ExpositionFormat) -> MetricWriter {
        var writer = MetricWriter(format: format)
        func one(_ family: MetricFamily, _ value: Double?) {
            writer.begin(family)
            if let value { writer.sample(value) }
        }
        func by(_ label: String, _ family: MetricFamily, _ counts: [(result: String, count: Int)]) {
            writer.begin(family)
            for (result, count) in counts { writer.sample(Double(count), labels: [label: result]) }
        }
        func each(_ family: MetricFamily, _ time: KeyPath<UnitOutcome, Double?>) {
            writer.begin(family)
            for outcome in outcomes {
                if let time = outcome[keyPath: time] { writer.sample(time, labels: ["unit": outcome.unit]) }
            }
        }
        writer.begin(ServiceFamilies.build)
        writer.sample(1, labels: ["version": version])
        one(ServiceFamilies.snapshotTime, snapshotTime?.seconds)
        one(ServiceFamilies.lastSuccess, lastSuccess?.seconds)
        one(ServiceFamilies.evaluationDuration, evaluationSeconds)
        by(
            "result", ServiceFamilies.evaluationRuns,
            [("success", evaluationSuccesses), ("failure", evaluationFailures)])
        one(ServiceFamilies.recordReadable, isRecordReadable.map { $0 ? 1 : 0 })
        one(ServiceFamilies.recordObservations, record.map { Double($0.observations) })
        one(ServiceFamilies.recordVintages, record.map { Double($0.vintages) })
        one(ServiceFamilies.recordBatches, record.map { Double($0.batches) })
        one(ServiceFamilies.recordSize, record.map { Double($0.bytes) })
        one(ServiceFamilies.recordUnknown, record == nil ? nil : unknownSeries.map { Double($0) })
        by("state", ServiceFamilies.recordReplicas, replicas?.named.map { ($0.state, $0.count) } ?? [])
        one(ServiceFamilies.recordDurable, replicas.map { $0.risk == nil ? 1 : 0 })
        one(ServiceFamilies.recordLag, secondsBehind)
        by("result", ServiceFamilies.exchangeRows, record?.rows ?? [])
        by("result", ServiceFamilies.exchangeFiles, record?.files ?? [])
        by("state", ServiceFamilies.intakeFiles, inbox.files.map { ($0.state, $0.files) })
        one(ServiceFamilies.intakeOldest, inbox.files.isEmpty ? nil : inbox.oldestWaiting?.seconds ?? 0)
        each(ServiceFamilies.unitSuccess, \.success)
        each(ServiceFamilies.unitFailure, \.failure)
        one(ServiceFamilies.reloadSuccessful, isLastReloadSuccessful ? 1 : 0)
        one(ServiceFamilies.reloadTime, configReadTime.seconds)
        one(ServiceFamilies.samples, snapshot.map { Double($0.samples) })
        one(ServiceFamilies.samplesLimit, Double(samplesLimit))
        one(ServiceFamilies.samplesLeftOut, snapshot == nil ? nil : Double(samplesLeftOut))
        return writer
    }
}
