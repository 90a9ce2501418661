internal import Client
internal import Crypto
internal import Formats
internal import Inbox
internal import Indicators
internal import Reports

/// What was got, looked at before anybody takes it for data.
struct FetchedContent {
    /// SHA-256 of what it holds, unpacked, in hexadecimal digits.
    let digest: String

    /// How much of the beginning is looked at: an error is short.
    private static let headBytes = 1 << 16

    /// Looks at a delivery.
    ///
    /// - Throws: ``ClientFault`` for what is empty, cut, too large, a page for people, or the message of an error.
    init(of delivery: InboxDelivery, atMost limit: Int) throws(ClientFault) {
        var (hash, head, count) = (SHA256(), [UInt8](), 0)
        let bytes = DeliverySource(delivery)
        do throws(FormatsError) {
            func take(_ block: ArraySlice<UInt8>) -> Bool {
                count += block.count
                head += block.prefix(Self.headBytes - head.count)
                unsafe block.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
                return count <= limit
            }
            if GunzipSource<DeliverySource>.recognises(delivery.bytes(from: 0, atMost: 2)) {
                try Self.read(GunzipSource(bytes), take)
            } else {
                try Self.read(bytes, take)
            }
        } catch {
            throw ClientFault(.badData, "what came \(error)")
        }
        guard count <= limit else {
            throw ClientFault(.badData, "what came has more than \(limit) bytes; most_megabytes allows no more")
        }
        guard count > 0 else { throw ClientFault(.badData, "nothing came: the answer is empty") }
        try Self.requireData(head, isWhole: count <= Self.headBytes)
        digest = Array(hash.finalize()).hexadecimal
    }

    /// Reads a source to its end, or until nobody wants more.
    private static func read(
        _ source: consuming some ByteSource & ~Copyable, _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(FormatsError) {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = try source.read(into: &block, at: 0..<block.count), count > 0 {
            guard take(block[..<count]) else { return }
        }
    }

    /// Makes sure that a text is neither a page for people nor an error. No form of ours is in XML.
    private static func requireData(_ head: [UInt8], isWhole: Bool) throws(ClientFault) {
        var start = head[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        start = start.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard !start.isEmpty else { throw ClientFault(.badData, "nothing came: the answer has spaces alone") }
        if start.first == UInt8(ascii: "<") {
            let words = String(decoding: start.prefix(1000), as: UTF8.self)
            let isPage = ["<!doctype html", "<html"].contains { words.lowercased().contains($0) }
            throw ClientFault(
                .badData,
                isPage
                    ? "what came is a page for people (HTML), not data; look at the address in a browser"
                    : "what came is XML, which no form is in: \(words.prefix(300).replacingControls)")
        }
        guard isWhole, start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "[") else { return }
        if let message = JSONErrorMessage.message(in: Array(start)) {
            throw ClientFault(.badData, "what came is an error: \(message)")
        }
    }
}

extension Substring {
    fileprivate var replacingControls: String { String(self).replacingControlCharacters() }
}

/// The bytes of a delivery.
struct DeliverySource: ByteSource, Sendable {
    private let delivery: InboxDelivery
    private var offset = 0

    init(_ delivery: InboxDelivery) { self.delivery = delivery }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let block = delivery.bytes(from: offset, atMost: range.count)
        bytes.replaceSubrange(range.lowerBound..<range.lowerBound + block.count, with: block)
        offset += block.count
        return block.count
    }
}
