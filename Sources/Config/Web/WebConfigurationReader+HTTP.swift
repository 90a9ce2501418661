internal import Formats
internal import Indicators

extension WebConfigurationReader {
    /// Reads `http_server_config`. HTTP/1.1 is spoken whatever `http2` says: whoever speaks HTTP/2 speaks it too.
    mutating func headers(_ entry: YAMLEntry) -> [WebConfiguration.Header] {
        guard let section = faults.mapping(entry.value, of: entry.key, at: entry.position, keys: ["http2", "headers"])
        else { return [] }
        if let entry = section["http2"] { _ = faults.flag(entry) }
        guard let entry = section["headers"], let fields = faults.entries(entry.value, of: entry.key) else { return [] }
        return fields.compactMap { header($0) }
    }

    private mutating func header(_ entry: YAMLEntry) -> WebConfiguration.Header? {
        let known = WebConfiguration.Header.Name.allCases.map(\.rawValue)
        guard let name = WebConfiguration.Header.Name(rawValue: entry.key) else {
            faults.addUnknown(
                .unknownKey, at: entry.position, "header \(entry.key.quoted) can't be set", value: entry.key,
                known: known)
            return nil
        }
        guard let value = faults.text(entry) else { return nil }
        if let values = name.values, !values.contains(value) {
            faults.addUnknown(
                .unknownValue, at: entry.value.position, "`\(entry.key)` is \(value.quoted)", value: value,
                known: values)
            return nil
        }
        guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            faults.add(
                .badText, at: entry.value.position, "`\(entry.key)` has a character that no header has",
                expected: "expected one line of ASCII")
            return nil
        }
        return WebConfiguration.Header(name: name, value: value)
    }

    /// The users' bcrypt hashes, by name. No message repeats what stands there: it may be a password.
    mutating func users(_ entry: YAMLEntry) -> [String: String] {
        var users: [String: String] = [:]
        for user in faults.entries(entry.value, of: entry.key) ?? [] {
            if user.key.isEmpty || user.key.contains(":") {
                faults.add(
                    .badText, at: user.position, "\(user.key.quoted) is no user that a client can be",
                    expected: "expected a name without a colon")
            }
            guard case .scalar(let hash, _) = user.value.content, let cost = BcryptHash.cost(of: hash) else {
                faults.add(
                    .badHash, at: user.value.position, "user \(user.key.quoted) has no bcrypt hash",
                    expected: "expected one as `htpasswd -nBC 10 USER` prints it")
                continue
            }
            guard BcryptHash.costs.contains(cost) else {
                faults.add(
                    .outOfRange, at: user.value.position, "the hash of user \(user.key.quoted) has cost \(cost)",
                    value: "\(cost)", expected: "expected 4 to 16: each one more takes twice the time")
                continue
            }
            users[user.key] = hash
        }
        return users
    }

    /// How many requests are let in; nil: the interval is 0, or it has a fault.
    mutating func rateLimit(_ entry: YAMLEntry) -> WebConfiguration.RateLimit? {
        guard let section = faults.mapping(entry.value, of: entry.key, at: entry.position, keys: ["interval", "burst"])
        else { return nil }
        let burst = section["burst"].map { faults.whole($0, in: 1...1_000_000) }
        guard let entry = section["interval"], let text = faults.text(entry) else {
            if section["interval"] == nil, let entry = section["burst"] {
                faults.add(
                    .missingKey, at: entry.position, "`rate_limit` lacks `interval`",
                    expected: "expected the time between two requests, such as 100ms")
            }
            return nil
        }
        guard let interval = GoDuration.duration(text) else {
            faults.add(
                .badDuration, at: entry.value.position, "`interval` is \(text.quoted)", value: text,
                expected: "expected a duration such as 100ms, 1s or 1m30s, up to 24h")
            return nil
        }
        guard interval > .zero else { return nil }
        if burst == nil {
            faults.add(
                .missingKey, at: section.position, "`rate_limit` lacks `burst`: it would let nobody in",
                expected: "expected how many requests may come at once")
        }
        return burst.flatMap { $0 }.map { WebConfiguration.RateLimit(interval: interval, burst: $0) }
    }
}
