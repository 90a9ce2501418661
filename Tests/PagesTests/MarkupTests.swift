import Testing

@testable import Pages

struct MarkupTests {
    private func text(_ markup: Markup) -> String { String(decoding: markup.bytes, as: UTF8.self) }

    @Test func `whatever is text or a value stays that`() {
        let hostile = "<script>alert(\"1\" & '2')</script>"
        #expect(
            text(.tag("p", ["title": hostile], .text(hostile)))
                == "<p title=\"&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;\">"
                + "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;</p>")
    }

    @Test func `control characters are shown, and lines and tabs stay`() {
        #expect(text("a\u{0}\u{1B}[1m\u{7F}\n\t") == "a\u{FFFD}\u{FFFD}[1m\u{FFFD}\n\t")
    }

    @Test func `a name is kept apart from the text around it`() {
        #expect(text(.name("\u{202E}abc")) == "<bdi>\u{202E}abc</bdi>")
    }

    @Test func `an attribute without a value is left out, an empty one is named`() {
        #expect(text(.tag("input", ["name": nil, "required": ""])) == "<input required>")
    }

    @Test func `every element but the empty ones ends`() {
        #expect(text(.tag("p", [:], "a", .tag("br"), .tag("b"))) == "<p>a<br><b></b></p>")
    }

    @Test func `without links text and drawings stay, places on the page too`() {
        let page = Markup.several([
            .tag("a", ["href": "/x", "class": "c"], .text("out")), .tag("a", ["href": "#main"], "within"),
            .tag("svg", [:], .tag("a", ["href": "/y"], .tag("title", [:], "t"))), .tag("form", [:], "asks"),
        ])
        #expect(
            text(page.withoutLinks)
                == "<span class=\"c\">out</span><a href=\"#main\">within</a><svg><g><title>t</title></g></svg>")
    }

    @Test(arguments: [StaticFile.stylesheet, .script])
    func `a file within a page can't end its element`(file: StaticFile) {
        #expect(!file.text.contains("</") && !file.text.contains("<!--"))
    }

    @Test func `names of static files tell their bytes apart, and all have other ones`() {
        #expect(Set(StaticFile.all.map(\.name)).count == StaticFile.all.count)
        for file in StaticFile.all { #expect(file.name.urlEncoded == file.name) }
    }
}
