import CPostgres
import Foundation
import Record

/// The address of a record on PostgreSQL: `postgresql://host1,host2,host3/mosaic`, with the parameters that libpq knows.
///
/// A password may be in it, or anywhere in a text that can't be read as an address. Only ``place`` may be shown.
struct ServerAddress: Sendable {
    /// One server of those that may have the record.
    struct Server: Hashable, Sendable {
        let host: String
        let port: String
    }

    /// The address without user, password and parameters: what failures name.
    let place: String
    /// The servers, in the order in which they are tried.
    let servers: [Server]
    /// Which of them will do.
    let wanted: Wanted
    /// What else libpq is told, by its keywords.
    let parameters: [String: String]

    /// Which servers a record may be on, in libpq's words for `target_session_attrs`.
    enum Wanted: String, CaseIterable {
        /// One that can be written.
        case primary
        /// One that follows another, and is read alone.
        case standby
        /// One that follows; where none answers, the one that is written. It is read alone.
        case preferStandby = "prefer-standby"
        /// The first that answers. It is read alone.
        case any
    }

    /// Stands for an address of which nothing can be shown.
    static let hiddenPlace = "postgresql://…"

    /// Whether a record's name is meant for PostgreSQL.
    static func isMeant(by name: String) -> Bool {
        let scheme = name.prefix { $0 != ":" }
        return ["postgres", "postgresql"].contains(scheme.lowercased()) && name.dropFirst(scheme.count).hasPrefix("://")
    }

    /// Reads an address.
    /// - Parameter environment: names the folder of credentials, in which a file `record-password` has the password.
    /// - Throws: ``RecordFailure/unreadable(place:why:)`` without a part of the address.
    init(_ name: String, environment: [String: String]) throws(RecordFailure) {
        let scheme = name.prefix { $0 != ":" }
        guard let options = Self.parsed("postgresql" + name.dropFirst(scheme.count)) else {
            throw .unreadable(
                place: Self.hiddenPlace,
                why: "the address can't be read; expected postgresql://USER@HOST:PORT/DATABASE, "
                    + "with the special characters of a password as %XX")
        }
        let hosts = Self.list(options["host"] ?? options["hostaddr"])
        let ports = Self.list(options["port"])
        let database = options["dbname"] ?? ""
        guard ports.count == hosts.count || ports.count == 1, ports.allSatisfy({ $0.allSatisfy(\.isNumber) }),
            (hosts + [database]).allSatisfy(Self.isShown), !database.isEmpty
        else {
            throw .unreadable(
                place: Self.hiddenPlace,
                why: "the address has no database, or characters that no host, port or database has; "
                    + "expected postgresql://USER@HOST:PORT/DATABASE, with the special characters of a password as %XX")
        }
        let attributes = options["target_session_attrs"] ?? Wanted.primary.rawValue
        guard let wanted = Wanted(rawValue: attributes == "read-write" ? Wanted.primary.rawValue : attributes) else {
            let words = Wanted.allCases.map(\.rawValue).joined(separator: ", ")
            throw .unreadable(
                place: Self.hiddenPlace,
                why: "target_session_attrs is none of the known words; expected one of \(words)")
        }
        self.wanted = wanted
        servers = hosts.enumerated().map { index, host in
            Server(host: host, port: ports.count == 1 ? ports[0] : ports[index])
        }
        var rest = options
        for key in ["host", "hostaddr", "port", "target_session_attrs"] { rest[key] = nil }
        if rest["password"] == nil, let folder = environment["CREDENTIALS_DIRECTORY"],
            let text = try? String(contentsOfFile: "\(folder)/record-password", encoding: .utf8)
        {
            rest["password"] = text.trimmingCharacters(in: .newlines)
        }
        parameters = rest
        let authority = servers.map { server in
            let host = server.host.contains(":") ? "[\(server.host)]" : server.host
            return host.hasPrefix("/") || host.isEmpty ? "" : server.port.isEmpty ? host : "\(host):\(server.port)"
        }
        place = "postgresql://\(authority.joined(separator: ","))/\(database)"
    }

    /// What libpq is told to reach one of the servers.
    func keywords(of server: Server) -> [(String, String)] {
        var words = parameters
        if !server.host.isEmpty { words["host"] = server.host }
        if !server.port.isEmpty { words["port"] = server.port }
        words["client_encoding"] = "UTF8"
        words["fallback_application_name"] = "mosaic"
        return words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether a part of the address is sure to have nothing of a password in it.
    private static func isShown(_ part: String) -> Bool {
        part.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789-._/:%".unicodeScalars.contains($0) }
            && (!part.contains(":") || part.hasPrefix(":") || part.filter { $0 == ":" }.count > 1)
    }

    /// The options that libpq finds in an address; nil: it can't read it, and what it says may have the password in it.
    private static func parsed(_ address: String) -> [String: String]? {
        guard let options = unsafe PQconninfoParse(address, nil) else { return nil }
        defer { unsafe PQconninfoFree(options) }
        var found: [String: String] = [:]
        var index = 0
        while let keyword = unsafe options[index].keyword {
            if let value = unsafe options[index].val { unsafe found[String(cString: keyword)] = String(cString: value) }
            index += 1
        }
        return found
    }
}
