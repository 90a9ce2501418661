import Testing

/// What is no request, and the status that answers it.
struct Nonsense: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: String
    var status: Int

    static let all = [
        Nonsense("words", "nonsense\r\n\r\n"),
        Nonsense("a method alone", "GET\r\n\r\n"),
        Nonsense("TLS", "\u{16}\u{3}\u{1}\u{2}"),
        Nonsense("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Nonsense("an unknown method", "BREW / HTTP/1.1\r\nHost: test\r\n\r\n"),
        Nonsense("a target that is not ASCII", "GET /省 HTTP/1.1\r\nHost: test\r\n\r\n"),
        Nonsense("no host", "GET / HTTP/1.1\r\n\r\n"),
        Nonsense("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        Nonsense("a field's name with a space", request("Bad Field: x\r\n")),
        Nonsense("a length that is no number", request("Content-Length: x\r\n")),
        Nonsense("a length beside chunks", request("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")),
        Nonsense("another version", "GET / HTTP/9.0\r\nHost: test\r\n\r\n", status: 505),
        Nonsense("a long field", request("X: \(String(repeating: "x", count: 9000))\r\n"), status: 431),
        Nonsense("a long target", "GET /\(String(repeating: "x", count: 9000)) HTTP/1.1\r\n\r\n", status: 431),
        Nonsense("many fields", request((0..<101).map { "X-\($0): x\r\n" }.joined()), status: 431),
        Nonsense(
            "a long header", request((0..<20).map { "X-\($0): \(String(repeating: "x", count: 1000))\r\n" }.joined()),
            status: 431),
        Nonsense("a long body", "POST /taken HTTP/1.1\r\nHost: test\r\nContent-Length: 11\r\n\r\n", status: 413),
    ]

    private init(_ name: String, _ bytes: String, status: Int = 400) {
        testDescription = name
        self.bytes = bytes
        self.status = status
    }

    private static func request(_ fields: String) -> String { "GET / HTTP/1.1\r\nHost: test\r\n\(fields)\r\n" }
}
