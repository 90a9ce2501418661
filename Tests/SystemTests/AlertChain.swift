import Foundation
import MosaicTestKit

/// Prometheus and Alertmanager from Debian's packages on the shipped files, of which only ports and times are others, and
/// a receiver that keeps what it gets.
final class AlertChain {
    /// What Prometheus gives its scrape targets: a cloud's label of the same name as Mosaic's.
    static let cloudRegion = "cn-north-1"

    let receiver: AlertReceiver
    private let prometheus: RunningProgram
    private let alertmanager: RunningProgram
    private let prometheusPort: Int
    private let alertmanagerPort: Int

    /// - Parameters:
    ///   - port: where the service is scraped.
    ///   - downAfter: seconds until an alert says that it isn't; until none is, twice as many.
    ///   - evaluationAge: seconds without a success after which evaluation fails.
    ///   - groupWait: how long an alert waits for one that mutes it: longer than a busy machine keeps that one back.
    ///   - honorLabels: as shipped, or as where it was forgotten.
    init(
        scraping port: Int, downAfter: Int = 60, evaluationAge: Int? = nil, groupWait: String = "1s",
        honorLabels: Bool = true
    ) throws {
        let folder = try TemporaryFolder()
        receiver = try AlertReceiver()
        alertmanagerPort = try HTTP.freePort()
        prometheusPort = try HTTP.freePort()

        let routes = try Self.shipped(
            "alertmanager/alertmanager.yml",
            [
                ("http://127.0.0.1:9099/", "http://127.0.0.1:\(receiver.webhookPort)/"),
                ("localhost:25", "127.0.0.1:\(receiver.mailPort)"), ("group_wait: 1m", "group_wait: \(groupWait)"),
                ("group_interval: 5m", "group_interval: 1s"),
            ])
        alertmanager = try RunningProgram(
            .named("prometheus-alertmanager"),
            [
                "--config.file=\(folder.write(routes, to: "alertmanager.yml"))",
                "--storage.path=\(folder.path("alertmanager"))", "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:\(alertmanagerPort)", "--log.level=warn",
                Self.shippedAlertmanagerArguments(),
            ], directory: folder.url, logs: TemporaryFolder())

        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("rules"), withIntermediateDirectories: true)
        var times = [("for: 5m", "for: \(downAfter)s"), ("for: 6m", "for: \(2 * downAfter)s")]
        if let evaluationAge { times.append(("> 2 * 3600 + 300", "> \(evaluationAge)")) }
        try folder.write(Self.shipped("prometheus/rules/mosaic.yml", times), to: "rules/mosaic.yml")
        let scrapes = try Self.shipped(
            "prometheus/prometheus.yml",
            [
                ("_interval: 1m", "_interval: 1s"), ("http://127.0.0.1:9831/", "http://127.0.0.1:\(port)/"),
                ("127.0.0.1:9093", "127.0.0.1:\(alertmanagerPort)"),
                ("honor_labels: true", "honor_labels: \(honorLabels)"),
                (
                    "- targets: [\"127.0.0.1:9831\"]",
                    "- { targets: [\"127.0.0.1:\(port)\"], labels: { region: \(Self.cloudRegion) } }"
                ),
            ])
        prometheus = try RunningProgram(
            .named("prometheus"),
            [
                "--config.file=\(folder.write(scrapes, to: "prometheus.yml"))",
                "--storage.tsdb.path=\(folder.path("data"))", "--web.listen-address=127.0.0.1:\(prometheusPort)",
                "--log.level=warn",
            ], directory: folder.url, logs: folder)

        for (name, port, program) in [
            ("Alertmanager", alertmanagerPort, alertmanager), ("Prometheus", prometheusPort, prometheus),
        ] {
            let isReady = try eventually {
                (try? HTTP.request("/-/ready", port: port).status) == 200
            }
            guard isReady else { throw KitError("\(name) is not ready: \(program.errors)") }
        }
    }

    /// A shipped file with what a test has to change; all of it has to be there.
    private static func shipped(_ path: String, _ changes: [(String, String)]) throws -> String {
        try changes.reduce(String(decoding: Data(contentsOf: Repository.url("Config/\(path)")), as: UTF8.self)) {
            guard $0.contains($1.0) else { throw KitError("Config/\(path) has no \($1.0)") }
            return $0.replacing($1.0, with: $1.1)
        }
    }

    /// The option that is shipped for Alertmanager.
    static func shippedAlertmanagerArguments() throws -> String {
        let url = Repository.url("Config/alertmanager/prometheus-alertmanager.default")
        let lines = try String(decoding: Data(contentsOf: url), as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("ARGS=\"") }) else {
            throw KitError("no ARGS in \(url.path)")
        }
        return String(line.dropFirst(6).dropLast())
    }

    /// The series of an expression's result, now or at a time in seconds since 1970: labels and value.
    func query(_ expression: String, at time: Int? = nil) throws -> [(labels: [String: String], value: Double)] {
        let moment = time.map { "&time=\($0)" } ?? ""
        let answer = try Self.json("/api/v1/query?query=\(Self.escaped(expression))\(moment)", port: prometheusPort)
        guard let result = answer["data"]?["result"] else { throw KitError("\(expression): \(answer)") }
        return result.elements.map { series in
            (
                (series["metric"]?.members ?? [:]).compactMapValues(\.string),
                series["value"]?.elements.last?.string.flatMap(Double.init) ?? .nan
            )
        }
    }

    /// The values that a label has in the series of a selector.
    func labelValues(_ label: String, of selector: String) throws -> [String] {
        let path = "/api/v1/label/\(label)/values?match%5B%5D=\(Self.escaped(selector))"
        return try Self.json(path, port: prometheusPort)["data"]?.elements.compactMap(\.string) ?? []
    }

    /// The alerts that fire in Prometheus, by name.
    func firing() throws -> Set<String> {
        Set(try query("ALERTS{alertstate=\"firing\"}").compactMap { $0.labels["alertname"] })
    }

    /// The alerts that Alertmanager has been given and keeps to itself, by name.
    func muted() throws -> Set<String> {
        let alerts = try Self.json("/api/v2/alerts", port: alertmanagerPort).elements
        return Set(
            alerts.filter { $0["status"]?["state"]?.string == "suppressed" }
                .compactMap { $0["labels"]?["alertname"]?.string })
    }

    /// How many scrapes have succeeded, and how many have failed.
    func scrapes() throws -> (good: Int, failed: Int) {
        func count(_ expression: String) throws -> Int { try Int(query(expression).first?.value ?? 0) }
        return try (
            count("sum_over_time(up{job=\"mosaic\"}[1h])"),
            count("count_over_time(up{job=\"mosaic\"}[1h]) - sum_over_time(up{job=\"mosaic\"}[1h])")
        )
    }

    private static func json(_ target: String, port: Int) throws -> JSON {
        try JSON(HTTP.request(target, port: port).body)
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
