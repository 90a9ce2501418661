internal import Formats
internal import HTTPTypes
internal import Indicators
internal import Reports

/// The description of the service for programs, made of its routes. (OpenAPI 3.1.0, https://spec.openapis.org/oas/v3.1.0)
struct OpenAPIDocument {
    private let routes: [Route]
    private let version: String

    /// Describes some routes of a version of the service.
    init(of routes: RouteTable, version: String) {
        self.routes = routes.routes
        self.version = version
    }

    /// The document.
    var json: JSONValue {
        let paths = routes.flatMap { route -> [JSONValue.Member] in
            let path = route.pattern.description
            let own = JSONValue.Member(key: path, value: operations(of: route, suffix: ""))
            guard route.answer.hasTable else { return [own] }
            let suffix = TableFormat.csvSuffix
            return [own, JSONValue.Member(key: path + suffix, value: operations(of: route, suffix: suffix))]
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Mosaic", "version": .text(version),
                "description": "The yearly record of indicators, its trends, and the gaps to plan targets.",
            ],
            "paths": .object(paths),
            "components": [
                "responses": ["problem": Self.problem, "refusal": Self.refusal],
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            ],
        ]
    }

    private func operations(of route: Route, suffix: String) -> JSONValue {
        // A list as CSV takes nothing.
        let methods = route.methods.filter { suffix.isEmpty || $0 != .post }
        return .object(
            methods.map { method in
                JSONValue.Member(
                    key: method.rawValue.lowercased(), value: operation(method, of: route, suffix: suffix))
            })
    }

    private func operation(_ method: HTTPRequest.Method, of route: Route, suffix: String) -> JSONValue {
        let ofPath = route.pattern.parameters.map { name -> JSONValue in
            [
                "name": .text(name), "in": "path", "required": .boolean(true),
                "schema": ["type": "string", "minLength": .integer(1)],
            ]
        }
        let writing = method == .post ? route.writing : nil
        let ofQuery = route.parameters(of: method).map(\.description)
        var members = [
            JSONValue.Member(key: "operationId", value: .text(Self.id(method, route.pattern.description + suffix))),
            JSONValue.Member(key: "summary", value: .text(writing?.title ?? route.title.english)),
            JSONValue.Member(key: "parameters", value: .array(ofPath + ofQuery)),
        ]
        if let writing {
            members.append(JSONValue.Member(key: "responses", value: Self.responses(of: writing)))
            members.append(JSONValue.Member(key: "security", value: [["token": []]]))
            guard writing.takesFile else { return .object(members) }
            let types = BodyType.accepted.filter { !$0.hasSuffix(".") }.map { (type: $0, schema: JSONValue?.none) }
            let body: JSONValue = ["required": .boolean(true), "content": Self.content(types)]
            return .object(members + [JSONValue.Member(key: "requestBody", value: body)])
        }
        if method == .post || method == .put {
            let body: JSONValue = ["required": .boolean(true), "content": Self.content([(route.bodyType, nil)])]
            members.append(JSONValue.Member(key: "requestBody", value: body))
        }
        let isTable = !suffix.isEmpty
        let content = method == .head ? [] : route.answer.content(isTable: isTable)
        members.append(JSONValue.Member(key: "responses", value: Self.responses(content, of: route)))
        return .object(members)
    }

    /// `get_api_v1_batches_id_csv`.
    private static func id(_ method: HTTPRequest.Method, _ path: String) -> String {
        let words = path.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return ([method.rawValue.lowercased()] + (words.isEmpty ? ["index"] : words)).joined(separator: "_")
    }

    private static func responses(_ content: [(type: String, schema: JSONValue?)], of route: Route) -> JSONValue {
        var found: JSONValue = ["description": "What is asked for."]
        if !content.isEmpty { found = ["description": "What is asked for.", "content": Self.content(content)] }
        var members = [JSONValue.Member(key: "200", value: found)]
        if route.answer.isKept {
            let kept: JSONValue = ["description": "The client has it: If-None-Match or If-Modified-Since says so."]
            members.append(JSONValue.Member(key: "304", value: kept))
        }
        let problem: JSONValue = ["$ref": "#/components/responses/problem"]
        let statuses = [
            (400, route.parameters != nil), (404, !route.pattern.parameters.isEmpty), (410, route.answer.hasTable),
        ]
        members += statuses.filter(\.1).map { JSONValue.Member(key: "\($0.0)", value: problem) }
        return .object(members + [JSONValue.Member(key: "default", value: problem)])
    }

    private static func responses(of writing: Writing) -> JSONValue {
        let report: JSONValue = [
            "description": "What was done, and would be in a dry run.",
            "content": content([("application/json", writing.answer.schema)]),
        ]
        let problem: JSONValue = ["$ref": "#/components/responses/problem"]
        let refusal: JSONValue = ["$ref": "#/components/responses/refusal"]
        let statuses = writing.takesFile ? [400, 401, 413, 415, 429, 503, 507] : [400, 401, 404, 429, 503, 507]
        let refusals = writing.takesFile ? [403, 422] : [403]
        return .object(
            [JSONValue.Member(key: "200", value: report), JSONValue.Member(key: "201", value: report)]
                + statuses.map { JSONValue.Member(key: "\($0)", value: problem) }
                + refusals.map { JSONValue.Member(key: "\($0)", value: refusal) }
                + [JSONValue.Member(key: "default", value: problem)])
    }

    private static func content(_ types: [(type: String, schema: JSONValue?)]) -> JSONValue {
        .object(
            types.map { type, schema in
                JSONValue.Member(
                    key: type, value: .object(schema.map { [JSONValue.Member(key: "schema", value: $0)] } ?? []))
            })
    }

    private static let problem: JSONValue = [
        "description": "What is wrong, and what would be right: a problem document of RFC 9457.",
        "content": [
            "application/problem+json": [
                "schema": [
                    "type": "object",
                    "properties": [
                        "type": JSONShape.text.schema, "title": JSONShape.text.schema,
                        "status": JSONShape.integer.schema,
                        "detail": JSONShape.text.schema, "request_id": JSONShape.text.schema,
                    ], "required": ["type", "title", "status", "detail", "request_id"],
                ]
            ]
        ],
    ]
}

extension OpenAPIDocument {
    private static let refusal: JSONValue = [
        "description": "Why nothing was written: a problem document with every fault, or with none where nobody may.",
        "content": ["application/problem+json": ["schema": JSONShape.refusal.schema]],
    ]
}

extension QueryParameter {
    /// The parameter as OpenAPI describes it.
    fileprivate var description: JSONValue {
        ["name": .text(name), "in": "query", "description": .text(help), "schema": schema]
    }

    private var schema: JSONValue {
        isRepeatable ? ["type": "array", "items": schemaOfOne] : schemaOfOne
    }

    private var schemaOfOne: JSONValue {
        switch kind {
        case .text: ["type": "string", "minLength": .integer(1)]
        case .word(let words): ["type": "string", "enum": .array(words.map { .text($0) })]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .year: ["type": "string", "pattern": "^[1-9][0-9]{3}$"]
        case .language: ["type": "string", "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$"]
        case .digest: ["type": "string", "pattern": "^[0-9A-Fa-f]{64}$"]
        case .day: ["type": "string", "format": "date"]
        case .point:
            [
                "type": "string",
                "anyOf": [["format": "date-time"], ["format": "date"], ["pattern": "^batch:[1-9][0-9]{0,17}$"]],
            ]
        }
    }
}
