import Foundation
import Testing

/// The tables of docs/files.md and docs/codes.md hold what the code knows, all of it and nothing else.
@Suite struct PageTableTests {
    private static let files = "docs/files.md"
    private static let codes = "docs/codes.md"

    static let sources = [
        TableSource(
            "columns of observations", of: files,
            [("Sources/Indicators/ObservationField.swift", #"case \.\w+: ("\w+")$"#)]),
        TableSource(
            "other names of columns", of: files,
            [("Sources/Exchange/LongCSV/ObservationField+Names.swift", #"case \.\w+: \[([^\]]+)\]$"#)]),
        TableSource(
            "forms", of: files,
            [("Sources/Exchange/Forms/ObservationForm+Table.swift", #"ObservationForm\(\s*("[\w-]+")"#)]),
        TableSource(
            "marks in cells", of: files,
            [("Sources/Exchange/Tables/CellMark.swift", #"^    case (\w+)$"#)]),
        TableSource(
            "marks of no figure", of: files,
            [("Sources/Exchange/Tables/CellText.swift", #"noneMarks: Set<String> = \[([^\]]*)\]"#)]),
        TableSource(
            "flags", of: files,
            [("Sources/Exchange/Mapped/ObservationFlags.swift", #"UInt8\(ascii: ("\w")\): \.\w+,?"#)]),
        TableSource(
            "natures", of: files,
            [("Sources/Exchange/Mapped/RowAction.swift", #"^        case ("[^:]*"): self = "#)]),
        TableSource(
            "forms of an export", of: files,
            [
                ("Sources/Commands/Record/ExportCommand.swift", #"^        case (\w+)$"#),
                ("Sources/Commands/Record/ExportCommand.swift", #"^        case \w+ = ("[\w-]+")$"#),
            ]),
        TableSource(
            "columns of regions", of: files,
            [("Sources/Config/RegionsReader.swift", #"static let (?:required|optional)Columns = \[([^\]]*)\]"#)]),
        TableSource(
            "columns of units", of: files,
            [("Sources/Config/UnitsReader.swift", #"static let (?:required|optional)Columns = \[([^\]]*)\]"#)]),
        TableSource(
            "keys of indicators", of: files,
            [("Sources/Config/IndicatorsReader.swift", #"let keys = \[([^\]]*)\]"#)]),
        TableSource(
            "keys of mappings", of: files, [("Sources/Config/MappingReader.swift", #"let keys = \[([^\]]*)\]"#)]),
        TableSource(
            "operations of derive", of: files,
            [("Sources/Config/IndicatorsReader+Derivations.swift", #"static let operations = \[([^\]]*)\]"#)]),
        TableSource(
            "columns of targets", of: files,
            [
                ("Sources/Config/TargetNames.swift", #"let (?:required|terms|referenceColumns|origin) = \[([^\]]*)\]"#),
                ("Sources/Config/TargetNames.swift", #"(\["minimum", "maximum"\])"#),
            ]),
        TableSource(
            "keys of inboxes", of: "docs/inbox.md",
            [("Sources/Config/SettingsReader+Inbox.swift", #"let keys = \[([^\]]*)\]"#)]),
        TableSource(
            "keys of sources", of: "docs/fetch.md",
            [("Sources/Config/Fetch/FetchSourceReader.swift", #"let keys = \[([^\]]*)\]"#)]),
        TableSource(
            "states in an inbox", of: "docs/inbox.md",
            [("Sources/Reports/InboxEntry.swift", #"^        case (\w+)$"#)]),
        TableSource(
            "exit statuses", of: files, [("Sources/Reports/ExitStatus.swift", #"^ +case \w+ = (\d+)$"#)]),
        TableSource(
            "codes of observation files", of: codes,
            [
                ("Sources/Exchange/DiagnosticCodes.swift", #": Self = ("\w+")"#),
                ("Sources/Formats/CSV/CSVFault.swift", #"^ +case \w+ = ("\w+")$"#),
                ("Sources/Formats/CSV/CSVFault.swift", #"^ +case (\w+)$"#),
                ("Sources/Record/SeriesGuard.swift", #"^ +case \w+ = ("\w+")$"#),
                ("Sources/Record/SeriesGuard.swift", #"^ {4}case (\w+)$"#),
            ]),
        TableSource(
            "keys of web.yml", of: "docs/web.md",
            [
                ("Sources/Config/Web/WebConfigurationReader.swift", #"let keys = \[([^\]]*)\]"#),
                ("Sources/Config/Web/WebConfigurationReader+TLS.swift", #"let keys = \[([^\]]*)\]"#),
                ("Sources/Config/Web/WebConfigurationReader+HTTP.swift", #"keys: \[([^\]]*)\]"#),
            ]),
        TableSource(
            "codes of settings and catalog", of: codes,
            [("Sources/Config/DiagnosticCodes.swift", #": Self = ("\w+")"#)]),
    ]

    @Test(arguments: sources)
    func `a table has what the code has`(source: TableSource) throws {
        let page = PageTable.names(in: try Repository.text(of: source.page), table: source.table)
        let code = try source.names()
        #expect(!code.isEmpty && Set(page).count == page.count)
        #expect(Set(page).subtracting(code).sorted() == [], "the code does not know these")
        #expect(Set(code).subtracting(page).sorted() == [], "the page lacks these")
    }

    /// What a code means stands at the code.
    @Test func `the table of codes says what the code's own comment says`() throws {
        let source = try Repository.text(of: "Sources/Exchange/DiagnosticCodes.swift")
        let pattern = #"(?m)^ {4}/// (.*)\.\n.*: Self = "(\w+)"$"#
        let page = try Repository.text(of: Self.codes)
        let meanings = try Regex(pattern, as: (Substring, Substring, Substring).self)
        let found = source.matches(of: meanings).map { match -> String in
            let (_, meaning, code) = match.output
            return "| `\(code)` | \(meaning.prefix(1).lowercased() + meaning.dropFirst()) |"
        }
        #expect(found.count > 25)
        #expect(found.filter { page.range(of: "\n\($0)\n") == nil } == [])
    }

    /// The keys of a settings file stand in the reader below their sections.
    @Test func `the table of settings has the keys that are read`() throws {
        let reader = try Repository.text(of: "Sources/Config/SettingsReader.swift")
        let sections = TableSource.names(in: reader, pattern: #"let keys = \[([^\]]*)\]"#)
        let keys = sections.flatMap { section in
            TableSource.names(in: reader, pattern: #"section\(sections\[""# + section + #""\], keys: \[([^\]]*)\]\)"#)
                .map { "\(section).\($0)" }
        }
        #expect(Set(keys.map { $0.split(separator: ".")[0] }) == Set(sections.map { $0[...] }))
        let page = PageTable.names(in: try Repository.text(of: Self.files), table: "settings")
        #expect(page.sorted() == keys.sorted())
    }

    @Test func `the page names every kind of target`() throws {
        let page = try Repository.text(of: Self.files)
        let row = try #require(page.words(of: #"^\| `kind` \| yes \| (`at_least`.*) \|$"#).first)
        let kinds = try Repository.swiftFiles(under: "Sources/Statistics/Targets/Kinds")
            .flatMap { $0.text.words(of: #"TargetKind\(\s*"(\w+)""#) }
        #expect(kinds.count > 5)
        #expect(row.words(of: "`([^`]*)`").sorted() == kinds.sorted())
    }

    @Test func `the table of findings has the codes that an examination gives`() throws {
        let source = try
            (Repository.swiftFiles(under: "Sources/RecordSQLite/Examination").map(\.text)
            + [Repository.text(of: "Sources/Record/RecordFinding+Drift.swift")]).joined()
        var codes = Set(
            TableSource.names(in: source, pattern: #"(?:code: |damage\()("\w+")"#)
                + TableSource.names(in: source, pattern: #"("\w+"), \.(?:note|drift)"#))
        // The reports that say what is unknown by a word.
        codes.formUnion(TableSource.names(in: source, pattern: #"note\(("\w+")"#).map { "unknown_\($0)" })
        #expect(codes.count > 5)
        let page = PageTable.names(in: try Repository.text(of: Self.codes), table: "codes of findings")
        #expect(page.sorted() == codes.sorted())
    }

    @Test func `a table's names are those in its first cells`() {
        let page = """
            <!-- table: keys -->
            | key | says |
            | --- | --- |
            | `a`, `b` | one `c` |
            | 64 | two |
            <!-- end -->
            | `d` | is behind the end |
            """
        #expect(PageTable.tables(of: page) == ["keys"])
        #expect(PageTable.names(in: page, table: "keys") == ["a", "b", "64"])
        #expect(PageTable.names(in: page, table: "others") == [])
        #expect(
            TableSource.names(in: "let all = [\n \"a\", \"b\"]\n// let all = [\"c\"]", pattern: #"all = \[([^\]]*)\]"#)
                == ["a", "b"])
    }
}
