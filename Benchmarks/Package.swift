// swift-tools-version: 6.3
import PackageDescription

/// Benchmarks of the rooms, as a package of their own on the rooms' products; `run` builds and runs them.
let package = Package(
    name: "mosaic-benchmarks",
    dependencies: [
        .package(name: "mosaic", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "EvaluationBenchmark",
            dependencies: [
                .product(name: "CMalloc", package: "mosaic"),
                .product(name: "Evaluation", package: "mosaic"),
                .product(name: "Exposition", package: "mosaic"),
                .product(name: "Formats", package: "mosaic"),
                .product(name: "Indicators", package: "mosaic"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Statistics", package: "mosaic"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .executableTarget(
            name: "CSVBenchmark", dependencies: [.product(name: "Formats", package: "mosaic")],
            swiftSettings: [
                .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)
