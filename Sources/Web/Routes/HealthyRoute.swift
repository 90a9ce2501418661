internal import HTTPTypes
internal import HummingbirdCore

extension Route {
    /// `/-/healthy`: whether the process answers.
    static let healthy = Route(
        "/-/healthy", title: "Health", chinese: "健康状态", isOfHealth: true,
        [.get: .atOnce { (_, _) throws(Problem) in Response(text: "Mosaic is healthy.\n") }])
}
