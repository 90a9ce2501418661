internal import Crypto
internal import Foundation
internal import Synchronization

/// Tells right passwords from wrong ones, on a thread of its own: a hash takes tens of milliseconds.
///
/// A right one is remembered, as an HMAC under a key of this process. It costs no hash again, and waits behind nobody.
final class PasswordChecks: Sendable {
    /// The right passwords that are remembered at most, the newest.
    static let rememberedPasswords = 256

    private struct Memory {
        var known: Set<Data> = []
        /// The same, the oldest first.
        var order: [Data] = []

        mutating func add(_ digest: Data) {
            guard known.insert(digest).inserted else { return }
            order.append(digest)
            if order.count > PasswordChecks.rememberedPasswords { known.remove(order.removeFirst()) }
        }
    }

    private let work: RequestWork
    private let key = SymmetricKey(size: .bits256)
    private let memory = Mutex(Memory())
    private let hash: @Sendable (_ password: [UInt8], _ hash: String) -> Bool

    /// - Parameter hash: whether a password is that of a hash.
    init(
        _ limits: WebLimits, timer: @escaping RequestWork.Timer,
        hash: @escaping @Sendable ([UInt8], String) -> Bool = { Bcrypt.isRight($0, for: $1) }
    ) {
        var limits = limits
        limits.workThreads = 1
        work = RequestWork(limits, name: "password", timer: timer)
        self.hash = hash
    }

    /// Whether the password is the user's. Who is unknown costs one hash, as who is known.
    ///
    /// - Throws: 503 if too many wait.
    func isRight(_ credentials: BasicCredentials, among users: [String: String]) async throws(Problem) -> Bool {
        let known = users[credentials.user]
        let hash = known ?? Bcrypt.dummy(cost: users.values.map { $0.dropFirst(4).prefix(2) }.max() ?? "10")
        let digest = digest(of: credentials, hash)
        if memory.withLock({ $0.known.contains(digest) }) { return true }
        let isRight = try await work.result { [self] () throws(Problem) in self.hash(credentials.password, hash) }
        guard isRight, known != nil else { return false }
        memory.withLock { $0.add(digest) }
        return true
    }

    /// User, hash and password under the process's key: none of them can be had back from it.
    private func digest(of credentials: BasicCredentials, _ hash: String) -> Data {
        var code = HMAC<SHA256>(key: key)
        for part in [Array(credentials.user.utf8), Array(hash.utf8), credentials.password] {
            code.update(data: unsafe withUnsafeBytes(of: part.count.littleEndian) { unsafe Data($0) })
            code.update(data: part)
        }
        return Data(code.finalize())
    }
}
