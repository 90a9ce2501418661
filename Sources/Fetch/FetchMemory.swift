internal import Formats
internal import Indicators

/// What is remembered of a source from one time to the next.
struct FetchMemory: Hashable, Sendable {
    /// The address that it was had from: of another one nothing counts.
    var address = ""
    /// By what the server knows what it last gave. (RFC 9110, 8.8.3)
    var tag: String?
    /// When that changed, as the server writes it. (RFC 9110, 8.8.2)
    var modified: String?
    /// The digest of what was last put into the inbox, in hexadecimal digits.
    var digest: String?
    /// Until when the server asks to be left alone.
    var notBefore: Timestamp?

    /// Nothing, of an address.
    init(of address: String) { self.address = address }

    /// Reads what was kept of an address; of another one, and of what is no such text, nothing is known.
    init(_ bytes: [UInt8], of address: String) {
        self.init(of: address)
        guard let kept = try? JSONValue(text: bytes), kept["address"]?.asText == address else { return }
        (tag, modified) = (kept["etag"]?.asText, kept["last_modified"]?.asText)
        digest = kept["sha256"]?.asText
        notBefore = kept["not_before"]?.asText.flatMap { Timestamp($0) }
    }

    /// The text that is kept.
    var bytes: [UInt8] {
        let value: JSONValue = [
            "address": .text(address), "etag": JSONValue(tag), "last_modified": JSONValue(modified),
            "sha256": JSONValue(digest), "not_before": JSONValue(notBefore?.description),
        ]
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        return bytes + [0x0A]
    }
}
