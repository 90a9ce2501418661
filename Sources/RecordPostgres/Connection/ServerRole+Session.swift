import Record

extension ServerRole {
    /// Asks a server what it is among others.
    ///
    /// `pg_stat_replication` hides all but the number of rows from users without `pg_read_all_stats`. A standby that has
    /// replayed all that it received is as new as its primary while it is connected; else its last transaction tells.
    /// (PostgreSQL 15, 28.2.4, 28.2.6 and table 9.92)
    init(_ session: inout Session) throws {
        let own = try session.run(
            """
            SELECT pg_is_in_recovery(), current_setting('synchronous_commit'), current_setting('synchronous_standby_names'),
                CASE
                    WHEN NOT pg_is_in_recovery() THEN 0
                    WHEN EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()
                    THEN 0
                    ELSE extract(epoch FROM clock_timestamp()
                        - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time())) * 1000
                END::bigint
            """)
        if own.int(0, 0) != 0 {
            self = .standby(secondsBehind: Double(max(0, own.int(0, 3))) / 1000)
            return
        }
        let rows = try session.run(
            """
            SELECT coalesce(sync_state, 'hidden'), count(*) FROM pg_stat_replication
            WHERE state IS NULL OR state = 'streaming' GROUP BY 1
            """)
        var counts: [Replicas.State: Int] = [:]
        for row in 0..<rows.count {
            if let state = Replicas.State(rawValue: rows.text(row, 0)) { counts[state] = Int(rows.int(row, 1)) }
        }
        let (commit, names) = (own.text(0, 1), own.text(0, 2))
        let risk =
            !["on", "remote_apply"].contains(commit)
            ? "synchronous_commit is \(commit), so that a commit does not wait for another server's disk"
            : names.isEmpty ? "synchronous_standby_names is empty, so that a commit waits for no other server" : nil
        self = .primary(Replicas(counts: counts, risk: risk))
    }
}
