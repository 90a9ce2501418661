import Foundation
import MosaicTestKit

/// A place to work in: settings, a catalog, a record that isn't there yet, and a port for the service.
final class Place: Sendable {
    let folder: TemporaryFolder
    let port: Int

    /// A place with the shipped catalog, or with one of its own.
    init(catalog: Catalog = .shipped) throws {
        folder = try TemporaryFolder()
        port = try HTTP.freePort()
        let paths = try catalog.write(in: folder)
        try folder.write(
            """
            catalog: { regions: \(paths.regions), indicators: \(paths.indicators), targets: \(paths.targets) }
            record: { path: mosaic.db }
            web: { listen: ["127.0.0.1:\(port)"] }

            """, to: "mosaicd.yaml")
    }

    /// Regions, indicators and targets.
    enum Catalog {
        /// As in Config/.
        case shipped
        /// Three files' texts.
        case own(regions: String, indicators: String, targets: String)

        fileprivate func write(in folder: TemporaryFolder) throws -> (
            regions: String, indicators: String, targets: String
        ) {
            switch self {
            case .shipped:
                let config = Repository.url("Config").path
                return ("\(config)/regions.csv", "\(config)/indicators.yaml", "\(config)/targets.csv")
            case .own(let regions, let indicators, let targets):
                try folder.write(regions, to: "regions.csv")
                try folder.write(indicators, to: "indicators.yaml")
                try folder.write(targets, to: "targets.csv")
                return ("regions.csv", "indicators.yaml", "targets.csv")
            }
        }
    }

    var settings: String { folder.path("mosaicd.yaml") }
    var record: String { folder.path("mosaic.db") }

    /// Runs `mosaic` here.
    @discardableResult
    func mosaic(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Finished {
        try mosaic(arguments, input: Data(input.utf8), environment: environment)
    }

    /// Runs `mosaic` here.
    @discardableResult
    func mosaic(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> Finished {
        try Program.mosaic.run(
            arguments, input: input, environment: ["MOSAIC_CONFIG": settings].merging(environment) { $1 },
            directory: folder.url)
    }

    /// Runs `mosaic` here on a terminal of its own, by script(1) of util-linux.
    func onTerminal(_ arguments: [String], typing input: String) throws -> Finished {
        let command = ([Program.mosaic.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let done = try Program.named("script").run(
            ["--quiet", "--return", "--command", command, "/dev/null"], input: Data(input.utf8),
            environment: ["MOSAIC_CONFIG": settings, "NO_COLOR": "1", "TERM": "xterm"], directory: folder.url)
        let text = done.text.replacing("\r\n", with: "\n")
        return Finished(status: done.status, output: Data(text.utf8), errors: done.errors)
    }

    /// Runs `mosaic` here and gives its standard output; any other end than the best is an error.
    func output(_ arguments: String...) throws -> String {
        let done = try mosaic(arguments)
        guard done.status == 0 else {
            throw KitError("mosaic \(arguments.joined(separator: " ")): status \(done.status): \(done.errors)")
        }
        return done.text
    }

    /// Everything that a refused input must leave as it is: what is current, and the list of batches.
    func recorded() throws -> String {
        guard FileManager.default.fileExists(atPath: record) else { return "no record" }
        return try output("export") + output("batches", "--json")
    }

    /// Backfills all shipped figures.
    func backfillShippedFigures() throws {
        let done = try mosaic(["backfill"] + Repository.observations().map(\.path))
        guard done.status == 0 else { throw KitError("the shipped figures: status \(done.status): \(done.errors)") }
    }

    /// Starts the service and waits until it is ready.
    func start() throws -> Service {
        let service = try Service(at: self)
        try service.waitUntilReady()
        return service
    }
}

/// `mosaicd`, running.
final class Service {
    let port: Int
    let program: RunningProgram
    /// Its folder stays as long as it runs.
    private let place: Place

    init(at place: Place, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
        self.place = place
        port = place.port
        program = try RunningProgram(
            .mosaicd, ["--config", place.settings] + arguments, environment: environment,
            directory: place.folder.url, logs: TemporaryFolder())
    }

    /// Waits for the first snapshot.
    func waitUntilReady() throws {
        let isReady = try eventually {
            guard program.isRunning else { throw KitError("mosaicd ended with \(program.status): \(program.errors)") }
            return (try? get("/-/ready").status) == 200
        }
        guard isReady else { throw KitError("mosaicd is not ready after \(patience): \(program.errors)") }
    }

    func get(_ target: String, method: String = "GET", headers: [String: String] = [:]) throws -> Response {
        try HTTP.request(target, port: port, method: method, headers: headers)
    }

    /// `/metrics` as text.
    func metrics() throws -> String { try get("/metrics").text }

    /// The value of a sample, named with all its labels as `/metrics` writes it; nil where there is none.
    func sample(_ name: String) throws -> Double? {
        try metrics().split(separator: "\n").first { $0.hasPrefix(name + " ") }
            .flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    /// Stops it as systemd does; whether it ended by itself.
    func stop() throws -> Bool {
        program.signal(SIGTERM)
        return try program.waits(forEnd: patience)
    }
}
