public import Foundation
public import Indicators

/// The service's settings: what `mosaicd.yaml` says, with the defaults for what it does not.
public struct Settings: Hashable, Sendable {
    /// Where the catalog's files are.
    public var catalog: CatalogPaths
    /// The levels that a region can be of, from the top.
    public var levels: [RegionLevel]
    /// The record: a path, or the address of a server, which may have a password in it.
    public var recordPlace: String
    /// When the record is evaluated, besides at start and after each batch.
    public var schedule: EvaluationSchedule
    /// Says which day and which year it is.
    public var timeZone: TimeZone
    /// The indicators that are evaluated and served; nil: all.
    public var shard: EvaluationShard?
    /// The most samples that are served, 1 to 10 million.
    public var samplesLimit: Int
    /// The groups of metric families that are served, each once.
    public var groups: [MetricGroup]
    /// The languages, beside English and Chinese, in which indicators and regions have labels, each once.
    public var languages: [LanguageTag]
    /// The addresses to listen on, at least one.
    public var listen: [ListenAddress]
    /// Whether `/-/healthy` and `/-/ready` are answered to everybody, whatever `web.yml` says of users.
    public var opensHealth: Bool
    /// The folders whose files are recorded.
    public var inbox: InboxSettings
    /// The file of the tokens by which is written over HTTP; nil: nothing is.
    public var tokens: String?

    /// The zone that says which day it is where no settings do.
    public static let defaultTimeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

    /// The range of ``samplesLimit``.
    public static let samplesLimits = 1...10_000_000

    /// The defaults, for a settings file of this path that says nothing.
    public init(besideFile path: String) {
        self.catalog = CatalogPaths(besideFile: path)
        self.levels = RegionLevel.standard
        self.recordPlace = "/var/lib/mosaic/mosaic.db"
        self.schedule = .every(.seconds(3600))
        self.timeZone = Self.defaultTimeZone
        self.samplesLimit = 100_000
        self.groups = [.indicator, .trend, .target]
        self.languages = []
        self.listen = [ListenAddress(host: "127.0.0.1", port: 9831)]
        self.opensHealth = true
        self.inbox = InboxSettings()
    }
}

/// The paths of the catalog's files, relative to the working directory or absolute.
public struct CatalogPaths: Hashable, Sendable {
    /// The regions, CSV.
    public var regions: String
    /// The indicators, YAML.
    public var indicators: String
    /// The targets, CSV.
    public var targets: String
    /// The units that the catalog adds, CSV; nil: it adds none.
    public var units: String?

    /// The paths, relative to the working directory or absolute.
    public init(regions: String, indicators: String, targets: String, units: String? = nil) {
        self.regions = regions
        self.indicators = indicators
        self.targets = targets
        self.units = units
    }

    /// The default names, in the directory of another file.
    public init(besideFile path: String) {
        self.init(
            regions: Self.resolve("regions.csv", besideFile: path),
            indicators: Self.resolve("indicators.yaml", besideFile: path),
            targets: Self.resolve("targets.csv", besideFile: path))
    }

    /// The path of a file that is named relative to the directory of another file.
    static func resolve(_ path: String, besideFile file: String) -> String {
        guard !path.hasPrefix("/"), !path.hasPrefix(DiskFiles.credentialScheme), let slash = file.lastIndex(of: "/")
        else { return path }
        return file[...slash] + path
    }
}
