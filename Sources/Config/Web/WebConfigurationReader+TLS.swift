internal import Formats
internal import Indicators

extension WebConfigurationReader {
    /// How TLS is spoken; nil: the section is empty, or it has a fault.
    mutating func tls(_ entry: YAMLEntry) -> TLSSettings? {
        let keys = [
            "cert_file", "cert", "key_file", "key", "client_auth_type", "client_ca_file", "client_ca",
            "client_allowed_sans", "min_version", "max_version", "cipher_suites", "prefer_server_cipher_suites",
            "curve_preferences",
        ]
        guard let section = faults.mapping(entry.value, of: entry.key, at: entry.position, keys: keys),
            keys.contains(where: { section[$0] != nil })
        else { return nil }
        let certificate = required("cert", in: section)
        let key = required("key", in: section)
        var clientAuthentication: TLSSettings.ClientAuthentication? = .notAsked
        if let entry = section["client_auth_type"] { clientAuthentication = authentication(entry) }
        let clientAuthorities = text("client_ca_file", or: "client_ca", in: section)
        let clientNames = section["client_allowed_sans"].map { list($0, "[scraper.example]") }
        if clientAuthentication == .notAsked { refuseUnasked(section) }
        let minimum = section["min_version"].flatMap { faults.choice($0, TLSSettings.Version.self) }
        let maximum = section["max_version"].flatMap { faults.choice($0, TLSSettings.Version.self) }
        if let entry = section["max_version"], let maximum, maximum < minimum ?? .tls12 {
            faults.add(
                .outOfRange, at: entry.value.position,
                "`max_version` is \(maximum.rawValue), older than the oldest, \((minimum ?? .tls12).rawValue)",
                value: maximum.rawValue, expected: "expected the same or a newer one")
        }
        let ciphers = section["cipher_suites"].map { choices($0, TLSSettings.Cipher.self) }
        if let entry = section["cipher_suites"], let ciphers, !ciphers.isEmpty, ciphers.allSatisfy(\.isOfTLS13),
            maximum ?? .tls13 < .tls13
        {
            faults.add(
                .conflictingKeys, at: entry.value.position, "`cipher_suites` has none for what `max_version` allows",
                expected: "expected one of TLS 1.2 such as TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
        }
        let curves = section["curve_preferences"].map { choices($0, TLSSettings.Curve.self) }
        // Go heeds it no more, and neither does the library: the order is that of the list.
        if let entry = section["prefer_server_cipher_suites"] { _ = faults.flag(entry) }
        guard let certificate, let key else { return nil }
        var settings = TLSSettings(certificate: certificate, key: key)
        settings.clientAuthentication = clientAuthentication ?? .notAsked
        settings.clientAuthorities = clientAuthorities
        settings.clientNames = clientNames.map { Set($0) }
        settings.minimum = minimum ?? settings.minimum
        settings.maximum = maximum ?? settings.maximum
        settings.ciphers = ciphers
        settings.curves = curves
        return settings
    }

    /// The text of `NAME_file` or `NAME`, of which one must be there.
    private mutating func required(_ name: String, in section: YAMLMapping) -> NamedText? {
        if section[name] == nil, section["\(name)_file"] == nil {
            faults.add(
                .missingKey, at: section.position, "`\(section.name)` lacks `\(name)_file`",
                expected: "expected `\(name)_file`, a path, or `\(name)`, the text itself")
        }
        return text("\(name)_file", or: name, in: section)
    }

    /// What is asked of clients. `RequireClientCert` is an old name.
    private mutating func authentication(_ entry: YAMLEntry) -> TLSSettings.ClientAuthentication? {
        if case .scalar("RequireClientCert", _) = entry.value.content { return .require }
        return faults.choice(entry)
    }

    /// Where no certificate is asked for, rules for it would be rules for nobody.
    private mutating func refuseUnasked(_ section: YAMLMapping) {
        for key in ["client_ca_file", "client_ca", "client_allowed_sans"] {
            guard let entry = section[key] else { continue }
            faults.add(
                .conflictingKeys, at: entry.position, "`\(key)` stands where clients are asked for no certificate",
                expected: "expected a `client_auth_type` such as RequireAndVerifyClientCert")
        }
    }

    /// The words of a list, each once.
    private mutating func list(_ entry: YAMLEntry, _ example: String) -> [String] {
        let items = items(entry, example)
        var words: [String] = []
        for item in items {
            guard let word = faults.text(item, of: entry.key) else { continue }
            note(word, at: item, among: words)
            words.append(word)
        }
        return words
    }

    /// The choices of a list, each once.
    private mutating func choices<Choice: RawRepresentable<String> & CaseIterable & Equatable>(
        _ entry: YAMLEntry, _ type: Choice.Type
    ) -> [Choice] {
        let items = items(entry, "[\(Choice.allCases.map(\.rawValue).prefix(2).joined(separator: ", "))]")
        var choices: [Choice] = []
        for item in items {
            guard let choice = faults.choice(item, of: entry.key, type) else { continue }
            note(choice.rawValue, at: item, among: choices.map(\.rawValue))
            choices.append(choice)
        }
        return choices
    }

    private mutating func items(_ entry: YAMLEntry, _ example: String) -> [YAMLNode] {
        let expected = "expected a list such as \(example)"
        guard let items = faults.items(entry, expected: expected) else { return [] }
        if items.isEmpty {
            faults.add(.missingValue, at: entry.value.position, "`\(entry.key)` is an empty list", expected: expected)
        }
        return items
    }

    private mutating func note(_ word: String, at item: YAMLNode, among words: [String]) {
        guard words.contains(word) else { return }
        faults.add(
            .duplicateValue, at: item.position, "\(word.quoted) stands twice", value: word,
            expected: "expected it once")
    }
}
