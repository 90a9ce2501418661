internal import Exposition
internal import Formats
internal import NIOCore
internal import Synchronization

/// The published bytes as buffers that all answers share. Each is copied once, when it is first asked for.
final class MetricsBuffers: Sendable {
    /// One part of the exposition in one format and encoding.
    private struct Key: Hashable {
        var isSnapshot: Bool
        var format: ExpositionFormat
        var isGzipped: Bool
    }

    private struct Copy {
        /// The bytes that were copied. They are kept so that no others can get their address, by which they are known.
        var original: [UInt8]
        var buffer: ByteBuffer
    }

    private let copies = Mutex<[Key: Copy]>([:])

    /// The snapshot's buffer, and the service's if that is published.
    func buffers(
        snapshot: RenderedMetrics, service: RenderedMetrics?, _ format: ExpositionFormat, gzipped: Bool
    ) -> [ByteBuffer] {
        var buffers: [ByteBuffer] = []
        for (isSnapshot, part) in [(true, snapshot), (false, service)] {
            guard let part else { continue }
            let key = Key(isSnapshot: isSnapshot, format: format, isGzipped: gzipped)
            buffers.append(buffer(of: part.bytes(format, gzipped: gzipped), for: key))
        }
        return buffers
    }

    private func buffer(of bytes: [UInt8], for key: Key) -> ByteBuffer {
        copies.withLock { copies in
            if let copy = copies[key], copy.original.span.isIdentical(to: bytes.span) { return copy.buffer }
            let buffer = ByteBuffer(bytes: bytes)
            copies[key] = Copy(original: bytes, buffer: buffer)
            return buffer
        }
    }
}
