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

    /// The address.
    public var address: ListenAddress
    /// Why it can't be listened on.
    public var reason: Reason

    /// Makes an error about an address.
    public init(address: ListenAddress, reason: Reason) {
        self.address = address
        self.reason = reason
    }

    /// What is wrong, and what would be right.
    public var description: String {
        switch reason {
        case .inUse: "can't listen on \(address): the address is in use; stop what has it, or choose another port"
        case .notAvailable: "can't listen on \(address): this machine does not have the address; 0.0.0.0 listens on all"
        case .notPermitted: "can't listen on \(address): not permitted; ports from 1024 up are free to all"
        case .unknownHost: "can't listen on \(address): the host's name is not known"
        case .other(let words): "can't listen on \(address): \(words)"
        }
    }
}
