import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The histories of Tests/Golden/record.json through the built command.
    @Suite struct RecordHistoryTests {
        /// One history: what is done, what each step reports, and what is in force after all of them.
        struct History: CustomTestStringConvertible, Sendable {
            let id: String
            let steps: [Step]
            let queries: [Query]

            var testDescription: String { id }
        }

        struct Step: Sendable {
            let arguments: [String]
            let input: String?
            let expected: JSON
        }

        struct Query: Sendable {
            let arguments: [String]
            let expected: JSON
        }

        static let histories = (try? read()) ?? []

        private static func read() throws -> [History] {
            let text = try String(decoding: Data(contentsOf: Repository.url("Tests/Golden/record.json")), as: UTF8.self)
            let golden = try JSON(Data(text.replacing("{today}", with: Today.date()).utf8))
            return try (golden["cases"]?.elements ?? []).map { history in
                History(
                    id: history["id"]?.string ?? "", steps: try (history["steps"]?.elements ?? []).map(step),
                    queries: (history["queries"]?.elements ?? []).map(query))
            }
        }

        private static func step(_ step: JSON) throws -> Step {
            let expected = step["expect"] ?? .null
            if let file = step["backfill"]?.string {
                return Step(arguments: ["backfill", "history.csv", "--json"], input: file, expected: expected)
            }
            if let file = step["retract"]?.string {
                return Step(
                    arguments: ["backfill", "--retract", "history.csv", "--json"], input: file, expected: expected)
            }
            guard let batch = step["undo"]?.int else { throw KitError("a step of no known kind: \(step)") }
            return Step(arguments: ["batches", "undo", "\(batch)", "--json"], input: nil, expected: expected)
        }

        private static func query(_ query: JSON) -> Query {
            let arguments = ["as_of", "published_by"].flatMap { name in
                query[name]?.string.map { ["--\(name.replacing("_", with: "-"))", $0] } ?? []
            }
            return Query(
                arguments: ["export"] + arguments,
                expected: query["expect"] ?? .object(["exit": query["exit"] ?? .null]))
        }

        @Test func `every history was read`() {
            #expect(Self.histories.count == 81)
            #expect(
                Self.histories.filter {
                    $0.steps.allSatisfy { $0.arguments.starts(with: ["backfill", "history.csv"]) }
                }.count > 20)
        }

        @Test(arguments: histories)
        func `a history gives what the naive record gives`(history: History) throws {
            let place = try Place()
            for (index, step) in history.steps.enumerated() { try take(step, "step \(index + 1)", in: place) }
            for query in history.queries {
                let done = try place.mosaic(query.arguments)
                let words = query.arguments.joined(separator: " ")
                guard query.expected["exit"] == nil else {
                    #expect(done.status == 66, "\(words)")
                    continue
                }
                #expect(done.status == 0, "\(words): \(done.errors)")
                #expect(try JSON.array(csvRows(done.text).map(Self.answer)) == query.expected, "\(words)")
            }
        }

        /// A row of an export as a query's answer has it.
        private static func answer(_ row: [String: String]) -> JSON {
            .array([
                .string(row["indicator"] ?? ""), .string(row["region"] ?? ""),
                .number(Double(row["period"] ?? "") ?? .nan),
                row["value"].flatMap(Double.init).map(JSON.number) ?? .null, .string(row["status"] ?? ""),
                .string(row["bound"] ?? ""), .string(row["source_date"] ?? ""),
            ])
        }

        private func take(_ step: Step, _ words: Comment, in place: Place) throws {
            if let input = step.input { try place.folder.write(input, to: "history.csv") }
            if let status = step.expected["exit"]?.int {
                let before = try place.recorded()
                #expect(try Int(place.mosaic(step.arguments).status) == status, words)
                #expect(try place.recorded() == before, words)
                return
            }
            let expected = step.expected["revisions"]?.elements ?? []
            if step.input == nil, step.expected["already"] == nil {
                let dry = try place.mosaic(step.arguments + ["--dry-run"])
                #expect(try Self.revisions(of: dry.json) == expected, words)
            }
            let done = try place.mosaic(step.arguments)
            guard done.status == 0 else {
                Issue.record("\(words): status \(done.status): \(done.errors)")
                return
            }
            let report = try done.json
            for (key, value) in step.expected.members where key != "revisions" {
                #expect(report[key] == value, "\(words): \(key) of \(report)")
            }
            if step.input != nil { #expect(try Self.revisions(of: report) == expected, words) }
        }

        /// The revisions of a report as a step's answer has them.
        private static func revisions(of report: JSON) throws -> [JSON] {
            try #require(report["revisions"]).elements.map { revision in
                .array(["indicator", "region", "period", "old", "new"].map { revision[$0] ?? .null })
            }
        }
    }
}
