import Foundation
import MosaicTestKit
import Synchronization

/// An answer, byte for byte.
struct Response {
    let status: Int
    /// By name in lower case.
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
}

/// HTTP over a plain socket, so that every header and byte is seen.
enum HTTP {
    /// Sends a request to 127.0.0.1 and reads until the server closes.
    static func request(
        _ target: String, port: Int, method: String = "GET", headers: [String: String] = [:]
    ) throws -> Response {
        let descriptor = try connect(port: port)
        defer { close(descriptor) }
        let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let request = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(fields)\r\n"
        try send(Array(request.utf8), to: descriptor)
        return try response(from: try receiveAll(from: descriptor))
    }

    /// Asks for something and keeps the connection, as Prometheus does; whoever calls closes the descriptor.
    static func heldConnection(to target: String, port: Int) throws -> Int32 {
        let descriptor = try connect(port: port)
        try send(Array("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n".utf8), to: descriptor)
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard String(decoding: buffer[..<max(0, count)], as: UTF8.self).hasPrefix("HTTP/1.1 200") else {
            close(descriptor)
            throw KitError("no answer on a connection that is kept")
        }
        return descriptor
    }

    /// Opens a connection, sends some bytes and leaves it so; whoever calls closes the descriptor.
    static func openConnection(sending bytes: [UInt8], port: Int) throws -> Int32 {
        let descriptor = try connect(port: port)
        try send(bytes, to: descriptor)
        return descriptor
    }

    /// Whether a request is answered on a connection that was kept.
    static func isAnswered(_ target: String, on descriptor: Int32) throws -> Bool {
        try send(Array("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8), to: descriptor)
        return try String(decoding: receiveAll(from: descriptor), as: UTF8.self).contains("HTTP/1.1 200")
    }

    /// Sends a request with a body until the server takes no more; its answer, and how many bytes of the body went out.
    static func upload(_ length: Int, to target: String, port: Int) throws -> (answer: Response, sent: Int) {
        let head = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(length)\r\n\r\n"
        let descriptor = try openConnection(sending: Array(head.utf8), port: port)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0x78, count: 1 << 20)
        var sent = 0
        while sent < length {
            let count = unsafe block.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        // What had come before the connection was reset is there to be read.
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return (try response(from: answer), sent) }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    /// Lets this process have as many connections as the system allows it.
    static func raiseDescriptorLimit() throws {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 8192)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur >= 2048 else {
            throw KitError("2,048 files can't be open here: `ulimit -Hn` says \(limit.rlim_max)")
        }
    }

    /// A port that nobody listens on, and that no other test is given.
    ///
    /// It lies below those that the system gives to connections, so that none of them takes it before its service does.
    static func freePort() throws -> Int {
        for _ in ports {
            let port = lastPort.withLock { last in
                last = last < ports.upperBound ? last + 1 : ports.lowerBound
                return last
            }
            if isFree(port) { return port }
        }
        throw KitError("no free port from \(ports.lowerBound) to \(ports.upperBound)")
    }

    private static let ports = 10_000...29_999
    /// Each run begins elsewhere: two may be under way.
    private static let lastPort = Mutex(ports.lowerBound + Int(getpid()) * 97 % ports.count)

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: port)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func connect(port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: Int(patience / .seconds(1)), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = loopback(port: port)
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            let code = errno
            close(descriptor)
            throw KitError("nobody answers on port \(port): errno \(code)")
        }
        return descriptor
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw KitError("the request can't be sent: errno \(errno)") }
            rest = rest.dropFirst(sent)
        }
    }

    private static func receiveAll(from descriptor: Int32) throws -> Data {
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count >= 0 else { throw KitError("no whole answer: errno \(errno)") }
            if count == 0 { return answer }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    private static func response(from answer: Data) throws -> Response {
        guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else {
            throw KitError("no head in \(answer.count) bytes")
        }
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw KitError("no status line: \(lines[0])") }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw KitError("no header: \(line)") }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        let body = answer[end.upperBound...]
        let isChunked = headers["transfer-encoding"] == "chunked"
        return Response(status: status, headers: headers, body: try isChunked ? joined(chunks: body) : body)
    }

    /// What chunks hold, RFC 9112, section 7.1: each stands behind a line with its length in hexadecimal digits.
    private static func joined(chunks: Data) throws -> Data {
        var (body, rest) = (Data(), chunks)
        while true {
            guard let end = rest.range(of: Data("\r\n".utf8)),
                let length = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16),
                rest.distance(from: end.upperBound, to: rest.endIndex) >= length + 2
            else { throw KitError("no whole chunk in \(rest.count) bytes") }
            if length == 0 { return body }
            let next = end.upperBound + length
            body += rest[end.upperBound..<next]
            rest = rest[(next + 2)...]
        }
    }
}
