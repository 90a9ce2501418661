import Formats
import Indicators
import Record
import Reports
import Testing

@Suite
struct CatalogReportTests {
    @Test func `an indicator is told with what the record has of it`() throws {
        let reports = CatalogReport.all(of: try Sample.snapshot())
        #expect(
            reports.map { Sample.text(JSONValue($0)) } == [
                #"""
                {"indicator":"power","title":"Power","title_zh":"算力","titles":{"en":"Power","zh":"算力"},"description":null,\#
                "unit":"PFLOPS","direction":"more","measure":"level",\#
                "series":1,"observations":16,"first_year":2010,"newest_year":2025}
                """#
            ])
    }

    @Test func `a record without a batch and without a service has null for both`() {
        let report = StatusReport(
            record: "/tmp/a.db",
            size: RecordSize(observations: 0, vintages: 0, batches: 0, bytes: 4096, totals: BatchTotals()), newest: nil,
            service: nil, server: nil)
        #expect(
            Sample.text(JSONValue(report)) == #"""
                {"record":"/tmp/a.db","bytes":4096,"batches":0,"observations":0,"vintages":0,"newest":null,"service":null,\#
                "service_reads":null,"server":null}
                """#)
    }

    @Test(arguments: [
        (
            ServerRole.primary(Replicas(counts: [.sync: 1, .async: 2], risk: nil)),
            "primary; standbys: 1 sync, 2 async; a batch is on another server's disk too",
            #"{"role":"primary","replicas":{"sync":1,"quorum":0,"potential":0,"async":2,"hidden":0},"durable":true,"risk":null,"seconds_behind":null}"#
        ),
        (
            .primary(Replicas(counts: [:], risk: "it waits for none")),
            "primary; standbys: none; a batch may be lost with this server: it waits for none",
            #"{"role":"primary","replicas":{"sync":0,"quorum":0,"potential":0,"async":0,"hidden":0},"durable":false,"risk":"it waits for none","seconds_behind":null}"#
        ),
        (
            .primary(Replicas(counts: [.potential: 1], risk: nil)),
            "primary; standbys: 1 potential; writers wait for one",
            #"{"role":"primary","replicas":{"sync":0,"quorum":0,"potential":1,"async":0,"hidden":0},"durable":true,"risk":null,"seconds_behind":null}"#
        ),
        (
            .standby(secondsBehind: 1.25), "standby, at most 2 s behind its primary",
            #"{"role":"standby","replicas":null,"durable":null,"risk":null,"seconds_behind":1.25}"#
        ),
    ])
    func `a server is told by its role, and what a batch outlives`(role: ServerRole, words: String, json: String) {
        #expect(role.words.english == words)
        #expect(!role.words.chinese.isEmpty && role.words.chinese != words)
        #expect(Sample.text(JSONValue(role)) == json)
    }

    @Test func `a ranked figure has the columns of the export and behind them its rank and share`() throws {
        let snapshot = try Sample.snapshot()
        let figure = try Sample.figure(value: 1)
        let ranked = RankedFigure.newest(of: "power", figures: [figure], in: snapshot)
        #expect(ranked.count == 1)
        let unit = try Sample.unit()
        #expect(
            ranked.map { JSONKeyTests.keys(JSONValue($0, unit: unit)) } == [
                JSONKeyTests.keys(JSONValue(figure, unit: unit)) + [
                    "rank", "nation_share_ratio", "rank_in_parent", "parent_share_ratio",
                ]
            ])
        #expect(RankedFigure.all(of: Sample.key, figures: [figure], in: snapshot, lastYear: 2024).isEmpty)
        #expect(RankedFigure.all(of: Sample.key, figures: [figure], in: snapshot, lastYear: nil).count == 1)
    }

    @Test func `a finding is told by its code, with what to do`() {
        let finding = RecordFinding("unit_changed", .drift, "power is recorded in GW", "give it its \"unit\" back")
        #expect(
            Sample.text(JSONValue(finding)) == #"""
                {"code":"unit_changed","severity":"drift","message":"power is recorded in GW",\#
                "advice":"give it its \"unit\" back"}
                """#)
    }

    @Test func `a copy is told by its file and what it holds`() {
        #expect(
            Sample.text(JSONValue(RecordContent(batches: 2, statements: 30, bytes: 4096), file: "a.db")) == #"""
                {"file":"a.db","batches":2,"statements":30,"bytes":4096}
                """#)
    }
}
