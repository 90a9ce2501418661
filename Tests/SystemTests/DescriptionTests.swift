import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The service beside its own description, tried by schemathesis.
    @Suite struct DescriptionTests {
        @Test func `schemathesis finds no answer that is not as the description says`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let token = try place.takeToken(of: "schemathesis")
            let service = try place.start()
            // Names are those of the catalog, which no schema knows: what is made up may be unknown.
            try place.folder.write(
                """
                [checks]
                positive_data_acceptance.expected-statuses = ["2xx", "400", "404", "410", "422"]

                """, to: "schemathesis.toml")
            let python = Program(path: Repository.url(".venv/bin/python").path)
            // By the schema that the OpenAPI Initiative has for its version 3.1.
            let described = try place.folder.write(service.get("/api/v1/openapi.json").body, to: "openapi.json")
            let valid = try python.run(["-m", "openapi_spec_validator", described.path])
            #expect(valid.status == 0 && valid.text.contains("openapi.json: OK"), "\(valid.text)\(valid.errors)")
            let done = try python.run(
                [
                    "-m", "schemathesis.cli", "run", "http://127.0.0.1:\(place.port)/api/v1/openapi.json",
                    "--phases", "examples,coverage,fuzzing", "--max-examples", "5", "--seed", "1",
                    "--suppress-health-check", "all", "--no-color",
                    // HEAD is GET without the body. A remote read is protobuf, which schemathesis does not make.
                    "--exclude-method", "HEAD", "--exclude-path", "/api/v1/read",
                    "--header", "Authorization: Bearer \(token)",
                ], environment: ["HYPOTHESIS_STORAGE_DIRECTORY": place.folder.path("hypothesis")],
                directory: place.folder.url, limit: .seconds(120))
            #expect(done.status == 0, "\(done.text)\(done.errors)")
            #expect(done.text.contains("generated, "), "\(done.text)")
            #expect(try service.get("/-/healthy").status == 200)
            #expect(try service.stop())
        }

        @Test func `a request's name is in its answer and in the log at debug, and no line is at info`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            for (level, isTold) in [("debug", true), ("info", false)] {
                let service = try Service(at: place, ["--log.level", level])
                try service.waitUntilReady()
                let answer = try service.get("/api/v1/regions?limit=1", headers: ["X-Request-Id": "night-7"])
                #expect(answer.headers["x-request-id"] == "night-7")
                #expect(try service.stop())
                let lines = service.program.errors.split(separator: "\n").filter { $0.contains("request_id=night-7") }
                #expect(lines.count == (isTold ? 1 : 0), "\(service.program.errors)")
                #expect(lines.allSatisfy { $0.contains(" path=/api/v1/regions ") && $0.contains("status=200") })
            }
        }
    }
}
