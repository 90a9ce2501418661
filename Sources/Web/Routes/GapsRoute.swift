internal import Exposition
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import Reports

extension Route {
    /// `/api/v1/gaps`: the distance to each target, as `mosaic gaps --json` tells it; `state`, `region` and `level` choose.
    static let gaps = Route(
        "/api/v1/gaps", title: "Distance to each target, as JSON",
        parameters: [
            QueryParameter("state", .word(TargetState.allCases.map(\.rawValue)), "Only targets in this state."),
            .region, .level,
        ],
        [
            .get: .work { (request, site) throws(Problem) in
                let snapshot = try site.publication.current.requireSnapshot().snapshot
                do throws(UnknownName) {
                    let gaps = try GapReport.all(
                        of: snapshot, stateNamed: request.query["state"], regionNamed: request.query["region"],
                        level: request.query["level"])
                    return Response(collection: gaps.map { JSONValue($0) })
                } catch {
                    throw Problem(status: .badRequest, detail: error.description)
                }
            }
        ])
}
