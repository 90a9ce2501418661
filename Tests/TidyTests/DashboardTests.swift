import Foundation
import Testing

/// The dashboards' form, as Grafana's schema 39 has it. That their queries find something is a system test.
@Suite struct DashboardTests {
    struct Dashboard: Decodable {
        let title: String
        let uid: String
        let schemaVersion: Int
        let templating: Templating
        let panels: [Panel]
        let time: [String: String]

        struct Templating: Decodable { let list: [Variable] }

        struct Variable: Decodable {
            let name: String
            let type: String
        }

        struct DataSource: Decodable, Hashable {
            let type: String
            let uid: String
        }

        struct Target: Decodable {
            let expr: String
            let refId: String
            let datasource: DataSource
        }

        struct Place: Decodable {
            let x, y, w, h: Int

            func overlaps(_ other: Place) -> Bool {
                x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h
            }
        }

        struct Transformation: Decodable { let id: String }

        struct Panel: Decodable {
            let id: Int
            let type: String
            let title: String
            let gridPos: Place
            let datasource: DataSource?
            let targets: [Target]?
            let transformations: [Transformation]?
        }
    }

    /// The dashboards, in the order in which a reader opens them: title, uid and the titles of their rows.
    static let all: [(file: String, title: String, uid: String, rows: [String])] = [
        (
            "mosaic", "Mosaic", "mosaic",
            ["Overview by plan", "A province: $region", "An indicator: $indicator", "The service"]
        ),
        ("province", "Mosaic: a province", "mosaic-province", []),
        ("indicator", "Mosaic: an indicator", "mosaic-indicator", []),
    ]

    private func text(_ file: String) throws -> String { try Repository.text(of: "Config/grafana/\(file).json") }

    private func dashboard(_ file: String) throws -> Dashboard {
        try JSONDecoder().decode(Dashboard.self, from: Data(text(file).utf8))
    }

    @Test func `every dashboard that is shipped is tested here`() throws {
        let folder = Repository.root.appendingPathComponent("Config/grafana").path
        let shipped = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(Set(shipped) == Set(Self.all.map { "\($0.file).json" }))
    }

    @Test(arguments: all)
    func `a dashboard has a title, a fixed uid, a schema and its parts`(
        file: String, title: String, uid: String, rows: [String]
    ) throws {
        let dashboard = try dashboard(file)
        #expect(dashboard.title == title)
        #expect(dashboard.uid == uid)
        #expect(dashboard.schemaVersion == 39)
        #expect(Set(dashboard.time.keys) == ["from", "to"])
        #expect(dashboard.panels.filter { $0.type == "row" }.map(\.title) == rows)
    }

    @Test(arguments: all.map(\.file))
    func `every panel has an id of its own, a known type, and a place that no other one has`(file: String) throws {
        let dashboard = try dashboard(file)
        let panels = dashboard.panels
        #expect(Set(panels.map(\.id)).count == panels.count)
        let types: Set = ["row", "stat", "table", "timeseries", "bargauge"]
        for panel in panels {
            #expect(types.contains(panel.type), "\(panel.title)")
            #expect(!panel.title.isEmpty)
            let place = panel.gridPos
            #expect(
                place.x >= 0 && place.y >= 0 && place.w > 0 && place.h > 0 && place.x + place.w <= 24, "\(panel.title)")
            #expect(
                panels.filter { $0.id != panel.id && $0.gridPos.overlaps(place) }.map(\.title) == [], "\(panel.title)")
        }
    }

    @Test(arguments: all.map(\.file))
    func `every panel but a row asks the chosen Prometheus something, each question by a letter of its own`(
        file: String
    ) throws {
        let dashboard = try dashboard(file)
        let chosen = Dashboard.DataSource(type: "prometheus", uid: "${datasource}")
        for panel in dashboard.panels where panel.type != "row" {
            let targets = panel.targets ?? []
            #expect(!targets.isEmpty, "\(panel.title)")
            #expect(panel.datasource == chosen, "\(panel.title)")
            #expect(targets.allSatisfy { $0.datasource == chosen && !$0.expr.isEmpty }, "\(panel.title)")
            #expect(Set(targets.map(\.refId)).count == targets.count, "\(panel.title)")
            if panel.type == "table", targets.count > 1 {
                #expect(panel.transformations?.first?.id == "merge", "\(panel.title)")
            }
        }
    }

    @Test(arguments: all.map(\.file))
    func `every variable that is used is declared, and every one that is declared is used`(file: String) throws {
        let dashboard = try dashboard(file)
        let declared = dashboard.templating.list.map(\.name)
        #expect(Set(declared).count == declared.count)
        #expect(dashboard.templating.list.first?.type == "datasource")
        let used = Set(try text(file).words(of: #"\$\{?([a-z]\w*)"#))
        #expect(used == Set(declared))
    }
}
