import Foundation
import Testing

/// Alert rules, their tests, runbooks, routes and README, held together.
@Suite struct RulebookTests {
    private let alerts: [Rulebook.Alert]
    private let names: Set<String>

    init() throws {
        alerts = try Rulebook.shipped().alerts
        names = Set(alerts.map(\.name))
        try #require(names.count == 19)
        try #require(alerts.count == names.count)
    }

    @Test func `every alert says enough: a static summary, what and who, in both languages, and how grave it is`() {
        for alert in alerts {
            let fields = alert.fields
            for key in ["summary", "summary_zh"] {
                #expect(fields[key]?.isEmpty == false, "\(alert.name) \(key)")
                #expect(fields[key]?.contains(#"\{\{"#) == false, "\(alert.name) \(key)")
            }
            for key in ["description", "description_zh"] {
                #expect((fields[key] ?? "").count > 40, "\(alert.name) \(key)")
            }
            let severities = (fields["severity"] ?? "").replacing(#"\{\{.*?\}\}"#, with: " ").split(separator: " ")
            #expect(
                [
                    ["critical"], ["warning"], ["info"], ["critical", "warning"], ["warning", "info"],
                    ["info", "warning"],
                ].contains(
                    severities.map(String.init)),
                "\(alert.name)")
        }
    }

    @Test func `no expression asks for names: a family that is missing would silence the alert`() {
        for alert in alerts where alert.name != "MosaicRegionLabelOverwritten" {
            #expect(alert.fields["expr"]?.isEmpty == false, "\(alert.name)")
            #expect(alert.fields["expr"]?.contains("_info") == false, "\(alert.name)")
        }
    }

    @Test func `every alert has its runbook, and every runbook an alert`() throws {
        let files = try Repository.files(in: "docs/runbooks", ending: ".md")
        #expect(files == names.sorted().map { "docs/runbooks/\($0).md" })
        for alert in alerts { #expect(alert.fields["runbook_url"] == "docs/runbooks/\(alert.name).md") }
    }

    @Test func `a runbook says what it means, what it costs, what to type to see why, and what to do`() throws {
        for file in try Repository.files(in: "docs/runbooks", ending: ".md") {
            let text = try Repository.text(of: file)
            #expect(text.words(of: "^# (.*)$") == [file.replacing(#".*/|\.md"#, with: "")])
            #expect(text.words(of: "^## (.*)$") == ["Meaning", "Impact", "Diagnosis", "Mitigation"], "\(file)")
            let sections = text.components(separatedBy: "\n## ")
            #expect(sections.dropFirst().allSatisfy { $0.count > 40 }, "\(file)")
            let diagnosis = try #require(sections.first { $0.hasPrefix("Diagnosis") })
            #expect(!diagnosis.words(of: "^(mosaic .*)$").isEmpty, "\(file)")
        }
    }

    @Test func `README and routes name every alert that they should, and none that there isn't`() throws {
        let readme = Set(try Repository.text(of: "README.md").words(of: #"\b(Mosaic[A-Z]\w+)"#))
        #expect(names.subtracting(readme).sorted() == [])
        #expect(readme.subtracting(names).sorted() == [])
        let routes = Set(
            try Repository.text(of: "Config/alertmanager/alertmanager.yml").words(of: #"\b(Mosaic[A-Z]\w+)"#))
        #expect(routes.subtracting(names).sorted() == [])
        #expect(names.subtracting(routes).sorted() == [])
    }

    @Test func `every alert is seen to fire and seen not to fire by promtool`() throws {
        let tests = try Repository.files(in: "Config/prometheus/tests", ending: ".yml").map {
            try Repository.text(of: $0)
        }
        .joined(separator: "\n")
        let silent = Set(tests.words(of: #"alertname: (\w+), exp_alerts: \[\]"#))
        let loud = Set(tests.words(of: #"alertname: (\w+)\n +exp_alerts:\n"#))
        #expect(names.subtracting(silent).sorted() == [])
        #expect(names.subtracting(loud).sorted() == [])
    }

    @Test func `Alertmanager remembers for longer than its longest repeat interval`() throws {
        let hours = try Repository.text(of: "Config/alertmanager/alertmanager.yml").words(
            of: #"^ *repeat_interval: (\w+)$"#
        )
        .map { try #require(Self.hours($0), "\($0)") }
        let options = try Repository.text(of: "Config/alertmanager/prometheus-alertmanager.default")
        let retention = try #require(options.words(of: #"^ARGS="--data.retention=(\w+)"$"#).first.flatMap(Self.hours))
        #expect(hours.count > 1)
        #expect(try #require(hours.max()) < retention)
    }

    private static func hours(_ text: String) -> Int? {
        let factors: [Character: Int] = ["h": 1, "d": 24, "w": 168]
        return text.last.flatMap { factors[$0] }.flatMap { factor in Int(text.dropLast()).map { $0 * factor } }
    }

    @Test func `the reader of rules tells alerts, folded texts and records apart`() {
        let book = Rulebook(
            """
            groups:
              - name: a
                rules:
                  # Why.
                  - alert: MosaicOne
                    expr: |
                      up == 0
                      or down
                    labels:
                      severity: warning
                    annotations:
                      summary: One
                      description: >-
                        {{- $a := 1 }}
                        two words
                  - record: a:b:c
                    expr: up
                    labels:
                      severity: none

            """)
        #expect(book.alerts.map(\.name) == ["MosaicOne"])
        #expect(book.alerts.first?.fields["severity"] == "warning")
        #expect(book.alerts.first?.fields["expr"] == " up == 0 or down")
        #expect(book.alerts.first?.fields["description"] == " {{- $a := 1 }} two words")
    }
}
