internal import Glibc
internal import NIOCore

extension Channel {
    /// Lets a connection whose two ends are this machine send as fast as its client takes: there is nothing between them to congest.
    ///
    /// Where BBR is the system's choice, it measures how fast an answer was taken. After one that a busy machine took slowly the next
    /// ones wait for tens of milliseconds. Reno paces nothing, and any process may choose it. (tcp(7), `TCP_CONGESTION`)
    func sendWithoutPaceWithinMachine() {
        guard let client = remoteAddress?.ipAddress, client == localAddress?.ipAddress,
            let socket = self as? any SocketOptionProvider
        else { return }
        let reno = (UInt8(ascii: "r"), UInt8(ascii: "e"), UInt8(ascii: "n"), UInt8(ascii: "o"))
        // A system that refuses paces as it did.
        _ = socket.unsafeSetSocketOption(level: .tcp, name: .init(rawValue: TCP_CONGESTION), value: reno)
    }
}
