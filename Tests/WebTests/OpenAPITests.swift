import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Pages
import Testing

@testable import Web

/// The description of the service for programs: it is made of the routes, and the answers are as it says.
@Suite
struct OpenAPITests {
    private func document() async throws -> JSON {
        let answer = try await ListSample().service.ask("/api/v1/openapi.json")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/json")
        return try JSON(Data(answer.body))
    }

    @Test func `it has every path and method that is served, and no other`() async throws {
        let document = try await document()
        #expect(document["openapi"] == .string("3.1.0"))
        #expect(document["info"]?["version"] == .string("1.2.3"))
        let found = (document["paths"]?.members ?? [:]).mapValues { Set($0.members.keys) }
        let expected = TestService.routes.routes.flatMap { route -> [(String, Set<String>)] in
            let methods = Set(route.methods.map { $0.rawValue.lowercased() })
            let path = route.pattern.description
            return [(path, methods)] + (route.answer.hasTable ? [(path + ".csv", methods.subtracting(["post"]))] : [])
        }
        #expect(found == Dictionary(uniqueKeysWithValues: expected))
        #expect(found.count > RouteTable.mosaic.routes.count + 8)
    }

    @Test func `each operation has an id of its own, its parameters and a problem for what goes wrong`() async throws {
        let document = try await document()
        var ids: [String] = []
        for route in TestService.routes.routes {
            let operations = document["paths"]?[route.pattern.description]?.members ?? [:]
            for (name, operation) in operations {
                let method = try #require(HTTPRequest.Method(name.uppercased()))
                let writing = method == .post ? route.writing : nil
                ids += [operation["operationId"]?.string].compactMap(\.self)
                let names = operation["parameters"]?.elements.compactMap { $0["name"]?.string } ?? []
                #expect(names == route.pattern.parameters + route.parameters(of: method).map(\.name))
                #expect(operation["responses"]?["default"]?["$ref"] == .string("#/components/responses/problem"))
                #expect((operation["requestBody"] != nil) == (writing?.takesFile ?? (route.bodyBytes > 0)))
            }
        }
        #expect(Set(ids).count == ids.count && !ids.isEmpty)
    }

    /// A path with values of its parameters.
    private static func filled(_ pattern: String) -> String {
        pattern.replacing("{id}", with: "1").replacing("{indicator}", with: "power").replacing("{region}", with: "CN")
            .replacing("{inbox}", with: "bureau").replacing("{file}", with: "bad.csv")
            .replacing("{name}", with: StaticFile.all[0].name)
    }

    @Test(arguments: RouteTable.mosaic.routes.map(\.pattern.description))
    func `an answer has a content type of the description, and JSON is as its schema says`(path: String) async throws {
        let described = try await document()["paths"]?.members ?? [:]
        let sample = try ListSample()
        for name in [path, path + ".csv"] {
            guard let operation = described[name]?["get"] else { continue }
            let answer = try await sample.service.ask(Self.filled(name))
            #expect(answer.status == 200)
            let contents = try #require(operation["responses"]?["200"]?["content"]?.members)
            let type = try #require(answer.fields["content-type"]?.split(separator: ";").first.map(String.init))
            let content = try #require(contents[type], "\(name) answers \(type)")
            guard let schema = content["schema"] else { continue }
            #expect(try JSON(Data(answer.body)).breaches(of: schema) == [], "\(name)")
        }
    }

    @Test func `a problem is as its schema says`() async throws {
        let document = try await document()
        let problem = try #require(document["components"]?["responses"]?["problem"]?["content"])
        let schema = try #require(problem["application/problem+json"]?["schema"])
        let answer = try await ListSample().service.ask("/api/v1/gaps?state=x")
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(try JSON(Data(answer.body)).breaches(of: schema) == [])
    }

    @Test func `a client that has the description is told so`() async throws {
        let service = TestService()
        let tag = try #require(try await service.ask("/api/v1/openapi.json").fields["etag"])
        #expect(try await service.ask("/api/v1/openapi.json", [.ifNoneMatch: tag]).status == 304)
        let began = "Thu, 01 Jan 1970 00:00:00 GMT"
        #expect(try await service.ask("/api/v1/openapi.json").fields["last-modified"] == began)
        #expect(try await service.ask("/api/v1/openapi.json", [.ifModifiedSince: began]).status == 304)
    }
}
