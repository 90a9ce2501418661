public import Indicators

/// What a browser is shown where a request fails: what is wrong, and where to go on.
public struct ProblemPage: Page {
    /// For whom it is made.
    public let context: PageContext
    private let status: Int
    private let detail: BilingualText
    private let request: String

    /// Makes the page.
    ///
    /// - Parameters:
    ///   - status: the status code.
    ///   - detail: what is wrong with the request, and what would be right.
    ///   - request: the name of the request, by which its line in the log is found.
    public init(status: Int, detail: BilingualText, request: String, for context: PageContext) {
        (self.status, self.detail, self.request, self.context) = (status, detail, request, context)
    }

    /// Its heading.
    public var title: String {
        switch status {
        case 400: context.say("The address asks for something that there is not", "地址中的要求有误")
        case 401, 403: context.say("Not for everybody", "无权查看")
        case 404: context.say("There is no such page", "没有此页面")
        case 503: context.say("Not now", "暂时无法显示")
        default: context.say("That did not work", "出错了")
        }
    }
    /// No call says the same.
    public var call: String? { nil }

    /// What it shows.
    public var content: [Markup] {
        [
            .tag("p", ["class": "lead"], .name(context.say(detail))),
            .tag("p", [:], .tag("a", ["href": context.link([])], .text(context.say("To the overview", "返回概览")))),
            .tag(
                "p", ["class": "note"], .text(context.say("Status \(status), request ", "状态码\(status)，请求编号") + request)),
        ]
    }
}
