internal import Exposition
internal import HTTPTypes
internal import HummingbirdCore

extension Route {
    /// `/-/ready`: whether there is a snapshot to be scraped.
    static let ready = Route(
        "/-/ready", title: "Readiness", chinese: "就绪状态", isOfHealth: true,
        [
            .get: .atOnce { (_, site) throws(Problem) in
                _ = try site.publication.current.requireSnapshot()
                return Response(text: "Mosaic is ready.\n")
            }
        ])
}
