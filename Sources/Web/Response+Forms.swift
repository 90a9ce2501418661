internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

extension Response {
    /// A short text.
    init(text: String) {
        self.init(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension ByteBuffer {
    /// A JSON text on a line of its own.
    init(json value: JSONValue) {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        self.init(bytes: bytes)
    }
}
