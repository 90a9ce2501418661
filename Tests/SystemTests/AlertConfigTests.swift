import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Alertmanager's shipped configuration and the runbooks' commands, as far as they can be tried without an alert.
    @Suite struct AlertConfigTests {
        private static let routes = Repository.url("Config/alertmanager/alertmanager.yml").path

        @Test func `amtool has nothing to say against the shipped configuration`() throws {
            let done = try Program.named("amtool").run(["check-config", Self.routes])
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.text.contains("SUCCESS"))
        }

        @Test(arguments: [
            ("MosaicDown", "critical", "operators"), ("MosaicAbsent", "critical", "operators"),
            ("MosaicEvaluationFailing", "warning", "operators"), ("MosaicTargetMissed", "critical", "planners"),
            ("MosaicTargetMissed", "warning", "planners"), ("MosaicFinalFigureOverdue", "warning", "planners"),
            ("MosaicDataOverdue", "warning", "planners"), ("MosaicTargetBehind", "warning", "planners"),
            ("MosaicTargetBehind", "info", "archive"), ("MosaicTargetFarFaster", "info", "archive"),
            ("MosaicMilestoneMissed", "warning", "planners"), ("MosaicMilestoneMissed", "info", "archive"),
        ])
        func `service alerts go to operators, targets to planners, what is only behind to the archive`(
            alert: String, severity: String, receiver: String
        ) throws {
            let done = try Program.named("amtool").run([
                "config", "routes", "test", "--config.file=\(Self.routes)", "alertname=\(alert)",
                "severity=\(severity)",
            ])
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.text.trimmingCharacters(in: .whitespacesAndNewlines) == receiver)
        }

        @Test func `every mosaic command that a runbook says to type is one`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            for name in ["corrected.csv", "figures.csv", "yearbook.csv"] {
                let row = "computing_power,CN-GS,2019,\(name.count),PFLOPS,2020-01-01"
                try place.folder.write("indicator,region,period,value,unit,source_date\n\(row)\n", to: name)
            }
            #expect(try place.mosaic(["backup", "backup.db"]).status == 0)
            let commands = try Repository.files(in: "docs/runbooks", ending: ".md")
                .flatMap { try String(decoding: Data(contentsOf: $0), as: UTF8.self).split(separator: "\n") }
                .filter { $0.hasPrefix("mosaic ") }
            #expect(commands.count > 10)
            for command in commands {
                let done = try place.mosaic(command.split(separator: " ").dropFirst().map(String.init))
                #expect(done.status == 0, "\(command): \(done.errors)")
            }
        }
    }
}
