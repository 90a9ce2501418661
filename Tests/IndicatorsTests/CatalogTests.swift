import Indicators
import Statistics
import Testing

@Suite
struct CatalogTests {
    static let china = Region(
        id: "CN", gbCode: "100000", name: ["en": "China", "zh": "中国"], kind: .nation, aliases: ["全国"]
    )
    static let innerMongolia = Region(
        id: "CN-NM", gbCode: "150000", name: ["en": "Inner Mongolia", "zh": "内蒙古"],
        kind: .autonomousRegion, aliases: ["Nei Mongol"])
    static let rival = Region(
        id: "GBA", gbCode: nil, name: ["en": "Greater Bay Area", "zh": "粤港澳大湾区"], kind: .cluster,
        aliases: ["china"])

    static func indicator(_ id: Identifier<Indicator>, minimum: Double? = nil, maximum: Double? = nil) -> Indicator {
        Indicator(
            id: id, title: ["en": "A", "zh": "甲"], unit: UnitOfMeasure(standingAlone: "points"),
            direction: .more, measure: .level, minimum: minimum, maximum: maximum)
    }

    static func target(_ id: Identifier<Target>, _ value: Double, _ date: String? = nil) throws -> Target {
        Target(
            id: id, series: SeriesKey(indicator: "a", region: "CN"),
            terms: try TargetTerms(kind: .atLeast, targetYear: 2030, targetValue: value),
            sourceDate: try date.map { try #require(CalendarDate($0)) })
    }

    static let catalog = Catalog(regions: [china, innerMongolia, rival], indicators: [indicator("a"), indicator("b")])

    @Test(arguments: ["CN-NM", "cn-nm", "150000", "Inner Mongolia", "INNER MONGOLIA", "内蒙古", "nei mongol"])
    func `a region is found by id, code, names and aliases, whatever their case`(name: String) {
        #expect(Self.catalog.region(named: name) == Self.innerMongolia)
    }

    @Test(arguments: ["", "Inner", "CN-XX", " CN"])
    func `other names find no region, and an id is taken by its letters`(name: String) {
        #expect(Self.catalog.region(named: name) == nil)
        #expect(Self.catalog.region("cn-nm") == nil)
        #expect(Self.catalog.region("CN-NM") == Self.innerMongolia)
    }

    @Test
    func `of two regions of one name the first counts`() {
        #expect(Self.catalog.region(named: "China") == Self.china)
        #expect(Self.catalog.region("GBA") == Self.rival)
    }

    @Test(arguments: [
        ("CHN", "CN"), ("156", "CN"), ("15", "CN-NM"), ("1501", "CN-NM-HH"), ("EL", "GR"), ("grc", "GR"), ("uk", nil),
        ("826", nil), ("10", nil), ("1500", nil), ("USA", "USA"), ("840", "US"),
    ])
    func `a region is found by codes that follow from its own, unless another has that name`(
        code: String, id: String?
    ) {
        func region(_ id: Identifier<Region>, _ code: String? = nil, _ kind: Region.Kind = .nation) -> Region {
            Region(
                id: id, gbCode: code, name: ["en": "\(id) name", "zh": "\(id)名"], kind: kind)
        }
        let catalog = Catalog(
            regions: [
                region("CN", "100000"), region("CN-NM", "150000", .province),
                region("CN-NM-HH", "150100", Region.Kind(rawValue: "prefecture")), region("GR"), region("US"),
                region("USA", nil, .cluster),
            ], indicators: [])
        #expect(catalog.region(named: code)?.id.rawValue == id)
    }

    @Test
    func `an indicator is found by its id alone`() {
        #expect(Self.catalog.indicator("b")?.id == "b")
        #expect(Self.catalog.position(of: "b") == 1)
        #expect(Self.catalog.indicator("B") == nil)
        #expect(Self.catalog.position(of: "c") == nil)
    }

    @Test
    func `a catalog with other indicators and targets is the one that is made of them`() throws {
        let (indicators, rows) = ([Self.indicator("c"), Self.indicator("a")], try [Self.target("x", 3)])
        let catalog = Self.catalog.with(indicators: indicators).with(targetRows: rows)
        #expect(catalog.indicators == indicators && catalog.targetRows == rows)
        #expect(catalog.position(of: "c") == 0 && catalog.position(of: "a") == 1 && catalog.position(of: "b") == nil)
        #expect(catalog.region(named: "全国") == Self.china && catalog.position(ofRegion: "GBA") == 2)
        #expect(catalog.with(indicators: []).targetRows == rows)
    }

    @Test(arguments: [
        ("CN-NM", "cn-nm"), ("内蒙古", "内蒙古"), ("内蒙古A", "内蒙古a"), ("Ａ", "ａ"), ("É", "é"), ("Ж", "ж"), ("", ""),
        ("\u{A640}", "\u{A641}"), ("Ⅻ", "ⅻ"), ("15", "15"),
    ])
    func `names are compared in small letters`(name: String, folded: String) {
        #expect(Catalog.folded(name) == folded)
        #expect(Catalog.folded(name) == name.lowercased())
    }

    @Test
    func `bounds admit what lies within and at them`() {
        let share = Self.indicator("s", minimum: 0, maximum: 100)
        #expect([0, 50, 100].allSatisfy(share.admits))
        #expect(![-0.001, 100.001, .nan].contains(where: share.admits))
        #expect(Self.indicator("free").admits(-.greatestFiniteMagnitude))
    }

    @Test
    func `a question names the nearest regions with their ids`() {
        #expect(Self.catalog.regionQuestion(for: "Inner Mongol") == "did you mean \"Inner Mongolia\" (CN-NM)?")
        #expect(Self.catalog.regionQuestion(for: "CN-NX") == "did you mean \"CN-NM\"?")
        #expect(Self.catalog.regionQuestion(for: "Atlantis") == nil)
    }

    @Test(arguments: [
        ("2019-12-31", [1.0]), ("2020-01-01", [2, 9]), ("2021-06-30", [2, 9]), ("2021-07-01", [4, 9]),
        ("2099-01-01", [4, 9]),
    ])
    func `of a target's rows the newest published by the day is in force`(day: String, values: [Double]) throws {
        let rows = try [
            Self.target("x", 3, "2021-07-01"), Self.target("y", 9, "2020-01-01"), Self.target("x", 1),
            Self.target("x", 2, "2020-01-01"), Self.target("x", 4, "2021-07-01"),
        ]
        let catalog = Catalog(regions: [Self.china], indicators: [Self.indicator("a")], targetRows: rows)
        let found = catalog.targets(inForceOn: try #require(CalendarDate(day)))
        #expect(found.map(\.terms.targetValue) == values)
        #expect(found.map(\.id) == ["x", "y"].prefix(values.count).map { $0 })
    }

    @Test(arguments: [
        ("广西省", "广西", "CN-GX"), ("广西自治区", "广西", "CN-GX"), ("Guangxi Province", "Guangxi", "CN-GX"),
        ("山西", "山西省", "CN-SX"), ("上海省", "上海市", "CN-SH"),
    ])
    func `a name with another word for its kind of region is first of all that region's`(
        text: String, name: String, id: String
    ) {
        func region(_ id: Identifier<Region>, _ english: String, _ chinese: String) -> Region {
            Region(id: id, gbCode: nil, name: ["en": english, "zh": chinese], kind: .province)
        }
        let catalog = Catalog(
            regions: [
                region("CN-SX", "Shanxi", "山西省"), region("CN-JX", "Jiangxi", "江西省"), region("CN-GX", "Guangxi", "广西"),
                region("CN-SH", "Shanghai", "上海市"),
            ], indicators: [])
        #expect(catalog.regionQuestion(for: text) == "did you mean \"\(name)\" (\(id))?")
    }
}
