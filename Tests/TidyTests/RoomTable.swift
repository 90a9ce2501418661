/// What each room may import: the table of ARCHITECTURE.md in a form that a test can hold against the sources.
enum RoomTable {
    /// Swift's own modules, which every room may import.
    static let swiftModules: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Swift", "Synchronization",
    ]

    /// The modules that a package's products bring, by the name under which rooms are allowed the package.
    static let packages: [String: Set<String>] = [
        "crypto": ["Crypto"],
        "hummingbird": ["Hummingbird", "HummingbirdCore", "HummingbirdTLS"],
        "nio": ["NIOConcurrencyHelpers", "NIOCore", "NIOFoundationCompat", "NIOHTTP1", "NIOPosix"],
        "nio-extras": ["NIOExtras", "NIOHTTPCompression", "NIOHTTPTypes", "NIOHTTPTypesHTTP1"],
        "http-types": ["HTTPTypes"],
        "log": ["Logging"],
        "lifecycle": ["ServiceLifecycle", "UnixSignals"],
        "argument-parser": ["ArgumentParser"],
        "async-http-client": ["AsyncHTTPClient"],
        "grdb": ["GRDB", "GRDBSQLite"],
        "yams": ["Yams"],
    ]

    /// The rooms, in the order of the path, with what their rows name: rooms, C shims and packages.
    static let rows: [(room: String, allowed: [String])] = [
        ("Threads", []),
        ("Formats", ["CZlib", "CIconv"]),
        ("Indicators", []),
        ("Statistics", ["Indicators"]),
        ("Config", ["Indicators", "Statistics", "Formats", "yams"]),
        ("Exchange", ["Threads", "Indicators", "Formats", "crypto"]),
        ("Record", ["Indicators"]),
        ("RecordSQLite", ["Threads", "Record", "Indicators", "grdb"]),
        ("Evaluation", ["Threads", "Indicators", "Statistics"]),
        ("Exposition", ["Indicators", "Evaluation", "Formats", "Statistics"]),
        ("Reports", ["Indicators", "Record", "Evaluation", "Formats", "Statistics"]),
        ("Pages", ["Indicators", "Evaluation", "Reports"]),
        ("Systemd", ["CSystemd", "log"]),
        (
            "Web",
            [
                "Threads", "Config", "Indicators", "Evaluation", "Formats", "Exchange", "Record", "Exposition",
                "Reports", "Pages",
                "hummingbird", "nio", "nio-extras", "http-types", "log", "lifecycle", "crypto",
            ]
        ),
        (
            "Daemon",
            [
                "Threads", "Formats", "Indicators", "Config", "Exchange", "Record", "RecordSQLite",
                "Evaluation", "Exposition", "Reports", "Pages", "Systemd", "Web", "lifecycle", "log",
            ]
        ),
        (
            "Commands",
            [
                "Formats", "Indicators", "Statistics", "Config", "Exchange", "Record", "RecordSQLite", "Evaluation",
                "Exposition", "Reports", "argument-parser", "async-http-client",
            ]
        ),
        ("mosaicd", ["Daemon", "argument-parser"]),
        ("mosaic", ["Commands"]),
    ]

    /// The modules that a room may import; nil where the table has no such room.
    static func modules(of room: String) -> Set<String>? {
        guard let row = rows.first(where: { $0.room == room }) else { return nil }
        return row.allowed.reduce(into: swiftModules) { $0.formUnion(packages[$1] ?? [$1]) }
    }
}
