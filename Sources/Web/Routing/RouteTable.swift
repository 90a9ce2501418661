internal import HTTPTypes
internal import HummingbirdCore

/// The routes that a site serves.
struct RouteTable: Sendable {
    /// What `mosaicd` serves, in the order in which the page `/status` lists it. A new route is listed here, and nowhere else.
    static let mosaic = RouteTable([
        .index, .indicatorsPage, .indicatorPage, .series, .seriesChart, .regionsPage, .regionPage, .batchesPage,
        .batchPage,
        .service, .staticFile, .metrics, .gaps, .trends, .targets, .indicators, .regions, .observations, .statements,
        .batches,
        .batch, .undo, .inbox, .inboxReport, .status, .read, .openAPI, .healthy, .ready,
    ])

    /// The routes, in their order.
    let routes: [Route]
    /// The routes without parameters, by their path.
    private let fixed: [String: Int]

    /// Makes a table; of two routes that answer the same path the one without parameters counts, else the first.
    init(_ routes: [Route]) {
        self.routes = routes
        fixed = Dictionary(
            routes.enumerated().filter { $1.pattern.parameters.isEmpty }.map { ($1.pattern.description, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// A route that answers a path.
    struct Match {
        let route: Route
        /// The values of the pattern's parameters, by name.
        let values: [String: String]
        /// Whether the path asks for CSV.
        var isTable = false
    }

    /// The route of a path, without a query; nil: nothing is served there.
    func find(_ path: String) -> Match? {
        if path.hasSuffix(TableFormat.csvSuffix) {
            var match = named(String(path.dropLast(TableFormat.csvSuffix.count)))
            match?.isTable = true
            if let match, match.route.answer.hasTable { return match }
        }
        return named(path)
    }

    private func named(_ path: String) -> Match? {
        if let index = fixed[path] { return Match(route: routes[index], values: [:]) }
        for route in routes where !route.pattern.parameters.isEmpty {
            if let values = route.pattern.values(in: path) { return Match(route: route, values: values) }
        }
        return nil
    }

    /// The answer to `OPTIONS *`: which methods any route takes.
    var options: Response {
        Response(taking: [.get, .head, .post].filter { method in routes.contains { $0.methods.contains(method) } })
    }

    /// The answer to a path at which nothing is served.
    var notFound: Problem {
        let paths = routes.map(\.pattern.description).joined(separator: ", ")
        return Problem(
            status: .notFound, detail: "There is nothing here. There is: \(paths)", chinese: "此处没有内容。现有路径：\(paths)")
    }
}

extension RouteTable.Match {
    /// The methods that are taken at the path; what a list as CSV can't take is POST.
    private var methods: [HTTPRequest.Method] {
        route.methods.filter { !isTable || $0 != .post }
    }

    /// The answer to `OPTIONS`: which methods the route takes.
    var options: Response { Response(taking: methods) }

    /// The answer to a method that the route does not take.
    var methodNotAllowed: Problem {
        let allowed = methods.map(\.rawValue).joined(separator: ", ")
        return Problem(
            status: .methodNotAllowed, detail: "\(route.pattern) takes \(allowed).", fields: [.allow: allowed])
    }
}

extension Response {
    /// The answer to `OPTIONS`.
    fileprivate init(taking methods: [HTTPRequest.Method]) {
        let allowed = (methods + [.options]).map(\.rawValue).joined(separator: ", ")
        self.init(status: .noContent, headers: [.allow: allowed])
        // There is no content to have a length. (RFC 9110, 8.6)
        headers[.contentLength] = nil
    }
}
