// swift-tools-version: 6.3
import PackageDescription

/// One set of settings for every target of Mosaic: Swift 6 mode, strict memory safety, no warnings.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// What is tested is what ships: a release build of the rooms can be tested as it stands.
let roomSettings = settings + [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]

/// Tests of a release build are not optimized themselves: that takes longer than it saves.
let testSettings = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// The programs of a release bring Swift's runtime along. This is said for the link alone: the tests' bundle, which can't,
/// is linked of the same objects.
let programLinking: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
            "-lstdc++",
            // Nothing looks the programs' own symbols up, and their names are 4 MB.
            "-Xlinker", "--no-export-dynamic",
            // 3 MB of relocations become 30 KB. Debian's own linker does not write them so.
            "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
        ], .when(configuration: .release))
]

/// A room: a library target of `Sources/`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: roomSettings)
}

/// A room's tests.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: testSettings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let asyncHTTP = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let embedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let http: [Target.Dependency] = [
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    nio,
    .product(name: "NIOExtras", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "NIOTLS", package: "swift-nio"),
]

let package = Package(
    name: "mosaic",
    products: [
        .executable(name: "mosaicd", targets: ["mosaicd"]),
        .executable(name: "mosaic", targets: ["mosaic"]),
        // For Benchmarks/, a package of its own.
        .library(name: "CMalloc", targets: ["CMalloc"]),
        .library(name: "Indicators", targets: ["Indicators"]),
        .library(name: "Formats", targets: ["Formats"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "Evaluation", targets: ["Evaluation"]),
        .library(name: "Exposition", targets: ["Exposition"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),

        room("Threads"),
        tests(of: "Threads"),
        room("Formats", ["CZlib"]),
        tests(of: "Formats", ["CZlib", "MosaicTestKit"]),
        room("Indicators"),
        tests(of: "Indicators", ["Statistics"]),
        room("Statistics", ["Indicators"]),
        tests(of: "Statistics", ["Indicators", "MosaicTestKit"]),
        room("Config", ["Indicators", "Statistics", "Formats", yams]),
        tests(of: "Config", ["Indicators"]),
        room("Exchange", ["Threads", "Indicators", "Formats", crypto]),
        tests(of: "Exchange", ["Indicators", "Formats", "MosaicTestKit"]),
        .testTarget(
            name: "FuzzTests", dependencies: ["Config", "Exchange", "Formats", "Indicators", "MosaicTestKit"],
            path: "Fuzz", exclude: ["Found"], swiftSettings: settings),
        room("Record", ["Indicators"]),
        tests(of: "Record", ["Indicators", "MosaicTestKit"]),
        room("RecordSQLite", ["Threads", "Indicators", "Formats", "Record", grdb, sqlite]),
        tests(of: "RecordSQLite", ["Record", "Indicators", "MosaicTestKit"]),
        room("RecordPostgres", ["CPostgres", "Indicators", "Record"]),
        tests(of: "RecordPostgres", ["Record", "Indicators", "MosaicTestKit"]),
        room("Records", ["Record", "RecordSQLite", "RecordPostgres", "Indicators"]),
        tests(of: "Records", ["Record", "Indicators", "MosaicTestKit"]),
        room("Evaluation", ["Threads", "Indicators", "Statistics"]),
        tests(of: "Evaluation", ["Indicators", "Statistics", "MosaicTestKit"]),
        room("Exposition", ["Threads", "Indicators", "Statistics", "Record", "Evaluation", "Formats", nio]),
        tests(of: "Exposition", ["Indicators", "Statistics", "Record", "Evaluation", "Formats", "MosaicTestKit", nio]),
        room("Reports", ["Indicators", "Statistics", "Record", "Evaluation", "Formats"]),
        tests(of: "Reports", ["Indicators", "Statistics", "Record", "Evaluation", "Formats", "MosaicTestKit"]),
        room("Pages", ["Indicators", "Statistics", "Formats", "Record", "Evaluation", "Reports"]),
        tests(of: "Pages", ["Indicators", "Statistics", "Record", "Evaluation", "Reports", "MosaicTestKit"]),
        room("Intake", ["Indicators", "Formats", "Exchange", "Record", "Reports"]),
        tests(of: "Intake", ["Indicators", "Formats", "Exchange", "Record", "Reports", "MosaicTestKit"]),
        room("Inbox", ["Config", "Indicators", "Formats", "Exchange", "Record", "Reports", "Intake"]),
        tests(
            of: "Inbox",
            ["Config", "Indicators", "Formats", "Record", "Records", "Reports", "MosaicTestKit"]),
        room(
            "Client",
            [
                "Config", "Indicators", "Formats", "Exchange", "Record", "Reports", crypto, asyncHTTP, nio, nioHTTP,
                nioPosix, nioTLS,
            ]),
        tests(of: "Client", ["Config", "Indicators", "Formats", "Exchange", "Record", "Reports", "MosaicTestKit"]),
        room(
            "Fetch",
            ["Config", "Indicators", "Formats", "Inbox", "Reports", "Client", crypto, asyncHTTP, nio, nioHTTP]),
        tests(of: "Fetch", ["Config", "Indicators", "Inbox", "Reports", "Client", "MosaicTestKit"]),
        room("Systemd", ["CSystemd", logging]),
        tests(of: "Systemd", [logging]),
        room(
            "Web",
            [
                "CCrypt", "Threads", "Config", "Indicators", "Formats", "Exchange", "Record", "Evaluation",
                "Exposition", "Reports",
                "Intake", "Pages", crypto,
                lifecycle, logging,
            ] + http),
        tests(
            of: "Web",
            [
                "Threads", "Config", "Indicators", "Statistics", "Evaluation", "Formats", "Record", "Exposition",
                "Reports", "Pages", "MosaicTestKit", lifecycle, logging, embedded, crypto,
            ] + http),
        room(
            "Daemon",
            [
                "Threads", "Config", "Indicators", "Formats", "Record", "Records", "Evaluation", "Exposition",
                "Reports", "Exchange", "Inbox", "Systemd", "Web", lifecycle, signals, logging, argumentParser,
            ]),
        tests(
            of: "Daemon",
            ["Config", "Indicators", "Statistics", "Formats", "Record", "Exposition", "MosaicTestKit", nio, logging]),
        room(
            "Commands",
            [
                "CMalloc", "Threads", "Config", "Indicators", "Statistics", "Formats", "Exchange", "Record", "Records",
                "Evaluation", "Exposition", "Reports", "Pages", "Intake", "Inbox", "Client", "Fetch", argumentParser,
                crypto,
            ]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Config", "Indicators", "Exchange", "Record", "Exposition", "Reports", "Web", "Daemon",
                "MosaicTestKit",
                argumentParser, crypto, logging,
            ] + http,
            exclude: ["Transcripts"], swiftSettings: testSettings),
        .executableTarget(
            name: "mosaicd", dependencies: ["Daemon"], swiftSettings: settings, linkerSettings: programLinking),
        .executableTarget(
            name: "mosaic", dependencies: ["Commands", "Daemon"], swiftSettings: settings,
            linkerSettings: programLinking),

        .target(
            name: "MosaicTestKit", dependencies: ["CZlib", "Record", "Indicators", "Exchange", "Formats", logging],
            path: "Tests/MosaicTestKit",
            swiftSettings: testSettings),
        .testTarget(name: "TidyTests", swiftSettings: testSettings),
        .testTarget(
            name: "SystemTests", dependencies: ["MosaicTestKit"],
            exclude: ["with-systemd", "requirements.txt", "Browser", "Cluster", "Scenarios"],
            swiftSettings: testSettings),
    ]
)
