import Foundation
import Indicators
import Testing

@testable import Exchange

/// Files of each form, `Tests/Cases/<form>/*.{good,bad}.*`: what is said of each, and what its rows say.
@Suite
struct FormCaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases")
    static let forms = ["statistics-site", "workbook", "yearbook"]

    /// The cases of the forms, as paths below the folder.
    static func cases() throws -> [String] {
        try forms.flatMap { form in
            try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: form).path)
                .filter {
                    ($0.contains(".good.") || $0.contains(".bad.")) && !$0.hasSuffix(".expected")
                        && !$0.hasSuffix(".args")
                }
                .map { "\(form)/\($0)" }
        }.sorted()
    }

    /// The options that stand beside a file: `--set FIELD=VALUE` and the like.
    private static func options(_ file: URL) throws -> ReadingOptions {
        var options = ReadingOptions(file: file.lastPathComponent, today: try #require(CalendarDate(Reading.today)))
        let words =
            (try? String(contentsOf: file.appendingPathExtension("args"), encoding: .utf8))?
            .split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        for (name, value) in zip(words, words.dropFirst()) {
            switch name {
            case "--set":
                let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
                let field = try #require(ObservationField.allCases.first { $0.column == parts[0] })
                options.given[field] = parts[1]
            case "--decimal": options.decimal = DecimalSign(rawValue: value)
            case "--format": options.format = value
            case "--sheet": options.sheet = value
            default: break
            }
        }
        return options
    }

    static func read(_ name: String) throws -> ObservationFile {
        let file = folder.appending(path: name)
        return try ObservationReader().read(InputFile(file.path), catalog: NameTests.catalog, options: options(file))
    }

    @Test(arguments: try cases())
    func `a file of a form is read or refused as its rules say`(name: String) throws {
        let file = try Self.read(name)
        let told =
            file.account.notes(of: file.form?.name ?? "no form", detected: file.detected) + file.diagnostics.lines
        let text = (told + (file.diagnostics.hasErrors ? [] : file.rowLines)).joined(separator: "\n") + "\n"
        #expect(file.diagnostics.hasErrors == name.contains(".bad."))
        let expected = Self.folder.appending(path: name + ".expected")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try text.write(to: expected, atomically: true, encoding: .utf8)
        }
        #expect(try text == String(contentsOf: expected, encoding: .utf8))
    }

    @Test
    func `each form has good files and bad ones`() throws {
        for form in Self.forms {
            let names = try Self.cases().filter { $0.hasPrefix("\(form)/") }
            #expect(names.contains { $0.contains(".good.") } && names.contains { $0.contains(".bad.") }, "\(form)")
        }
    }
}
