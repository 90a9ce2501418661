import Indicators
import Testing

@Suite
struct PeriodTests {
    @Test(arguments: [1000, 1949, 2026, 9999])
    func `a period is a year of four digits`(year: Int) {
        let text = Array(String(year).utf8)
        #expect(Period(text.span)?.year == year)
        #expect(Period(year: year)?.description == String(year))
    }

    @Test(arguments: [-2026, 0, 999, 10_000, 20_255, Int.max, Int.min])
    func `other years are refused`(year: Int) {
        #expect(Period(year: year) == nil)
    }

    @Test(arguments: [
        "", "202", "20255", "2024.5", "0999", " 2024", "2024 ", "+024", "-024", "20x4", "2024-25", "２０２４", "1e03",
    ])
    func `other texts are refused`(text: String) {
        let bytes = Array(text.utf8)
        #expect(Period(bytes.span) == nil)
    }

    @Test
    func `earlier years come first`() throws {
        let years = try [1000, 2024, 2025, 9999].map { try #require(Period(year: $0)) }
        #expect(years.shuffled().sorted() == years)
    }
}

@Suite
struct ObservationStatusTests {
    @Test
    func `the statuses are the 20 codes of SDMX`() {
        #expect(ObservationStatus.allCases.map(\.rawValue).joined() == "ABDEFGHIJKLMNOPQSUVW")
    }

    @Test
    func `a value is absent with O M L H Q K, either with B J S, required with the others`() {
        func codes(_ holds: (ObservationStatus) -> Bool) -> Set<Character> {
            Set(ObservationStatus.allCases.filter(holds).flatMap(\.rawValue))
        }
        #expect(codes(\.saysNone) == Set("OMLHQK"))
        #expect(codes { $0.allowsNoValue && !$0.saysNone } == Set("BJS"))
        #expect(codes { !$0.allowsNoValue } == Set("DIFEPNUVGAW"))
        #expect(codes(\.isEstimated) == Set("EFI"))
    }

    @Test
    func `a code is a letter of its own, upper case`() {
        let known = Set(ObservationStatus.allCases.map(\.code))
        #expect(known.count == 20)
        for code in UInt8.min...UInt8.max {
            #expect(ObservationStatus(code: code)?.code == (known.contains(code) ? code : nil))
        }
    }
}

@Suite
struct ObservationTests {
    let period: Period

    init() throws { period = try #require(Period(year: 2025)) }

    @Test(arguments: ObservationStatus.allCases)
    func `an observation has a finite value, or none where its status allows it`(status: ObservationStatus) {
        #expect(Observation(period: period, value: 1.5, status: status)?.value == 1.5)
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(Observation(period: period, value: value, status: status) == nil)
        }
        #expect((Observation(period: period, value: nil, status: status) != nil) == status.allowsNoValue)
    }

    @Test
    func `an observation's zero has no sign`() {
        let observation = Observation(period: period, value: -0.0)
        #expect(observation?.value?.sign == .plus)
        #expect(observation == Observation(period: period, value: 0))
    }

    @Test
    func `an observation of which no more is said is normal, and the number itself`() {
        let observation = Observation(period: period, value: 1)
        #expect(observation?.status == .normal)
        #expect(observation?.bound == .equal)
    }

    @Test(arguments: ObservationStatus.allCases)
    func `a number beside a status that says there is none does not exist`(status: ObservationStatus) {
        #expect(Observation(period: period, value: 7, status: status)?.existingValue == (status.saysNone ? nil : 7))
    }

    @Test
    func `the newest observation exists, is no forecast and not after the year`() throws {
        func observation(_ year: Int, _ value: Double?, _ status: ObservationStatus) throws -> Observation {
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value, status: status))
        }
        let series = Series(
            key: SeriesKey(indicator: "a", region: "CN"),
            observations: [
                try observation(2020, 1, .normal), try observation(2021, 2, .estimated),
                try observation(2022, nil, .missing),
                try observation(2023, 4, .forecast), try observation(2024, 5, .suppressed),
                try observation(2026, 6, .normal),
            ])
        #expect(series.newestIndex(asOfYear: 2027) == 5)
        #expect(series.newestIndex(asOfYear: 2025) == 1)
        #expect(series.newestIndex(asOfYear: 2020) == 0)
        #expect(series.newestIndex(asOfYear: 2019) == nil)
    }

    @Test
    func `bounds lean up, down or not at all, and come back from their places`() {
        #expect(ObservationBound.allCases.map(\.rawValue) == ["eq", "ge", "gt", "le", "lt", "approx"])
        #expect(ObservationBound.allCases.filter(\.leansUp) == [.atLeast, .over])
        #expect(ObservationBound.allCases.filter(\.leansDown) == [.atMost, .under])
        for (index, bound) in ObservationBound.allCases.enumerated() {
            #expect(Int(bound.index) == index)
            #expect(ObservationBound(index: bound.index) == bound)
        }
        #expect(ObservationBound(index: 6) == nil)
    }
}

@Suite
struct StatementRowTests {
    @Test
    func `a row takes 32 bytes`() {
        #expect(MemoryLayout<StatementBuffer.Row>.size == 32)
        #expect(MemoryLayout<StatementBuffer.Row>.stride == 32)
    }

    static func row(_ content: StatementContent, published: CalendarDate? = nil) throws -> StatementBuffer.Row {
        StatementBuffer.Row(
            series: 7, period: try #require(Period(year: 9999)), content: content, published: published, source: 3,
            note: -1, location: RowLocation(line: .max, field: .max))
    }

    @Test(arguments: ObservationStatus.allCases, ObservationBound.allCases)
    func `what a row says comes back`(status: ObservationStatus, bound: ObservationBound) throws {
        for value in [nil, 0, -1.5, .greatestFiniteMagnitude, .leastNonzeroMagnitude] as [Double?] {
            let content = StatementContent.figure(value: value, status: status, bound: bound)
            let row = try Self.row(content)
            #expect(row.content == content)
            #expect(row.says(sameAs: row))
            #expect(!row.says(sameAs: try Self.row(.retraction)))
        }
    }

    @Test
    func `a retraction comes back, and says the same as another alone`() throws {
        let row = try Self.row(.retraction)
        #expect(row.content == .retraction)
        #expect(row.content.value == nil)
        let period = try #require(Period(year: 2025))
        #expect(row.content.observation(of: period) == nil)
        #expect(row.says(sameAs: try Self.row(.retraction)))
    }

    @Test
    func `rows that differ in value, status or bound say different things`() throws {
        let row = try Self.row(.figure(value: 1, status: .normal, bound: .equal))
        #expect(!row.says(sameAs: try Self.row(.figure(value: 2, status: .normal, bound: .equal))))
        #expect(!row.says(sameAs: try Self.row(.figure(value: 1, status: .estimated, bound: .equal))))
        #expect(!row.says(sameAs: try Self.row(.figure(value: 1, status: .normal, bound: .over))))
        let none = try Self.row(.figure(value: nil, status: .breakInSeries, bound: .equal))
        #expect(!none.says(sameAs: try Self.row(.figure(value: 0, status: .breakInSeries, bound: .equal))))
    }

    @Test(arguments: ["0001-01-01", "1949-10-01", "1970-01-01", "9999-12-31"])
    func `a date comes back beside every status and bound`(text: String) throws {
        let date = try #require(CalendarDate(text))
        for status in ObservationStatus.allCases {
            for bound in ObservationBound.allCases {
                let content = StatementContent.figure(value: 1, status: status, bound: bound)
                let row = try Self.row(content, published: date)
                #expect(row.published == date.daysSince1970)
                #expect(row.status == status.code && row.bound == bound.index)
            }
        }
        #expect(try Self.row(.retraction, published: date).published == date.daysSince1970)
    }

    @Test
    func `a row's location comes back, and is ordered by line, then by field`() throws {
        var row = try Self.row(.retraction)
        #expect(row.location.line == .max && row.location.field == .max)
        row.location = RowLocation(line: 7, field: 3)
        #expect(row.location == RowLocation(line: 7, field: 3))
        #expect(RowLocation(line: 7, field: 4) < RowLocation(line: 8, field: 0))
        #expect(RowLocation(line: 7, field: 4) < RowLocation(line: 7, field: 5))
        #expect(RowLocation(line: 1 << 40, field: 1 << 20) == RowLocation(line: .max, field: .max))
    }

    @Test
    func `year, date and zero are kept plain`() throws {
        let row = try Self.row(
            .figure(value: -0.0, status: .normal, bound: .equal), published: CalendarDate("2026-03-01"))
        #expect(row.year == 9999)
        #expect(row.published == 20_513)
        #expect(row.value.sign == .plus)
        #expect(try Self.row(.retraction).published == StatementBuffer.Row.undated)
    }
}
