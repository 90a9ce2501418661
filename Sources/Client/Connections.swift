public import AsyncHTTPClient
internal import Glibc
internal import Indicators
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Reports

/// Connections to servers, for as long as a piece of work needs them.
///
/// No redirect is followed, and nothing is asked for twice: who asks decides that.
public enum Connections {
    /// Does a piece of work with connections of its own, which are closed behind it.
    ///
    /// - Parameters:
    ///   - trust: who may have signed the servers' certificates.
    ///   - silence: a server that says nothing for so long, once a request is whole, is given up.
    public static func with<Value: Sendable>(
        _ trust: TrustedAuthorities, silence: Duration,
        _ body: (HTTPClient) async throws(ClientFault) -> Value
    ) async throws(ClientFault) -> Value {
        var settings = HTTPClient.Configuration(
            tlsConfiguration: trust.configuration, redirectConfiguration: .disallow, decompression: .disabled)
        settings.timeout.connect = .seconds(20)
        settings.timeout.read = .nanoseconds(Int64(silence / .nanoseconds(1)))
        settings.connectionPool.retryConnectionEstablishment = false
        settings.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let result: Result<Value, ClientFault>
        do throws(ClientFault) {
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        return try result.get()
    }
}

/// Why an exchange with a server came to no end.
public struct ConnectionFault: Hashable, Sendable, CustomStringConvertible {
    /// Whether the server can't be trusted: trying again does not help.
    public let isOfTrust: Bool
    /// Whether the server was not reached at all.
    public let isUnreached: Bool
    /// Whether it took too long.
    public let isSlow: Bool
    /// What is wrong, in words without a subject.
    public let description: String

    /// The system's numbers of what keeps a connection from being made.
    private static let unreached = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN]

    /// A server takes nothing more of a body.
    static let stalled = ConnectionFault(slow: "takes nothing for too long")

    private init(slow description: String) {
        (isOfTrust, isUnreached, isSlow, self.description) = (false, false, true, description)
    }

    /// What an error of a connection means.
    public init(_ error: any Error) {
        let words = "\(error)".replacingControlCharacters()
        isOfTrust =
            words.contains("CERTIFICATE_VERIFY_FAILED") || error is NIOSSLExtraError
            || words.contains("failedToValidateHostname")
        let slow: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout]
        isSlow = (error as? HTTPClientError).map { slow.contains($0) } ?? false
        let cut: [HTTPClientError] = [.remoteConnectionClosed, .requestStreamCancelled, .cancelled]
        let isCut = (error as? HTTPClientError).map { cut.contains($0) } ?? (error is IOError)
        isUnreached =
            isOfTrust || error is NIOConnectionError || Self.unreached.contains((error as? IOError)?.errnoCode ?? 0)
            || (error as? HTTPClientError).map { [.connectTimeout, .tlsHandshakeTimeout].contains($0) } == true
        if isOfTrust {
            description = "its certificate is not trusted here, or is for another name"
        } else if isUnreached {
            description = "can't be reached"
        } else if isSlow {
            description = "says nothing for too long"
        } else if isCut {
            description = "broke the connection off"
        } else {
            description = "the exchange failed: \(words.prefix(300))"
        }
    }
}
