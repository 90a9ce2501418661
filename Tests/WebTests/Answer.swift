import HTTPTypes
import HummingbirdCore
import NIOCore

/// An answer as a client has it.
struct Answer: Equatable {
    var status: Int
    /// Names in lower case.
    var fields: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    init(status: Int, fields: [String: String], body: [UInt8]) {
        (self.status, self.fields, self.body) = (status, fields, body)
    }

    /// Takes a response whole.
    init(_ response: Response) async throws {
        let collector = Collector()
        try await response.body.write(collector)
        let fields = response.headers.map { ($0.name.canonicalName, $0.value) }
        self.init(
            status: response.status.code, fields: Dictionary(fields, uniquingKeysWith: { "\($0), \($1)" }),
            body: Array(buffer: collector.bytes))
    }

    /// Keeps what is written.
    private final class Collector: ResponseBodyWriter {
        var bytes = ByteBuffer()

        func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
