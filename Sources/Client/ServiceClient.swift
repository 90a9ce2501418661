internal import AsyncHTTPClient
public import Exchange
internal import Formats
public import Foundation
internal import Indicators
internal import NIOCore
internal import NIOHTTP1
internal import Reports

/// A client of a service that takes batches over HTTP.
///
/// Guarantees: no file is recorded twice, whenever a connection breaks. The service is asked by the file's SHA-256 whether it has it
/// before anything is sent again.
public struct ServiceClient: Sendable {
    /// Waits between two tries.
    public typealias Pause = @Sendable (Duration) async -> Void

    private let address: ServiceAddress
    private let token: ServiceToken
    private let trust: TrustedAuthorities
    private let agent: String
    private let pause: Pause

    /// As long as a service may take for a file, and half a minute.
    private static let silence = Duration.seconds(630)
    /// A service that takes nothing of a file for so long is given up.
    var stall = Duration.seconds(60)
    /// The most bytes of an answer.
    private static let answerLimit = 256 << 20

    /// A client of a service.
    ///
    /// - Parameters:
    ///   - agent: who asks, for the field `User-Agent`.
    ///   - pause: waits between two tries.
    public init(
        of address: ServiceAddress, token: ServiceToken, trust: TrustedAuthorities, agent: String,
        pause: @escaping Pause = { try? await Task.sleep(for: $0) }
    ) {
        (self.address, self.token, self.trust, self.agent, self.pause) = (address, token, trust, agent, pause)
    }

    /// Sends a file to be recorded, and waits for what becomes of it.
    ///
    /// - Parameters:
    ///   - file: an input whose size is known.
    ///   - asked: how it is read and what is done with it, by the names of `docs/push.md`.
    ///   - sent: is told how many bytes went out.
    /// - Throws: ``ClientFault`` where there is no report.
    public func push(
        _ file: InputFile, _ asked: [URLQueryItem], sent: @escaping @Sendable (Int) -> Void
    ) async throws(ClientFault) -> ServiceAnswer {
        try await with { (client) async throws(ClientFault) in try await self.push(file, asked, client, sent) }
    }

    /// Voids a batch.
    ///
    /// - Throws: ``ClientFault`` where there is no report.
    public func undo(_ batch: Int, isDryRun: Bool) async throws(ClientFault) -> ServiceAnswer {
        try await with { (client) async throws(ClientFault) in
            var plan = RetryPlan()
            var request = self.request("/api/v1/batches/\(batch)/undo", isDryRun ? [Self.dryRun] : [])
            request.method = .POST
            while true {
                // A batch that is void stays so: to ask again does nothing twice.
                let outcome = try await self.outcome(of: request, client)
                if let answer = try outcome.answer(about: "batch \(batch)", from: self.address) { return answer }
                try await self.wait(after: outcome, &plan)
            }
        }
    }

    private static let dryRun = URLQueryItem(name: "dry_run", value: "true")

    private func with<Value: Sendable>(
        _ body: (HTTPClient) async throws(ClientFault) -> Value
    ) async throws(ClientFault) -> Value {
        try await Connections.with(trust, silence: Self.silence, body)
    }

    private func push(
        _ file: InputFile, _ asked: [URLQueryItem], _ client: HTTPClient, _ progress: @escaping @Sendable (Int) -> Void
    ) async throws(ClientFault) -> ServiceAnswer {
        let body = SentFile(file: file, size: file.size ?? 0, progress: progress)
        let digest: String
        do throws(InputError) {
            digest = try body.sha256().hexadecimal
        } catch {
            throw ClientFault(.inputOutput, error.description)
        }
        let isDryRun = asked.contains(Self.dryRun)
        var plan = RetryPlan()
        let before = isDryRun ? [] : try await batches(of: digest, client, &plan)
        var request = request("/api/v1/batches", [URLQueryItem(name: "file", value: file.name)] + asked)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/octet-stream")
        while true {
            request.body = .stream(body, length: .known(Int64(body.size)))
            let outcome = try await outcome(of: request, client, sending: body.pace)
            if let answer = try outcome.answer(about: file.name, from: address) { return answer }
            try await wait(after: outcome, &plan)
            guard !isDryRun else { continue }
            let found = try await batches(of: digest, client, &plan).first { batch in
                !before.contains { $0["batch"] == batch["batch"] }
            }
            if let found { return ServiceAnswer(foundBatch: found, of: file.name) }
        }
    }

    /// The batches of a file, whether they stand or not.
    private func batches(
        of digest: String, _ client: HTTPClient, _ plan: inout RetryPlan
    ) async throws(ClientFault) -> [JSONValue] {
        var request = request("/api/v1/batches", [URLQueryItem(name: "sha256", value: digest)])
        request.headers.add(name: "Accept", value: "application/json")
        while true {
            let outcome = try await outcome(of: request, client)
            if let list = try outcome.list(from: address) { return list }
            try await wait(after: outcome, &plan)
        }
    }

    /// Waits for another try.
    ///
    /// - Throws: what came last, where there is to be no other: nobody waits for a service that was never there.
    private func wait(after outcome: ExchangeOutcome, _ plan: inout RetryPlan) async throws(ClientFault) {
        if plan.isNew, outcome.isUnreached { throw outcome.fault(from: address) }
        guard let wait = plan.next(asked: outcome.asksToWait) else { throw outcome.fault(from: address) }
        await pause(wait)
    }

    private func request(_ path: String, _ query: [URLQueryItem]) -> HTTPClientRequest {
        let asked = query.map { "\($0.name)=\(($0.value ?? "").percentEncoded)" }.joined(separator: "&")
        var request = HTTPClientRequest(url: address.text + path + (asked.isEmpty ? "" : "?\(asked)"))
        request.headers.add(name: "Authorization", value: "Bearer \(token.secret)")
        request.headers.add(name: "User-Agent", value: agent)
        return request
    }

    /// How a request with a body ends; one of which nothing is taken for long enough is given up.
    private func outcome(
        of request: HTTPClientRequest, _ client: HTTPClient, sending pace: SentPace
    ) async throws(ClientFault) -> ExchangeOutcome {
        let first = await withTaskGroup { group in
            group.addTask { () -> Result<ExchangeOutcome, ClientFault> in
                do throws(ClientFault) {
                    return .success(try await self.outcome(of: request, client))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await pace.stall(for: self.stall)
                return .success(.broken(.stalled))
            }
            defer { group.cancelAll() }
            return await group.next()
        }
        return try (first ?? .success(.broken(.stalled))).get()
    }

    private func outcome(
        of request: HTTPClientRequest, _ client: HTTPClient
    ) async throws(ClientFault) -> ExchangeOutcome {
        do {
            let response = try await client.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.answerLimit)
            let wait = response.headers.first(name: "Retry-After").flatMap { Int($0) }
            return .answered(
                status: Int(response.status.code), document: try? JSONValue(text: Array(body.readableBytesView)),
                asksToWait: wait.map { .seconds(max(0, $0)) })
        } catch let error as InputError {
            throw ClientFault(.inputOutput, error.description)
        } catch {
            let fault = ConnectionFault(error)
            // A name or an authority that is wrong does not become right by waiting.
            guard !fault.isOfTrust else { throw ClientFault(.unavailable, "\(address.text): \(fault)") }
            return .broken(fault)
        }
    }
}
