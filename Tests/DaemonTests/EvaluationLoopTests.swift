import Config
import Exposition
import Foundation
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Daemon

@Suite
struct EvaluationLoopTests {
    static let value = #"mosaic_indicator_value{indicator="power",region="CN",unit="PFLOPS"}"#

    @Test
    func `the first step evaluates, an empty record too, and later ones have nothing to do`() throws {
        let bench = try LoopBench()
        #expect(
            try bench.step() == "0 indicators, 0 regions, 0 observations; 0 targets missed, 0 behind; evaluated 12:00")
        #expect(bench.publication.current.evaluated != nil)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="success"}"#) == 1)
        #expect(bench.served("mosaic_record_batches") == 0)
        let number = bench.publication.current.number
        for _ in 0..<5 { #expect(try bench.step(after: 1) == nil) }
        #expect(bench.publication.current.number == number)
    }

    @Test
    func `a commit is evaluated when a step has passed without another one`() throws {
        let bench = try LoopBench()
        _ = try bench.step()
        try bench.record(year: 2025, value: 50)
        #expect(try bench.step() == nil)
        #expect(bench.served(Self.value) == nil)
        try bench.record(year: 2025, value: 60)
        #expect(try bench.step() == nil)
        #expect(
            try bench.step()?.hasPrefix("1 indicator, 1 region, 1 observation; 1 target missed, 0 behind") == true)
        #expect(bench.served(Self.value) == 60)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="success"}"#) == 2)
        #expect(bench.served("mosaic_record_batches") == 2)
        #expect(bench.served(#"mosaic_exchange_rows_total{result="new"}"#) == 1)
        #expect(bench.served(#"mosaic_exchange_rows_total{result="revised"}"#) == 1)
        #expect(bench.served(#"mosaic_exchange_files_total{result="backfill"}"#) == 2)
        #expect(try bench.step() == nil)
    }

    @Test
    func `a commit long after an evaluation waits for a pause too`() throws {
        let bench = try LoopBench()
        _ = try bench.step()
        try bench.record(year: 2025, value: 50)
        #expect(try bench.step(after: 60) == nil)
        #expect(try bench.step() != nil)
    }

    @Test func `what a record's server is among others is served, asked every five seconds, and warned of once`() throws
    {
        let bench = try LoopBench()
        _ = try bench.step()
        #expect(bench.served("mosaic_record_durable") == nil)
        #expect(bench.served("mosaic_record_replica_lag_seconds") == nil)
        let risk = "a commit waits for no other server"
        for _ in 0..<2 {
            bench.record.serve(as: .primary(Replicas(counts: [.async: 2], risk: risk)))
            _ = try bench.step(after: 5)
        }
        #expect(bench.served(#"mosaic_record_replicas{state="async"}"#) == 2)
        #expect(bench.served(#"mosaic_record_replicas{state="sync"}"#) == 0)
        #expect(bench.served("mosaic_record_durable") == 0)
        #expect(bench.log.lines.filter { $0.contains(risk) }.count == 1)
        bench.record.serve(as: .primary(Replicas(counts: [.sync: 1], risk: nil)))
        _ = try bench.step(after: 4)
        #expect(bench.served("mosaic_record_durable") == 0)
        _ = try bench.step(after: 1)
        #expect(bench.served("mosaic_record_durable") == 1)
        bench.record.serve(as: .standby(secondsBehind: 125))
        _ = try bench.step(after: 5)
        #expect(bench.served("mosaic_record_durable") == nil)
        #expect(bench.served("mosaic_record_replica_lag_seconds") == 125)
        #expect(bench.status?.hasSuffix("; read from a standby, 2 minutes behind") == true)
    }

    @Test func `a step is awaited from a commit until it is evaluated, and not of a record that is lost`() throws {
        let bench = try LoopBench()
        #expect(!bench.isAwaited)
        _ = try bench.step()
        #expect(!bench.isAwaited)
        try bench.record(year: 2025, value: 50)
        #expect(bench.isAwaited)
        #expect(try bench.step() == nil)
        #expect(bench.isAwaited)
        #expect(try bench.step() != nil)
        #expect(!bench.isAwaited)
        bench.record.fail(with: .unreachable(place: "naive", why: "gone"))
        #expect(bench.isAwaited)
        #expect(try bench.step() == nil)
        #expect(!bench.isAwaited)
    }

    @Test(arguments: [(0.125, 0.5), (10.0, 1.0)])
    func `a commit soon after another's evaluation waits four times as long as that took, a second at most`(
        took: Double, rest: Double
    ) throws {
        let bench = try LoopBench()
        _ = try bench.step()
        try bench.record(year: 2025, value: 40)
        #expect(try bench.step() == nil)
        #expect(try bench.step(taking: took) != nil)
        try bench.record(year: 2025, value: 50)
        #expect(try bench.step() == nil)
        #expect(try bench.step(after: rest - 0.001) == nil)
        #expect(bench.isAwaited)
        #expect(try bench.step(after: 0.001) != nil)
    }

    @Test func `a commit soon after the first evaluation waits for nothing but a quiet look`() throws {
        let bench = try LoopBench()
        #expect(try bench.step(taking: 10) != nil)
        try bench.record(year: 2025, value: 50)
        #expect(try bench.step() == nil)
        #expect(try bench.step() != nil)
    }

    @Test func `commits without a pause are evaluated a second after the first of them`() throws {
        let bench = try LoopBench()
        _ = try bench.step()
        var evaluated: [Int] = []
        for value in 1...10 {
            try bench.record(year: 2025, value: Double(value))
            guard try bench.step(after: 1) != nil else { continue }
            evaluated.append(value)
            #expect(bench.served(Self.value) == Double(value))
        }
        #expect(evaluated == [2, 4, 6, 8, 10])
    }

    @Test
    func `without a commit the record is evaluated when the interval has gone by`() throws {
        let bench = try LoopBench(schedule: .every(.seconds(60)))
        #expect(try bench.step() != nil)
        #expect(try bench.step(after: 59) == nil)
        #expect(try bench.step(after: 1)?.hasSuffix("evaluated 12:01") == true)
        #expect(try bench.step(after: 30) == nil)
        try bench.record(year: 2025, value: 1)
        #expect(try bench.step() == nil)
        // The interval counts from the last evaluation.
        #expect(try bench.step() != nil)
        #expect(try bench.step(after: 59) == nil)
        #expect(try bench.step(after: 1) != nil)
    }

    @Test
    func `without a commit the record is evaluated at the time of day that is set`() throws {
        // 05:59 in Shanghai.
        let bench = try LoopBench(schedule: .at(hour: 6, minute: 0), at: "2026-02-28T21:59:00Z")
        #expect(try bench.step()?.hasSuffix("evaluated 05:59") == true)
        #expect(try bench.step(after: 59) == nil)
        #expect(try bench.step(after: 1)?.hasSuffix("evaluated 06:00") == true)
        #expect(try bench.step(after: 86_399) == nil)
        #expect(try bench.step(after: 1)?.hasSuffix("evaluated 06:00") == true)
    }

    @Test
    func `a clock that is set back has the record evaluated at once, and the interval counts from there`() throws {
        let bench = try LoopBench(schedule: .every(.seconds(60)))
        #expect(try bench.step() != nil)
        #expect(try bench.step(after: -1) == nil)
        #expect(try bench.step(after: -86_400) != nil)
        #expect(try bench.step(after: 59) == nil)
        #expect(try bench.step(after: 1) != nil)
    }

    @Test
    func `the as-of year is the clock's in the settings' time zone`() throws {
        let bench = try LoopBench(at: "2025-12-31T15:59:00Z")
        try bench.record(year: 2025, value: 50)
        try bench.record(year: 2026, value: 60)
        _ = try bench.step()
        #expect(bench.served(Self.value) == 50)
        #expect(try bench.step(after: 3600) != nil)
        #expect(bench.served(Self.value) == 60)
    }

    @Test(arguments: [
        // Towards the later target at 0.8 of its pace, and the earlier one is met.
        ([(2020, 80.0), (2025, 448)], "0 targets missed, 1 behind"),
        // The earlier one waits for the figure of its year, and was behind its path before.
        ([(2020, 80.0), (2024, 81)], "0 targets missed, 2 behind"),
    ])
    func `the status counts as behind what the page of targets does`(values: [(Int, Double)], words: String) throws {
        let bench = try LoopBench()
        for (year, value) in values { try bench.record(year: year, value: value) }
        #expect(try bench.step()?.contains("; \(words); ") == true)
    }

    @Test
    func `the status tells what is served`() throws {
        let bench = try LoopBench()
        for (year, value) in [(2020, 80.0), (2024, 81), (2025, 90)] { try bench.record(year: year, value: value) }
        try bench.record(year: 2025, value: 1, indicator: "unheard_of")
        let status = "1 indicator, 1 region, 3 observations; 1 target missed, 1 behind; evaluated 12:00"
        #expect(try bench.step() == status)
        #expect(bench.publication.current.status.english == status)
        #expect(bench.publication.current.status.chinese == "1个指标，1个地区，3条数据；1个目标未实现，1个落后；12:00计算")
        #expect(bench.served("mosaic_record_unknown_series") == 1)
        #expect(bench.served("mosaic_record_observations") == 4)
        #expect(bench.served("mosaic_snapshot_timestamp_seconds") == bench.now.seconds)
    }

    @Test
    func `an evaluation that fails leaves the last snapshot served, counts, and is tried again after half a minute`()
        throws
    {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 50)
        _ = try bench.step()
        let (served, status) = (bench.servedSnapshot, bench.publication.current.status)
        try bench.record(year: 2025, value: 60)
        bench.breakRecord()
        #expect(try bench.step(after: 1) == nil)
        #expect(try bench.step(after: 1) == nil)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 1)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="success"}"#) == 1)
        #expect(bench.servedSnapshot == served)
        #expect(bench.publication.current.status == status)
        #expect(bench.served(Self.value) == 50)
        #expect(try bench.step(after: 29) == nil)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 1)
        #expect(try bench.step(after: 1) == nil)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 2)
    }

    @Test
    func `a first evaluation that fails is an error, and nothing is served`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 50)
        bench.breakRecord()
        var failed = false
        do { _ = try bench.step() } catch { failed = true }
        #expect(failed)
        #expect(bench.publication.current.number == 0)
    }

    @Test
    func `settings that can't be read leave the old ones, and say so`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2025, value: 50)
        _ = try bench.step()
        bench.reload(path: bench.folder.appending(path: "missing.yaml").path)
        #expect(bench.served("mosaic_config_last_reload_successful") == 0)
        #expect(bench.served(Self.value) == 50)
        #expect(try bench.step(after: 1) == nil)
        #expect(bench.served(Self.value) == 50)
    }

    @Test func `what has become of other units is served by the next step, without an evaluation`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 150)
        _ = try bench.step()
        let success = "mosaic_unit_last_success_timestamp_seconds{unit=\"copy\"}"
        #expect(bench.served(success) == nil)
        let file = bench.folder.appending(path: "copy.success").path
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: file)
        #expect(try bench.step(after: 1) == nil)
        #expect(bench.served(success) == 5)
        #expect(bench.served("mosaic_evaluation_runs_total{result=\"success\"}") == 1)
    }

    @Test func `a record that is not to be had counts as failed each half minute, and is taken up when it is back`()
        throws
    {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 50)
        _ = try bench.step()
        bench.record.fail(with: .unreachable(place: "naive", why: "gone"))
        for _ in 0..<30 { #expect(try bench.step(after: 1) == nil) }
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 1)
        #expect(try bench.step(after: 1) == nil)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 2)
        #expect(bench.served(Self.value) == 50)
        bench.record.fail(with: nil)
        try bench.record(year: 2025, value: 60)
        #expect(try bench.step(after: 1) == nil)
        #expect(try bench.step() != nil)
        #expect(bench.served(Self.value) == 60)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 2)
    }

    @Test func `another record under the same name is opened and evaluated whole, and its batches are counted anew`()
        throws
    {
        let bench = try LoopBench()
        for year in [2023, 2024] { try bench.record(year: year, value: 50) }
        _ = try bench.step()
        #expect(bench.served(#"mosaic_exchange_rows_total{result="new"}"#) == 2)
        bench.record.fail(with: .unreachable(place: "naive", why: "another file has its name now, or none"))
        bench.replaceRecord()
        try bench.record(year: 2022, value: 7)
        #expect(try bench.step() == nil)
        #expect(try bench.step()?.hasPrefix("1 indicator, 1 region, 1 observation") == true)
        #expect(bench.served(Self.value) == 7)
        #expect(bench.served(#"mosaic_exchange_rows_total{result="new"}"#) == 1)
        #expect(bench.served(#"mosaic_exchange_files_total{result="backfill"}"#) == 1)
    }

    @Test func `what is left out for the limit is named once in the log, and told in the status and by a metric`()
        throws
    {
        let bench = try LoopBench(samplesLimit: 50)
        try bench.record(year: 2025, value: 50)
        _ = try bench.step()
        let leftOut = "mosaic_exposition_samples_left_out"
        #expect(bench.served(leftOut) == 0)
        func evaluate(_ year: Int, _ indicator: Identifier<Indicator>) throws -> String? {
            try bench.record(year: year, value: Double(year), indicator: indicator)
            _ = try bench.step()
            return try bench.step()
        }
        let full = try #require(try evaluate(2024, "area"))
        let count = try #require(bench.served(leftOut))
        #expect(count > 1)
        #expect(full.hasSuffix("evaluated 12:00; \(Int(count)) samples left out"))
        #expect(bench.served(#"mosaic_indicator_value{indicator="area",region="CN",unit="km²"}"#) == nil)
        #expect(bench.served(Self.value) == 50)
        #expect(try evaluate(2023, "area") != nil)
        #expect(
            bench.log.lines.filter { $0.hasPrefix("warning: ") } == [
                "warning: indicators left out for the limit on samples indicators=area samples=\(Int(count)) samples_limit=50"
            ])
    }

    @Test func `an evaluation sees one state, though somebody commits after every call`() throws {
        let bench = try LoopBench(isRestless: true)
        try bench.record(year: 2025, value: 1)
        #expect(try bench.step() != nil)
        let batches = try #require(bench.served("mosaic_record_batches"))
        #expect(bench.served("mosaic_record_observations") == batches)
        #expect(bench.served("mosaic_record_vintages") == batches)
        #expect(bench.served(#"mosaic_exchange_rows_total{result="new"}"#) == batches)
        #expect(bench.served(#"mosaic_exchange_files_total{result="backfill"}"#) == batches)
        #expect(try bench.record.batches().count > Int(batches))
    }

    @Test func `a record that is lost is told once, may be restored meanwhile, and its return is told once`() throws {
        let bench = try LoopBench()
        try bench.record(year: 2024, value: 50)
        _ = try bench.step()
        #expect(bench.served("mosaic_record_readable") == 1)
        #expect(bench.isReading == true)
        let gone = RecordFailure.damaged(place: "naive", why: "it was cut from 8192 bytes to 0")
        bench.record.fail(with: gone)
        for _ in 0..<100 { #expect(try bench.step(after: 1) == nil) }
        #expect(bench.served("mosaic_record_readable") == 0)
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 4)
        #expect(bench.isReading == false)
        #expect(throws: gone) { try bench.served.store() }
        // It is lost for another reason now.
        let another = RecordFailure.missing(place: "naive")
        bench.record.fail(with: another)
        for _ in 0..<100 { #expect(try bench.step(after: 1) == nil) }
        bench.record.fail(with: nil)
        #expect(try bench.step() == nil)
        #expect(bench.isReading == true)
        #expect(try bench.step() != nil)
        #expect(bench.served("mosaic_record_readable") == 1)
        #expect(try bench.step() == nil)
        let told = bench.log.lines.filter { !$0.hasPrefix("info: ") }
        #expect(
            told == [
                "error: evaluation failed; the last snapshot stays served error=\(gone)",
                "error: evaluation failed; the last snapshot stays served error=\(another)",
                "notice: opened the record again reason=\(another)",
            ])
    }

    @Test func `an evaluation that fails for one reason again and again is told once`() throws {
        let bench = try LoopBench()
        _ = try bench.step()
        try bench.record(year: 2024, value: 50)
        bench.breakRecord()
        for _ in 0..<100 { #expect(try bench.step(after: 1) == nil) }
        #expect(bench.served(#"mosaic_evaluation_runs_total{result="failure"}"#) == 4)
        #expect(bench.served("mosaic_record_readable") == 0)
        #expect(bench.log.lines.filter { $0.hasPrefix("error: ") }.count == 1)
    }
}
