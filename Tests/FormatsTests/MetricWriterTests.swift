import Formats
import MosaicTestKit
import Testing

@Suite
struct MetricWriterTests {
    /// One of everything, in the order of a real exposition.
    private static func writeAll(_ writer: inout MetricWriter) {
        writer.beginFamily("mosaic_build", type: .info, unit: "build", help: "The program's version.")
        writer.sample(1, labels: ["version": "0.1.0", "revision": ""])
        let shared: LabelSet = ["indicator": "computing_power", "region": "CN-NM"]
        writer.beginFamily("mosaic_indicator_value", type: .gauge, help: "The newest value,\nin its \"unit\", a\\b.")
        writer.sample(324.49233, labels: shared, ["unit": "EFLOPS"])
        writer.sample(.nan, labels: ["indicator": "launches", "region": "CN"])
        writer.sample(-0.0, labels: ["indicator": "clean_energy", "region": "CN-QH"], ["unit": "percent"])
        writer.beginFamily("mosaic_target_state", type: .gauge, help: "Which state a target is in.")
        writer.sample(1, labels: shared, ["state": "met"])
        writer.sample(0, labels: shared, ["state": "behind"])
        writer.beginFamily("mosaic_evaluation_duration_seconds", type: .gauge, unit: "seconds", help: "Time taken.")
        writer.sample(0.0000015)
        writer.beginFamily("mosaic_forecast_value", type: .gauge, help: "No forecast was made.")
        writer.sample(.infinity, labels: shared)
        writer.beginFamily("mosaic_exchange_rows", type: .counter, unit: "files", help: "Rows read.")
        writer.sample(1e21, labels: ["result": "ok"])
        writer.beginFamily("process_cpu_seconds", type: .counter, unit: "seconds", help: "CPU time.")
        writer.sample(12.5)
        writer.beginFamily(
            "mosaic_http_request_duration_seconds", type: .histogram, unit: "seconds", help: "Time to answer.")
        writer.histogram(
            bounds: [0.00001, 0.005, 1, 2.5, 10], counts: [1, 2, 0, 3, 0, 4], sum: 61.25, labels: ["route": "/metrics"])
        writer.histogram(bounds: [1], counts: [0, 0], sum: 0)
    }

    @Test(arguments: [false, true], [[LabelSet()], LabelSet.some(of: "state", ["up", "down", ""])])
    func `rows of samples are written as one by one`(isExtended: Bool, more: [LabelSet]) {
        let regions = ["CN", "CN-\"NM\"", "CN-QH", "甘肃"]
        let units = ["a\nb", "", "%", "EFLOPS"]
        // A column before those of the family, and one behind.
        let step = more.count + 2
        let values = (0..<regions.count * step).map { (index: Int) -> Double in
            index % 5 == 3 ? Double.nan : Double(index) * 1.7 - 4
        }
        var rows = LabelRows(capacity: 1)
        var (one, all) = (MetricWriter(format: .text), MetricWriter(format: .text))
        for (region, unit) in zip(regions, units) {
            rows.append(["region": region, "indicator": "launches"], and: ("unit", unit))
        }
        for name in ["first", "second"] {
            one.beginFamily(name, type: .gauge, help: "Of rows.")
            all.beginFamily(name, type: .gauge, help: "Of rows.")
            for (row, region) in regions.enumerated() {
                let labels: LabelSet = [
                    "region": region, "indicator": "launches", "unit": isExtended ? units[row] : "",
                ]
                for (number, more) in more.enumerated() {
                    one.sample(values[row * step + 1 + number], labels: labels, more)
                }
            }
            let lines = GaugeLines(name, more)
            for some in [0..<1, 1..<regions.count] {
                all.samples(values, from: 1, every: step, in: some, labels: rows, isExtended: isExtended, as: lines)
            }
        }
        // A family without samples has no head.
        all.beginFamily("none", type: .gauge, help: "Of nothing.")
        let nothing = values.map { _ in Double.nan }
        let lines = GaugeLines("none", more)
        all.samples(nothing, from: 1, every: step, in: 0..<rows.count, labels: rows, isExtended: isExtended, as: lines)
        #expect(all.samples == one.samples)
        #expect(String(decoding: all.finish(), as: UTF8.self) == String(decoding: one.finish(), as: UTF8.self))
    }

    @Test
    func `the text format is as Prometheus 0.0.4 has it`() {
        var writer = MetricWriter(format: .text)
        Self.writeAll(&writer)
        #expect(writer.samples == 20)
        #expect(
            String(decoding: writer.finish(), as: UTF8.self) == #"""
                # HELP mosaic_build_info The program's version.
                # TYPE mosaic_build_info gauge
                mosaic_build_info{version="0.1.0"} 1
                # HELP mosaic_indicator_value The newest value,\nin its "unit", a\\b.
                # TYPE mosaic_indicator_value gauge
                mosaic_indicator_value{indicator="computing_power",region="CN-NM",unit="EFLOPS"} 324.49233
                mosaic_indicator_value{indicator="clean_energy",region="CN-QH",unit="percent"} 0
                # HELP mosaic_target_state Which state a target is in.
                # TYPE mosaic_target_state gauge
                mosaic_target_state{indicator="computing_power",region="CN-NM",state="met"} 1
                mosaic_target_state{indicator="computing_power",region="CN-NM",state="behind"} 0
                # HELP mosaic_evaluation_duration_seconds Time taken.
                # TYPE mosaic_evaluation_duration_seconds gauge
                mosaic_evaluation_duration_seconds 0.0000015
                # HELP mosaic_exchange_rows_total Rows read.
                # TYPE mosaic_exchange_rows_total counter
                mosaic_exchange_rows_total{result="ok"} 1e21
                # HELP process_cpu_seconds_total CPU time.
                # TYPE process_cpu_seconds_total counter
                process_cpu_seconds_total 12.5
                # HELP mosaic_http_request_duration_seconds Time to answer.
                # TYPE mosaic_http_request_duration_seconds histogram
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="1e-05"} 1
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="0.005"} 3
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="1.0"} 3
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="2.5"} 6
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="10.0"} 6
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="+Inf"} 10
                mosaic_http_request_duration_seconds_sum{route="/metrics"} 61.25
                mosaic_http_request_duration_seconds_count{route="/metrics"} 10
                mosaic_http_request_duration_seconds_bucket{le="1.0"} 0
                mosaic_http_request_duration_seconds_bucket{le="+Inf"} 0
                mosaic_http_request_duration_seconds_sum 0
                mosaic_http_request_duration_seconds_count 0

                """#)
    }

    @Test
    func `OpenMetrics is as its version 1.0 has it`() {
        var writer = MetricWriter(format: .openMetrics)
        Self.writeAll(&writer)
        #expect(writer.samples == 20)
        #expect(
            String(decoding: writer.finish(), as: UTF8.self) == #"""
                # TYPE mosaic_build info
                # HELP mosaic_build The program's version.
                mosaic_build_info{version="0.1.0"} 1
                # TYPE mosaic_indicator_value gauge
                # HELP mosaic_indicator_value The newest value,\nin its \"unit\", a\\b.
                mosaic_indicator_value{indicator="computing_power",region="CN-NM",unit="EFLOPS"} 324.49233
                mosaic_indicator_value{indicator="clean_energy",region="CN-QH",unit="percent"} 0
                # TYPE mosaic_target_state gauge
                # HELP mosaic_target_state Which state a target is in.
                mosaic_target_state{indicator="computing_power",region="CN-NM",state="met"} 1
                mosaic_target_state{indicator="computing_power",region="CN-NM",state="behind"} 0
                # TYPE mosaic_evaluation_duration_seconds gauge
                # UNIT mosaic_evaluation_duration_seconds seconds
                # HELP mosaic_evaluation_duration_seconds Time taken.
                mosaic_evaluation_duration_seconds 0.0000015
                # TYPE mosaic_exchange_rows counter
                # HELP mosaic_exchange_rows Rows read.
                mosaic_exchange_rows_total{result="ok"} 1e21
                # TYPE process_cpu_seconds counter
                # UNIT process_cpu_seconds seconds
                # HELP process_cpu_seconds CPU time.
                process_cpu_seconds_total 12.5
                # TYPE mosaic_http_request_duration_seconds histogram
                # UNIT mosaic_http_request_duration_seconds seconds
                # HELP mosaic_http_request_duration_seconds Time to answer.
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="1e-05"} 1
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="0.005"} 3
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="1.0"} 3
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="2.5"} 6
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="10.0"} 6
                mosaic_http_request_duration_seconds_bucket{route="/metrics",le="+Inf"} 10
                mosaic_http_request_duration_seconds_sum{route="/metrics"} 61.25
                mosaic_http_request_duration_seconds_count{route="/metrics"} 10
                mosaic_http_request_duration_seconds_bucket{le="1.0"} 0
                mosaic_http_request_duration_seconds_bucket{le="+Inf"} 0
                mosaic_http_request_duration_seconds_sum 0
                mosaic_http_request_duration_seconds_count 0
                # EOF

                """#)
    }

    @Test(arguments: [(ExpositionFormat.text, ""), (.openMetrics, "# EOF\n")])
    func `an exposition of nothing is empty, but for its end`(format: ExpositionFormat, text: String) {
        #expect(String(decoding: MetricWriter(format: format).finish(), as: UTF8.self) == text)
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `parts one after the other are one exposition, with one end`(format: ExpositionFormat) {
        func write(_ name: String, _ writer: inout MetricWriter) {
            writer.beginFamily(name, type: .gauge, help: "One.")
            writer.sample(1)
        }
        var whole = MetricWriter(format: format)
        write("a", &whole)
        write("b", &whole)
        var first = MetricWriter(format: format)
        write("a", &first)
        var second = MetricWriter(format: format)
        write("b", &second)
        #expect(first.part() + second.finish() == whole.finish())
    }

    @Test(arguments: [
        (0.0, "0.0"), (0.0001, "0.0001"), (0.00001, "1e-05"), (0.0025, "0.0025"), (1, "1.0"), (10, "10.0"),
        (2.5, "2.5"),
        (100_000, "100000.0"), (1e6, "1e+06"), (2.5e6, "2.5e+06"), (1e10, "1e+10"), (1e100, "1e+100"), (-1, "-1.0"),
    ])
    func `bounds of buckets are OpenMetrics' canonical numbers`(bound: Double, text: String) {
        var writer = MetricWriter(format: .text)
        writer.beginFamily("h", type: .histogram, help: "H.")
        writer.histogram(bounds: [bound], counts: [1, 0], sum: 0)
        #expect(String(decoding: writer.finish(), as: UTF8.self).contains("h_bucket{le=\"\(text)\"} 1\n"))
    }

    @Test
    func `the types of content are exact`() {
        #expect(ExpositionFormat.text.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(
            ExpositionFormat.openMetrics.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }

    @Test
    func `a family that comes twice traps`() async {
        await #expect(processExitsWith: .failure) {
            var writer = MetricWriter(format: .text)
            writer.beginFamily("a", type: .gauge, help: "A.")
            writer.beginFamily("a", type: .gauge, help: "A.")
        }
    }

    @Test(arguments: ["", "1a", "a b", "a_total", "a_info"])
    func `a family's name that is none, or has the suffix of a sample, traps`(name: String) async {
        await #expect(processExitsWith: .failure) { [name] in
            var writer = MetricWriter(format: .openMetrics)
            writer.beginFamily(name, type: .counter, help: "A.")
        }
    }
}

extension LabelSet {
    /// A label with each of some values.
    fileprivate static func some(of name: String, _ values: [String]) -> [LabelSet] {
        values.map { LabelSet(dictionaryLiteral: (name, $0)) }
    }
}
