import Formats
import Testing

@testable import Web

@Suite
struct MetricsNegotiationTests {
    static let openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
    static let text = "text/plain; version=0.0.4; charset=utf-8"
    private static let prometheus3 = """
        application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
        application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,\
        text/plain;version=0.0.4;q=0.3,*/*;q=0.2
        """
    private static let protobuf = """
        application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,\
        application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
        application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,\
        text/plain;version=0.0.4;q=0.2,*/*;q=0.1
        """
    private static let prometheus2 = """
        application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,\
        text/plain;version=0.0.4;q=0.5,*/*;q=0.1
        """

    @Test(
        arguments: [
            (prometheus2, openMetrics), (prometheus3, "\(openMetrics); escaping=allow-utf-8"),
            (protobuf, "\(openMetrics); escaping=allow-utf-8"), ("text/plain;version=0.0.4;q=1,*/*;q=0.1", text),
            ("*/*", text), (nil, text),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", text),
            ("application/json", text),
            ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily", text),
        ] as [(String?, String)])
    func `known clients get the format that they prefer`(accept: String?, contentType: String) {
        #expect(MetricsNegotiation(accept: accept, acceptEncoding: nil).contentType == contentType)
    }

    @Test(
        arguments: [
            ("application/openmetrics-text;version=0.0.1", text), ("application/openmetrics-text;version=2.0.0", text),
            ("application/openmetrics-text", openMetrics), ("application/*", openMetrics), ("text/*", text),
            ("text/plain;version=1.0.0, application/openmetrics-text;version=1.0.0;q=0.1", openMetrics),
            ("text/plain;q=0.2, application/openmetrics-text;version=1.0.0;q=0.201", openMetrics),
            ("text/plain, application/openmetrics-text;version=1.0.0", "\(openMetrics)"),
            ("text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0", text),
            ("application/openmetrics-text;version=1.0.0, text/plain;version=0.0.4", openMetrics),
            ("*/*, application/openmetrics-text;version=1.0.0", openMetrics),
            ("application/openmetrics-text;version=1.0.0;q=0, */*", text),
            ("*/*;q=0, application/openmetrics-text;version=1.0.0", openMetrics),
            ("text/plain;q=0, */*;q=0.5", openMetrics), ("*/*;q=0", text), ("text/plain;q=0", text),
            ("APPLICATION/OpenMetrics-Text; Version=\"1.0.0\" ; Q=1", openMetrics),
        ])
    func `the format is the one of highest quality whose version we have`(accept: String, contentType: String) {
        #expect(MetricsNegotiation(accept: accept, acceptEncoding: nil).contentType == contentType)
    }

    @Test(
        arguments: [
            "", " ", ",,,", ";;;", "q=1", "text", "/", "*", "\"", "application/openmetrics-text;version=1.0.0;q=banana",
            "application/openmetrics-text;version=1.0.0;q=2", "application/openmetrics-text;version=1.0.0;q=-1",
            "application/openmetrics-text;version=1.0.0;q=0.0001", "application/openmetrics-text;version=1.0.0;q=",
            "application/openmetrics-text;version", "application/openmetrics-text;version=\"1.0.0", "省/省;省=省",
            String(repeating: "a/b;q=0.5,", count: 800),
        ])
    func `garbage is answered with text`(accept: String) {
        #expect(MetricsNegotiation(accept: accept, acceptEncoding: nil).contentType == Self.text)
    }

    @Test(
        arguments: [
            ("allow-utf-8", "; escaping=allow-utf-8"), ("underscores", "; escaping=underscores"),
            ("dots", "; escaping=dots"), ("values", "; escaping=values"), ("other", ""), ("\"a\\r\\nb\"", ""), ("", ""),
        ])
    func `the content type names the escaping that was asked for, if we know it`(name: String, suffix: String) {
        for (type, expected) in [
            ("text/plain;version=0.0.4", Self.text), ("application/openmetrics-text;version=1.0.0", Self.openMetrics),
        ] {
            let negotiation = MetricsNegotiation(accept: "\(type);escaping=\(name)", acceptEncoding: nil)
            #expect(negotiation.contentType == expected + suffix)
        }
    }

    @Test(
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("x-gzip", true), ("GZIP", true), ("gzip;q=0", false),
            ("gzip;q=0.0", false), ("gzip;q=0.001", true), ("identity", false), ("identity, gzip", true),
            ("identity;q=1, gzip;q=0.5", false), ("identity;q=0.5, gzip;q=1", true), ("*", true), ("*;q=0", false),
            ("gzip;q=0, *", false), ("*;q=0, gzip", true), ("deflate, br, zstd", false), ("deflate, gzip;q=1.0", true),
            ("gzip, deflate, br", true), ("gzip;q=x", false), ("gzip\u{0}", false), ("identity;q=0", false),
        ] as [(String?, Bool)])
    func `a scrape is compressed only if the client accepts that`(acceptEncoding: String?, isGzipped: Bool) {
        #expect(MetricsNegotiation(accept: nil, acceptEncoding: acceptEncoding).isGzipped == isGzipped)
    }
}
