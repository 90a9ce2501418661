import Evaluation
import Formats
import Indicators
import Testing

@testable import Exposition

@Suite
struct OwnMetricsTests {
    @Test
    func `requests are counted by route and status, sorted`() {
        let requests = HTTPRequestMetrics()
        for (route, status) in [("/metrics", 503), ("/metrics", 200), ("/", 200), ("/metrics", 200)] {
            requests.record(route: route, status: status, seconds: 0)
        }
        let exposed = Exposed(ProcessMetrics(startTime: 1).render(requests, as: .text))
        #expect(
            exposed.samples("mosaic_http_requests_total").map { "\($0.labels) \($0.value)" } == [
                #"{route="/",status="200"} 1.0"#, #"{route="/metrics",status="200"} 2.0"#,
                #"{route="/metrics",status="503"} 1.0"#,
            ])
    }

    @Test
    func `durations are counted into buckets that hold all that is at most their bound`() {
        let requests = HTTPRequestMetrics()
        for seconds in [0.0001, 0.00011, 0.004, 0.005, 0.0051, 10, 11, 0, -1] {
            requests.record(route: "/", status: 200, seconds: seconds)
        }
        let exposed = Exposed(ProcessMetrics(startTime: 1).render(requests, as: .openMetrics))
        let buckets = exposed.samples("mosaic_http_request_duration_seconds_bucket")
        #expect(buckets.count == HTTPRequestMetrics.bounds.count + 1)
        func bucket(_ bound: String) -> Double? { buckets.first { $0.labels == "{le=\"\(bound)\"}" }?.value }
        #expect(bucket("0.0001") == 3)
        #expect(bucket("0.00025") == 4)
        #expect(bucket("0.0025") == 4)
        #expect(bucket("0.005") == 6)
        #expect(bucket("0.01") == 7)
        #expect(bucket("5.0") == 7)
        #expect(bucket("10.0") == 8)
        #expect(bucket("+Inf") == 9)
        #expect(exposed.samples("mosaic_http_request_duration_seconds_count").map(\.value) == [9])
        let sum = exposed.samples("mosaic_http_request_duration_seconds_sum").map(\.value)
        #expect(sum.count == 1 && abs(sum[0] - 21.01431) < 1e-9)
    }

    @Test
    func `before a request there are buckets of zero and no routes`() {
        let exposed = Exposed(ProcessMetrics(startTime: 1).render(HTTPRequestMetrics(), as: .text))
        #expect(exposed.samples("mosaic_http_requests_total").isEmpty)
        #expect(exposed.samples("mosaic_http_request_duration_seconds_bucket").map(\.value).allSatisfy { $0 == 0 })
        #expect(exposed.samples("mosaic_http_request_duration_seconds_count").map(\.value) == [0])
    }

    @Test
    func `the process tells its own values, all of them`() {
        let exposed = Exposed(ProcessMetrics(startTime: 1_767_139_200.5).render(HTTPRequestMetrics(), as: .text))
        func value(_ name: String) -> Double { exposed.samples(name).first?.value ?? -1 }
        #expect(value("process_start_time_seconds") == 1_767_139_200.5)
        #expect(value("process_cpu_seconds_total") > 0)
        #expect(value("process_resident_memory_bytes") > 1_000_000)
        #expect(value("process_virtual_memory_bytes") >= value("process_resident_memory_bytes"))
        #expect(value("process_open_fds") >= 3)
        #expect(value("process_max_fds") >= value("process_open_fds"))
    }

    @Test
    func `the process's part ends the exposition, in OpenMetrics with its mark`() {
        let process = ProcessMetrics(startTime: 1)
        let openMetrics = String(decoding: process.render(HTTPRequestMetrics(), as: .openMetrics), as: UTF8.self)
        let text = String(decoding: process.render(HTTPRequestMetrics(), as: .text), as: UTF8.self)
        #expect(openMetrics.hasSuffix("\n# EOF\n"))
        #expect(text.hasSuffix("\n") && !text.contains("# EOF"))
    }

    @Test
    func `a snapshot has no mark of the end, as more comes behind it`() throws {
        let metrics = try Sample.renderer().render(Sample.snapshot()).metrics
        #expect(!String(decoding: metrics.openMetrics, as: UTF8.self).contains("# EOF"))
        #expect(metrics.openMetrics.last == UInt8(ascii: "\n"))
    }

    @Test
    func `the sizes are those of the forms that were asked for`() throws {
        let snapshot = try Sample.renderer().render(Sample.snapshot()).metrics
        func sizes() throws -> [String] {
            let process = ProcessMetrics(startTime: 1)
            let exposed = Exposed(process.render(HTTPRequestMetrics(), beside: snapshot, as: .text))
            return exposed.samples("mosaic_exposition_size_bytes").map { "\($0.labels) \(Int($0.value))" }
        }
        #expect(try sizes() == [])
        let packed =
            #"{format="openmetrics",encoding="gzip"} "#
            + "\(snapshot.plain(ExpositionForm(.openMetrics, gzipped: true)).count)"
        #expect(try sizes() == [packed])
        let all = [
            #"{format="text",encoding="identity"} \#(snapshot.text.count)"#,
            #"{format="text",encoding="gzip"} \#(snapshot.plain(ExpositionForm(.text, gzipped: true)).count)"#,
            #"{format="openmetrics",encoding="identity"} \#(snapshot.openMetrics.count)"#, packed,
        ]
        #expect(try sizes() == all)
        let exposed = try Sample.service().render(beside: snapshot).exposed
        #expect(exposed.samples("mosaic_exposition_samples").map(\.value) == [Double(snapshot.samples)])
    }

    @Test func `what is published stays until something newer of its kind is`() throws {
        let publication = Publication()
        #expect(publication.current.number == 0)
        #expect(publication.current.evaluated == nil)
        #expect(publication.current.status.english == "starting")
        let snapshot = try Sample.snapshot()
        let metrics = try Sample.renderer().render(snapshot).metrics
        let service = try Sample.service().render(beside: metrics)
        publication.publish(
            snapshot, of: Sample.origin, metrics, service: service,
            status: BilingualText(english: "serving", chinese: "服务中"))
        let first = publication.current
        let other = try Sample.service().render(beside: nil)
        #expect(other.text != service.text)
        publication.publish(service: other)
        #expect(publication.current.number == 2)
        #expect(publication.current.evaluated?.metrics.text == metrics.text)
        #expect(publication.current.service?.text == other.text)
        #expect(publication.current.status.english == "serving")
        #expect(first.number == 1)
        #expect(first.service?.text == service.text)
    }

    @Test func `a snapshot is published together with its bytes and its status`() throws {
        let publication = Publication()
        for year in [2020, 2025] {
            let snapshot = try Sample.snapshot(asOfYear: year)
            let metrics = try Sample.renderer().render(snapshot).metrics
            publication.publish(
                snapshot, of: Sample.origin, metrics, service: try Sample.service().render(beside: metrics),
                status: BilingualText(english: "as of \(year)", chinese: "\(year)"))
            let edition = publication.current
            #expect(edition.evaluated?.snapshot.moment == snapshot.moment)
            #expect(edition.evaluated?.origin == Sample.origin)
            #expect(edition.evaluated?.metrics.text == metrics.text)
            #expect(edition.status.english == "as of \(year)")
        }
    }
}
