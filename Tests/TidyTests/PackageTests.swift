import Foundation
import Testing

/// Package.swift held against the table of rooms.
@Suite struct PackageTests {
    /// As much of a manifest as the rule needs.
    struct Manifest: Decodable {
        struct Target: Decodable {
            let name: String
            let type: String
            let path: String?
            let dependencies: [Dependency]

            /// A target of Sources that holds Swift: no test, no test kit, no system library.
            var isRoom: Bool {
                ["regular", "executable"].contains(type) && path?.hasPrefix("Tests/") != true
            }
        }

        /// `{"byName": ["Formats", null]}` or `{"product": ["Crypto", "swift-crypto", null, null]}`: the module's name.
        struct Dependency: Decodable {
            let module: String?

            init(from decoder: any Decoder) throws {
                let parts = try decoder.singleValueContainer().decode([String: [Lenient]].self)
                module = parts.values.first?.first?.text
            }
        }

        /// A string, or something else that is of no interest.
        struct Lenient: Decodable {
            let text: String?

            init(from decoder: any Decoder) throws {
                text = try? decoder.singleValueContainer().decode(String.self)
            }
        }

        let targets: [Target]

        /// A line for each dependency of a room that its row does not name.
        func breaches(of table: RoomTable) -> [String] {
            targets.filter(\.isRoom).flatMap { target in
                guard let allowed = table.modules(of: target.name) else {
                    return ["\(target.name) is no room of the table"]
                }
                return target.dependencies.compactMap(\.module).filter { !allowed.contains($0) }
                    .map { "\(target.name) may not depend on \($0)" }
            }
        }
    }

    @Test func `Package.swift declares no dependency that the table does not name`() throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("mosaic-tidy-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let text = try Repository.output(of: ["swift", "package", "--scratch-path", scratch, "dump-package"])
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8))
        #expect(manifest.targets.contains { $0.name == "Indicators" })
        #expect(manifest.breaches(of: try RoomTable.shipped()).joined(separator: "\n") == "")
    }

    @Test func `a dependency that the table does not name is a breach`() throws {
        let manifest = #"""
            {"targets": [
              {"name": "Record", "type": "regular", "dependencies": [
                {"byName": ["Indicators", null]}, {"product": ["GRDB", "GRDB.swift", null, null]}]},
              {"name": "Attic", "type": "regular", "dependencies": []},
              {"name": "CZlib", "type": "system", "dependencies": []},
              {"name": "Kit", "type": "regular", "path": "Tests/Kit", "dependencies": [{"byName": ["Attic", null]}]},
              {"name": "RecordTests", "type": "test", "dependencies": [{"byName": ["Attic", null]}]}
            ]}
            """#
        let table = RoomTable(page: "## Rooms\n| `Record` | The contract. | Indicators |")
        let breaches = try JSONDecoder().decode(Manifest.self, from: Data(manifest.utf8)).breaches(of: table)
        #expect(breaches == ["Record may not depend on GRDB", "Attic is no room of the table"])
    }
}
