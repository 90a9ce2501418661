internal import Indicators

/// A page of the service.
public protocol Page: Sendable {
    /// For whom it is made.
    var context: PageContext { get }
    /// What it is about, in a few words.
    var title: String { get }
    /// What it shows, below its heading.
    var content: [Markup] { get }
    /// The call of the API that says the same; nil: none does.
    var call: String? { get }
}

extension Page {
    /// The whole page as HTML.
    public var html: [UInt8] {
        document(
            loading: [
                .tag("link", ["rel": "icon", "href": StaticFile.icon.path, "type": "image/svg+xml"]),
                .tag("link", ["rel": "stylesheet", "href": StaticFile.stylesheet.path]),
                .tag("script", ["src": StaticFile.script.path, "defer": ""]),
            ], [skipLink, header, banner, main, footer])
    }

    /// The page as one file to send around: it loads nothing, and what leads to a service's other pages is text.
    public var fileHTML: [UInt8] {
        document(
            loading: [.tag("style", [:], .file(.stylesheet))],
            [banner, main, .tag("footer", [:], .tag("p", [:], .text(madeOf)))].map(\.withoutLinks)
                + [.tag("script", [:], .file(.script))])
    }

    private func document(loading: [Markup], _ body: [Markup]) -> [UInt8] {
        let head: [Markup] = [
            .tag("meta", ["charset": "utf-8"]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("meta", ["name": "color-scheme", "content": "light dark"]),
            .tag("title", [:], .text(title == "Mosaic" ? title : "\(title) · Mosaic")),
        ]
        let document = Markup.tag(
            "html", ["lang": context.isChinese ? "zh-Hans" : context.language.text],
            .element("head", [], head + loading), .element("body", [], body))
        return Array("<!doctype html>\n".utf8) + document.bytes + Array("\n".utf8)
    }

    private var skipLink: Markup {
        .tag("a", ["class": "skip", "href": "#main"], .text(context.say("To the content", "跳到正文")))
    }

    private var main: Markup {
        .element(
            "main", [Markup.Attribute(name: "id", value: "main")],
            [.tag("h1", [:], .name(title))] + content)
    }

    private var header: Markup {
        let places: [(path: [String], english: String, chinese: String)] = [
            ([], "Overview", "概览"), (["indicators"], "Indicators", "指标"), (["regions"], "Regions", "地区"),
            (["batches"], "Record", "记录"), (["status"], "Service", "服务"),
        ]
        let items = places.map { place in
            let isHere = context.path == "/" + place.path.joined(separator: "/")
            return Markup.tag(
                "li", [:],
                .tag(
                    "a", ["href": context.link(place.path), "aria-current": isHere ? "page" : nil],
                    .text(context.say(place.english, place.chinese))))
        }
        return .tag(
            "header", ["class": "top"],
            .tag(
                "a", ["class": "brand", "href": context.link([])],
                .tag("span", ["class": "tiles", "aria-hidden": "true"]), "Mosaic"),
            .tag("nav", ["aria-label": context.say("Pages", "页面")], .element("ul", [], items)), languageSwitch)
    }

    private var languageSwitch: Markup {
        let choices = context.languages.map { language in
            Markup.tag(
                "li", [:],
                .tag(
                    "a",
                    [
                        "href": context.link(setting: "lang", to: language.text), "lang": language.text,
                        "hreflang": language.text, "aria-current": language == context.language ? "true" : nil,
                    ], .text(Self.ownName(of: language))))
        }
        return .tag(
            "nav", ["class": "languages", "aria-label": context.say("Language", "语言")], .element("ul", [], choices))
    }

    /// A language's name for itself; its tag where it is not known here.
    private static func ownName(of language: LanguageTag) -> String {
        switch language {
        case .english: "English"
        case .chinese: "中文"
        default: language.text
        }
    }

    private var banner: Markup {
        let asOf = context.carried.first { $0.name == "as_of" }?.value
        let published = context.carried.first { $0.name == "published_by" }?.value
        guard asOf != nil || published != nil else { return .nothing }
        let recorded = asOf.map { context.say("what had been recorded by \($0)", "截至\($0)已记录的内容") }
        let known = published.map { context.say("what had been published by \($0)", "截至\($0)已公布的内容") }
        let both = [recorded, known].compactMap { $0 }.joined(separator: context.say(" and ", "、"))
        return .tag(
            "aside", ["class": "banner", "aria-label": context.say("Viewpoint", "查看时点")],
            .tag("strong", [:], .text(context.say("Not as it is now: this page shows \(both).", "并非现状：本页显示\(both)。"))),
            " ",
            .tag("a", ["href": context.path], .text(context.say("Show the record as it is now", "显示现状"))))
    }

    /// Of what the page was made, and by which version.
    private var madeOf: String {
        let made = context.source.map { source in
            let state = source.recorded.map {
                context.say(
                    "batch \(source.batch), recorded \(context.minute($0)) UTC",
                    "第\(source.batch)批，记录于\(context.minute($0))（UTC）")
            }
            return context.say("As of \(source.asOfYear)", "以\(source.asOfYear)年为当前年份")
                + (state.map { " · \($0)" } ?? "")
        }
        return (made.map { "\($0) · " } ?? "") + "Mosaic \(context.version)"
    }

    private var footer: Markup {
        .tag(
            "footer", [:], .tag("p", [:], .text(madeOf)), viewpointForm,
            call.map {
                .tag("p", [:], .tag("a", ["href": $0], .text(context.say("This page's numbers as JSON", "本页数据（JSON）"))))
            }
                ?? .nothing)
    }

    /// Asks for the same page as it was on a day. It works without a script.
    private var viewpointForm: Markup {
        guard context.source != nil else { return .nothing }
        func field(_ name: String, _ label: String) -> Markup {
            .tag(
                "label", [:], .text(label), " ",
                .tag(
                    "input",
                    [
                        "type": "text", "name": name, "value": context.carried.first { $0.name == name }?.value,
                        "placeholder": "YYYY-MM-DD", "pattern": name == "as_of" ? nil : "[0-9]{4}-[0-9]{2}-[0-9]{2}",
                        "required": "",
                    ]))
        }
        func form(_ name: String, _ label: String) -> Markup {
            let others = context.carried.filter { $0.name != name }.map { other in
                Markup.tag("input", ["type": "hidden", "name": other.name, "value": other.value])
            }
            return .element(
                "form",
                [
                    Markup.Attribute(name: "method", value: "get"),
                    Markup.Attribute(name: "action", value: context.path),
                ],
                others + [field(name, label), " ", .tag("button", [:], .text(context.say("Show", "显示")))])
        }
        return .tag(
            "details", [:], .tag("summary", [:], .text(context.say("Look from another day", "从另一日期查看"))),
            form("as_of", context.say("Only what had been recorded by", "只看截至该日已记录的内容")),
            form("published_by", context.say("Only what had been published by", "只看截至该日已公布的内容")))
    }
}
