internal import Formats

/// The families about the service itself, in the order in which they are served.
enum ServiceFamilies {
    static let build = MetricFamily("mosaic_build", .info, labels: ["version"], help: "The version of the service.")
    static let snapshotTime = MetricFamily(
        "mosaic_snapshot_timestamp_seconds", help: "When the snapshot that is served was evaluated.")
    static let lastSuccess = MetricFamily(
        "mosaic_evaluation_last_success_timestamp_seconds", help: "When an evaluation last succeeded.")
    static let evaluationDuration = MetricFamily(
        "mosaic_evaluation_duration_seconds", help: "How long the last evaluation took, rendering too.")
    static let evaluationRuns = MetricFamily(
        "mosaic_evaluation_runs", .counter, labels: ["result"], help: "Evaluations since the start, by result.")
    static let recordReadable = MetricFamily(
        "mosaic_record_readable",
        help: "1 if the record could be read when it was last looked at; else the last snapshot is served.")
    static let recordObservations = MetricFamily("mosaic_record_observations", help: "Figures in force in the record.")
    static let recordVintages = MetricFamily("mosaic_record_vintages", help: "Statements that the record keeps whole.")
    static let recordBatches = MetricFamily("mosaic_record_batches", help: "Batches in the record, void ones too.")
    static let recordSize = MetricFamily("mosaic_record_size_bytes", help: "Size of the record on disk.")
    static let recordUnknown = MetricFamily(
        "mosaic_record_unknown_series", help: "Series in the record that the catalog does not name.")
    static let recordReplicas = MetricFamily(
        "mosaic_record_replicas", labels: ["state"],
        help: "Servers that follow the one with the record, by how a commit waits for them.")
    static let recordDurable = MetricFamily(
        "mosaic_record_durable",
        help: "1 if a commit waits for another server's disk; 0 if what is recorded may be lost with one server.")
    static let recordLag = MetricFamily(
        "mosaic_record_replica_lag_seconds",
        help: "How old the newest state of the standby may be that the record is read from.")
    static let exchangeRows = MetricFamily(
        "mosaic_exchange_rows", .counter, labels: ["result"], help: "Rows of the record's batches, by what they did.")
    static let exchangeFiles = MetricFamily(
        "mosaic_exchange_files", .counter, labels: ["result"], help: "Files and undos that made a batch of the record.")
    static let intakeFiles = MetricFamily(
        "mosaic_intake_files", labels: ["state"],
        help: "Files in the inboxes: waiting, being written, ignored, failed, and done ones that are kept.")
    static let intakeOldest = MetricFamily(
        "mosaic_intake_oldest_waiting_timestamp_seconds",
        help: "When the oldest file came to an inbox that is not taken yet; 0 if none waits.")
    static let unitSuccess = MetricFamily(
        "mosaic_unit_last_success_timestamp_seconds", labels: ["unit"],
        help: "When a unit beside the service, such as mosaic-backup, last succeeded.")
    static let unitFailure = MetricFamily(
        "mosaic_unit_last_failure_timestamp_seconds", labels: ["unit"], help: "When such a unit last failed.")
    static let reloadSuccessful = MetricFamily(
        "mosaic_config_last_reload_successful",
        help: "1 if the settings and the catalog were last read without a fault.")
    static let reloadTime = MetricFamily(
        "mosaic_config_last_reload_success_timestamp_seconds", help: "When they were last read without a fault.")
    static let samples = MetricFamily("mosaic_exposition_samples", help: "Samples of the snapshot that are served.")
    static let samplesLimit = MetricFamily("mosaic_exposition_samples_limit", help: "The settings' limit on them.")
    static let samplesLeftOut = MetricFamily(
        "mosaic_exposition_samples_left_out", help: "Samples left out for the limit.")

    static let table = [
        build, snapshotTime, lastSuccess, evaluationDuration, evaluationRuns, recordReadable, recordObservations,
        recordVintages, recordBatches, recordSize, recordUnknown, recordReplicas, recordDurable, recordLag,
        exchangeRows, exchangeFiles, intakeFiles, intakeOldest, unitSuccess, unitFailure, reloadSuccessful, reloadTime,
        samples, samplesLimit, samplesLeftOut,
    ]
}

/// The families of the process, written anew at each scrape, in the order in which they are served.
enum ProcessFamilies {
    static let expositionSize = MetricFamily(
        "mosaic_exposition_size_bytes", labels: ["format", "encoding"],
        help: "Size of the snapshot's exposition, in the forms that are asked for.")
    static let requests = MetricFamily(
        "mosaic_http_requests", .counter, labels: ["route", "status"], help: "HTTP requests answered.")
    static let duration = MetricFamily(
        "mosaic_http_request_duration_seconds", .histogram, help: "How long HTTP requests took to answer.")
    static let webConfigSuccessful = MetricFamily(
        "mosaic_web_config_last_reload_successful",
        help: "1 if the file of --web.config.file was last read without a fault; else the last good one counts.")
    static let webConfigTime = MetricFamily(
        "mosaic_web_config_last_reload_success_timestamp_seconds", help: "When it was last read without a fault.")
    static let certificateEnd = MetricFamily(
        "mosaic_web_certificate_end_timestamp_seconds", help: "When the certificate ends that is shown to clients.")
    static let tokenFailures = MetricFamily(
        "mosaic_http_token_failures", .counter,
        help: "Requests to write that had no token, or one that is wrong or over.")
    static let cpu = MetricFamily("process_cpu_seconds", .counter, help: "User and system CPU time spent.")
    static let residentMemory = MetricFamily("process_resident_memory_bytes", help: "Resident memory.")
    static let virtualMemory = MetricFamily("process_virtual_memory_bytes", help: "Virtual memory.")
    static let startTime = MetricFamily("process_start_time_seconds", help: "When the process started, since 1970.")
    static let openDescriptors = MetricFamily("process_open_fds", help: "Open file descriptors.")
    static let maxDescriptors = MetricFamily("process_max_fds", help: "Most file descriptors that can be open.")

    static let table = [
        expositionSize, requests, duration, webConfigSuccessful, webConfigTime, certificateEnd, tokenFailures,
        cpu, residentMemory, virtualMemory, startTime, openDescriptors, maxDescriptors,
    ]
}

extension MetricFamily {
    /// Every family that is served, in the order in which it is: the table of docs/metrics.md.
    public static let all: [MetricFamily] =
        SeriesFamily.table.map(\.family) + TargetFamily.table.map(\.family) + SpreadFamily.table.map(\.family)
        + InfoFamilies.table + ServiceFamilies.table + ProcessFamilies.table
}
