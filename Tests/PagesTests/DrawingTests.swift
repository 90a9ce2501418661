import Testing

@testable import Pages

struct DrawingTests {
    private func dumbbell(base: Double?, now: Double?, target: Double) -> Dumbbell {
        Dumbbell(base: base, now: now, path: nil, target: target, state: "s-met", words: "", reading: "")
    }

    @Test func `the way goes from the base to the target, whichever of them is greater`() {
        for (base, target) in [(10.0, 20.0), (20, 10), (-5, -15)] {
            let way = dumbbell(base: base, now: nil, target: target)
            #expect(way.position(base) == 16)
            #expect(way.position(target) == 196)
            #expect(way.position((base + target) / 2) == 106)
        }
    }

    @Test func `without a base the way begins at nothing`() {
        #expect(dumbbell(base: nil, now: nil, target: -18).position(-9) == 106)
    }

    @Test func `what lies far beyond stands at the edge`() {
        let way = dumbbell(base: 0, now: nil, target: 1)
        #expect(way.position(100) == 232)
        #expect(way.position(-100) == 6)
    }

    @Test func `a base that is the target has two sides`() {
        let way = dumbbell(base: 5, now: nil, target: 5)
        #expect(way.position(4) < way.position(5))
    }

    @Test func `a path is cut where a point is missing`() {
        #expect(PathCommands(through: [(0, 1), (2, 3), nil, (4, 5)]).text == "M0 1L2 3M4 5")
        #expect(PathCommands(through: []).isEmpty)
    }

    @Test func `an area goes along one line and back along the other`() {
        #expect(PathCommands(between: [(0, 1), (2, 1)], and: [(0, 3), (2, 4)]).text == "M0 1L2 1L2 4L0 3Z")
    }

    @Test func `a chart has room for all that is in it, and every point lies within`() throws {
        let chart = SeriesChart(
            points: [
                SeriesChart.Point(year: 2020, value: 5),
                SeriesChart.Point(year: 2022, value: 9, lean: 1, isBreak: true),
            ],
            plans: [SeriesChart.Plan(line: [], milestones: [], goal: SeriesChart.Point(year: 2030, value: 40))]
        ) { String($0) }
        let (years, values) = (try #require(chart.years), try #require(chart.values))
        #expect(years.domain == 2020...2030)
        #expect(values.domain.contains(40) && values.domain.contains(5))
        #expect((0...SeriesChart.width).contains(years.position(2030)))
        #expect((0...chart.height).contains(values.position(40)))
        let text = String(decoding: Markup.several(chart.content).bytes, as: UTF8.self)
        #expect(text.contains("class=\"cut\""))
        #expect(text.contains("class=\"bound\""))
        #expect(text.ranges(of: "class=\"hit\"").count == 2)
    }

    @Test func `a forecast that is far wider than all else does not flatten it`() throws {
        let chart = SeriesChart(
            points: [SeriesChart.Point(year: 2020, value: 0), SeriesChart.Point(year: 2021, value: 10)],
            fans: [[SeriesChart.Range(year: 2022, lower: -1e6, upper: 1e6)]]
        ) { String($0) }
        let values = try #require(chart.values)
        #expect(values.domain.upperBound - values.domain.lowerBound < 60)
    }

    @Test func `no figure makes no chart`() {
        let chart = SeriesChart(points: []) { String($0) }
        #expect(chart.content.isEmpty)
        #expect(Sparkline([], words: "").places.isEmpty)
        #expect(RegionStrip(marks: []) { String($0) }.content.isEmpty)
    }

    @Test func `a sparkline goes from the left to the right and stays inside`() {
        let line = Sparkline([(2000, 1), (2005, 3), (2010, 2)], words: "")
        let xs = line.places.map(\.x)
        #expect(xs == xs.sorted())
        #expect(line.places.allSatisfy { (0...line.width).contains($0.x) && (0...line.height).contains($0.y) })
        #expect(line.places[1].y < line.places[2].y)
    }

    @Test func `a sparkline has room for its plan, and is scaled to both`() throws {
        var line = Sparkline([(2020, 1), (2022, 2)], words: "")
        let alone = line.places
        line.plan = SeriesChart.Plan(
            line: [SeriesChart.Point(year: 2020, value: 1), SeriesChart.Point(year: 2030, value: 10)], milestones: [],
            goal: SeriesChart.Point(year: 2030, value: 10))
        #expect(line.places[1].x < alone[1].x && line.places[1].y > alone[1].y)
        let text = String(decoding: Markup.several(line.content).bytes, as: UTF8.self)
        #expect(text.contains("class=\"plan-line\"") && text.contains("class=\"goal\""))
    }

    @Test func `the first of a ranking is on top`() throws {
        var chart = SeriesChart(
            points: [SeriesChart.Point(year: 2020, value: 1), SeriesChart.Point(year: 2021, value: 9)]
        ) { String($0) }
        let values = try #require(chart.values)
        #expect(values.position(1) > values.position(9))
        chart.isRanking = true
        let ranks = try #require(chart.values)
        #expect(ranks.position(1) < ranks.position(9))
    }

    @Test func `a picture of its own has its colours within, and no variable is left in its style`() {
        let drawing = Drawing(
            width: 10, height: 20, id: "a", title: "<b> & \"c\"", description: "", content: [.text("&")])
        let text = String(decoding: PictureFile(drawing, source: "here").svg, as: UTF8.self)
        #expect(text.contains("<title id=\"a-title\">&lt;b&gt; &amp; &quot;c&quot;</title>"))
        #expect(text.contains("viewBox=\"0 0 10 82\""))
        #expect(text.contains("here</text>"))
        let variables = PictureFile.style.matches(of: /var\(--([a-z]+)\)/).map { String($0.output.1) }
        #expect(Set(variables) == ["state"])
    }

    @Test func `tiles do not overlap and lie in the picture`() {
        let tiles = (1...3).flatMap { row in (1...4).map { (row, $0) } }.map { row, column in
            TileMap.Tile(
                row: row, column: column, name: "", value: "", mark: "", style: "none", words: "", link: nil)
        }
        let map = TileMap(tiles)
        let corners = map.tiles.map(map.corner)
        for (index, corner) in corners.enumerated() {
            #expect(corner.x + map.size.width <= map.width && corner.y + map.size.height <= map.height)
            for other in corners[..<index] {
                #expect(abs(other.x - corner.x) >= map.size.width || abs(other.y - corner.y) >= map.size.height)
            }
        }
    }
}
