internal import AsyncHTTPClient
public import Client
public import Config
internal import Formats
internal import Foundation
internal import Inbox
public import Indicators
internal import NIOCore
internal import NIOHTTP1
internal import Reports

/// Gets what a source publishes, and puts it into the source's inbox when it has changed.
///
/// Guarantees: nothing is in the inbox that is not whole, or no data. Secrets go to the source's own host alone.
public struct SourceFetch: Sendable {
    /// What became of it.
    public enum Outcome: Hashable, Sendable {
        /// It is in the inbox under a name.
        case delivered(file: String, bytes: Int)
        /// It is as it was.
        case unchanged
        /// The server asked to be left alone until then.
        case notBefore(Timestamp)
    }

    let source: FetchSource
    private let folder: String
    private let secrets: [HeaderField]
    private let trust: TrustedAuthorities
    private let agent: String
    private let silence: Duration

    /// - Parameters:
    ///   - folder: the source's inbox, which is made where it is missing.
    ///   - secrets: fields that are sent to the source's own host alone.
    ///   - trust: who may have signed the certificates of servers.
    ///   - agent: who asks.
    ///   - silence: a server that says nothing for so long is given up.
    public init(
        _ source: FetchSource, into folder: String, secrets: [HeaderField], trust: TrustedAuthorities, agent: String,
        silence: Duration = .seconds(60)
    ) {
        (self.source, self.folder, self.secrets, self.trust, self.agent) = (source, folder, secrets, trust, agent)
        self.silence = silence
    }

    /// So many redirects are followed.
    private static let mostRedirects = 5

    /// Gets it.
    ///
    /// - Parameter isForced: whether a server is asked that asked to be left alone.
    /// - Throws: ``ClientFault``; nothing is in the inbox then.
    public func run(at now: Timestamp, isForced: Bool = false) async throws(ClientFault) -> Outcome {
        let delivery = try delivering { () throws(InboxDelivery.Fault) in try InboxDelivery(to: folder) }
        defer { delivery.drop() }
        var memory = FetchMemory(delivery.note, of: source.address)
        if let time = memory.notBefore, now < time, !isForced { return .notBefore(time) }
        memory.notBefore = nil
        let asked = memory
        let answer = try await Connections.with(trust, silence: min(silence, source.within)) {
            (client) async throws(ClientFault) in try await follow(client, delivery, asked)
        }
        switch answer {
        case .unchanged: return .unchanged
        case .busy(let status, let seconds):
            let time = now.advanced(by: .seconds(seconds))
            memory.notBefore = time
            try keep(memory, in: delivery)
            throw ClientFault(
                .tryAgain, "\(shown(source.address)): status \(status); it is asked again after \(time)")
        case .content(let tag, let modified, let bytes):
            let content = try FetchedContent(of: delivery, atMost: source.mostBytes)
            let isNew = content.digest != memory.digest
            let file = "\(source.name)-\(now.description.filter { $0 != ":" })"
            if isNew { try delivering { () throws(InboxDelivery.Fault) in try delivery.deliver(as: file) } }
            (memory.tag, memory.modified, memory.digest) = (tag, modified, content.digest)
            try keep(memory, in: delivery)
            return isNew ? .delivered(file: file, bytes: bytes) : .unchanged
        }
    }

    private func keep(_ memory: FetchMemory, in delivery: InboxDelivery) throws(ClientFault) {
        try delivering { () throws(InboxDelivery.Fault) in try delivery.keep(memory.bytes) }
    }

    private func delivering<Value>(
        _ body: () throws(InboxDelivery.Fault) -> Value
    ) throws(ClientFault) -> Value {
        do throws(InboxDelivery.Fault) {
            return try body()
        } catch {
            throw ClientFault(.cannotCreate, "\(error)")
        }
    }

    /// What a server says.
    private enum Answer: Sendable {
        case content(tag: String?, modified: String?, bytes: Int)
        case unchanged
        case busy(status: Int, seconds: Int64)
    }

    /// Asks, and asks again where a redirect leads, but never from https to http.
    private func follow(
        _ client: HTTPClient, _ delivery: InboxDelivery, _ memory: FetchMemory
    ) async throws(ClientFault) -> Answer {
        let deadline = NIODeadline.now() + .nanoseconds(Int64(source.within / .nanoseconds(1)))
        guard var url = URL(string: source.address) else {
            throw ClientFault(.configuration, "\(shown(source.address)): is no address")
        }
        let home = Self.origin(of: url)
        for _ in 0...Self.mostRedirects {
            let response: HTTPClientResponse
            do {
                let request = request(to: url, isHome: Self.origin(of: url) == home, memory)
                response = try await client.execute(request, deadline: deadline)
            } catch {
                throw fault(error, url)
            }
            guard [301, 302, 303, 307, 308].contains(response.status.code) else {
                return try await take(response, from: url, delivery, memory, until: deadline)
            }
            guard let place = response.headers.first(name: "Location"),
                let next = URL(string: place, relativeTo: url)?.absoluteURL, next.host?.isEmpty == false
            else { throw ClientFault(.unavailable, "\(shown(url)): status \(response.status.code) leads nowhere") }
            guard next.scheme == "https" || next.scheme == "http" && url.scheme == "http" else {
                throw ClientFault(.unavailable, "\(shown(url)): leads to what is not https; it is not followed")
            }
            url = next
        }
        throw ClientFault(.unavailable, "\(shown(source.address)): leads on more than \(Self.mostRedirects) times")
    }

    private static func origin(of url: URL) -> [String] {
        let scheme = url.scheme?.lowercased() ?? ""
        return [scheme, url.host?.lowercased() ?? "", "\(url.port ?? (scheme == "https" ? 443 : 80))"]
    }

    private func request(to url: URL, isHome: Bool, _ memory: FetchMemory) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.headers.add(name: "User-Agent", value: agent)
        request.headers.add(name: "Accept-Encoding", value: "gzip")
        for field in source.headers where isHome || field.name.lowercased().hasPrefix("accept") {
            request.headers.replaceOrAdd(name: field.name, value: field.value)
        }
        for field in isHome ? secrets : [] { request.headers.replaceOrAdd(name: field.name, value: field.value) }
        if let tag = memory.tag { request.headers.replaceOrAdd(name: "If-None-Match", value: tag) }
        if let modified = memory.modified { request.headers.replaceOrAdd(name: "If-Modified-Since", value: modified) }
        return request
    }

    /// Takes an answer that is no redirect.
    private func take(
        _ response: HTTPClientResponse, from url: URL, _ delivery: InboxDelivery, _ memory: FetchMemory,
        until deadline: NIODeadline
    ) async throws(ClientFault) -> Answer {
        let status = Int(response.status.code)
        let place = "\(shown(url)): status \(status)"
        switch status {
        case 200: break
        case 304 where memory.tag != nil || memory.modified != nil: return .unchanged
        case 429, 503:
            // A week at most; in an hour where it says a date or nothing. (RFC 9110, 10.2.3)
            let seconds = response.headers.first(name: "Retry-After").flatMap { Int64($0) } ?? 3600
            return .busy(status: status, seconds: max(0, min(seconds, 7 * 86_400)))
        case 401, 403: throw ClientFault(.notAllowed, "\(place): it wants another credential")
        case 404, 410: throw ClientFault(.noInput, "\(place): it has nothing there; look at the address")
        case 400..<500: throw ClientFault(.badData, "\(place): it does not take the request")
        default: throw ClientFault(.unavailable, "\(place), which is no data; try again later")
        }
        let coding = response.headers.first(name: "Content-Encoding")?.lowercased() ?? "identity"
        guard ["gzip", "x-gzip", "identity"].contains(coding) else {
            throw ClientFault(.badData, "\(shown(url)): is packed by \(shown(coding)), which was not asked for")
        }
        let bytes = try await receive(response, from: url, delivery, until: deadline)
        return .content(
            tag: response.headers.first(name: "ETag"), modified: response.headers.first(name: "Last-Modified"),
            bytes: bytes)
    }

    private func receive(
        _ response: HTTPClientResponse, from url: URL, _ delivery: InboxDelivery, until deadline: NIODeadline
    ) async throws(ClientFault) -> Int {
        var count = 0
        do {
            for try await buffer in response.body {
                count += buffer.readableBytes
                guard count <= source.mostBytes else {
                    throw ClientFault(
                        .badData,
                        "\(shown(url)): has more than \(source.mostBytes) bytes; most_megabytes allows no more")
                }
                guard NIODeadline.now() < deadline else { throw HTTPClientError.deadlineExceeded }
                try delivery.write(Array(buffer.readableBytesView))
            }
        } catch {
            throw fault(error, url)
        }
        if let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), length != count {
            throw ClientFault(.unavailable, "\(shown(url)): was cut: \(count) of \(length) bytes came; try again")
        }
        return count
    }

    private func fault(_ error: any Error, _ url: URL) -> ClientFault {
        switch error {
        case let fault as ClientFault: return fault
        case let fault as InboxDelivery.Fault: return ClientFault(.cannotCreate, "\(fault)")
        default:
            let fault = ConnectionFault(error)
            return ClientFault(fault.isSlow ? .tryAgain : .unavailable, "\(shown(url)): \(fault)")
        }
    }

    /// An address as it may be told: what stands behind the question mark may be a key.
    private func shown(_ url: URL) -> String { shown(url.absoluteString) }

    private func shown(_ text: String) -> String {
        String(text.prefix { $0 != "?" }).replacingControlCharacters()
    }
}
