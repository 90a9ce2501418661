public import Config

/// An address that can't be listened on.
public struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why.
    public enum Reason: Hashable, Sendable {
        /// Another process, or another of our addresses, has it.
        case inUse
        /// No interface of this machine has it.
        case notAvailable
        /// The port is reserved for others.
        case notPermitted
        /// The host's name is not known.
        case unknownHost
        /// What the system said.
        case other(String)
    }

    /// The address, or the path of a socket.
    public let place: String
    /// Why it can't be listened on.
    public let reason: Reason

    /// Makes an error about an address.
    public init(address: ListenAddress, reason: Reason) {
        self.init(place: "\(address)", reason: reason)
    }

    init(place: String, reason: Reason) {
        self.place = place
        self.reason = reason
    }

    /// What is wrong, and what would be right.
    public var description: String {
        switch reason {
        case .inUse: "can't listen on \(place): the address is in use; stop what has it, or choose another port"
        case .notAvailable: "can't listen on \(place): this machine does not have the address; 0.0.0.0 listens on all"
        case .notPermitted: "can't listen on \(place): not permitted; ports from 1024 up are free to all"
        case .unknownHost: "can't listen on \(place): the host's name is not known"
        case .other(let words): "can't listen on \(place): \(words)"
        }
    }
}
