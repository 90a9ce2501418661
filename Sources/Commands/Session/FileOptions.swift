internal import ArgumentParser
internal import Config
internal import Exchange
internal import Indicators
internal import Intake
internal import Reports

/// How files of observations are read.
struct FileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The form of the file, if it is not to be detected: \(ObservationForm.names(of: ObservationForm.table)).",
            valueName: "form"))
    var format: String?

    @Option(
        help: ArgumentHelp(
            "utf-8, utf-16, or gb18030 as Chinese spreadsheets save it; else the file tells.", valueName: "encoding"),
        transform: ReadingOptions.Encoding.argument)
    var encoding: ReadingOptions.Encoding?

    @Option(help: ArgumentHelp("The sheet of a workbook, if several have figures.", valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp("The decimal sign of numbers, if they don't tell it: point or comma.", valueName: "sign"),
        transform: DecimalSign.argument)
    var decimal: DecimalSign?

    @Option(
        help: ArgumentHelp(
            "What rows say that don't say it themselves, such as unit=PFLOPS; may be repeated.",
            valueName: "field=value"
        ),
        transform: GivenField.argument)
    var set: [GivenField] = []

    @Option(
        help: ArgumentHelp(
            "A mapping of a foreign file's columns and dimensions; else one of the catalog's that matches.",
            valueName: "file"), completion: .file())
    var mapping: String?

    /// Makes sure that none is given where no file is read.
    func requireNone(without option: String) throws {
        let given = [
            ("format", format != nil), ("encoding", encoding != nil), ("sheet", sheet != nil),
            ("decimal", decimal != nil), ("set", !set.isEmpty), ("mapping", mapping != nil),
        ]
        guard let name = given.first(where: \.1)?.0 else { return }
        throw ValidationError("--\(name) stands beside \(option), the file of series")
    }

    /// The mapping that is named.
    ///
    /// - Parameter catalog: has the names that it says; nil: any name will do.
    func mapping(in world: World, catalog: Catalog?) throws(ConfigFaults) -> Mapping? {
        guard let mapping else { return nil }
        return try Mapping.load(
            path: mapping, files: world.files, catalog: catalog, forms: world.formNames)
    }

    /// How a file is read whose names no catalog knows.
    func reading(of file: String, in world: World) throws(CommandFailure) -> ReadingOptions {
        try world.reader.requireForm(named: format)
        var options = ReadingOptions(
            file: file, format: format, encoding: encoding, today: CalendarDate(daysSince1970: 0))
        (options.decimal, options.sheet, options.given) = (decimal, sheet, try GivenField.values(set))
        do {
            options.mapping = try mapping(in: world, catalog: nil)
        } catch {
            throw CommandFailure(error)
        }
        return options
    }
}

extension ReadingOptions.Encoding {
    /// Reads an argument such as `gb18030`.
    @Sendable static func argument(_ text: String) throws -> ReadingOptions.Encoding {
        guard let encoding = ReadingOptions.Encoding(rawValue: text.lowercased()) else {
            throw ValidationError("unknown encoding \"\(text)\"; expected utf-8, utf-16 or gb18030")
        }
        return encoding
    }
}

extension ObservationReader {
    /// Makes sure that a name is that of a form.
    func requireForm(named name: String?) throws(CommandFailure) {
        guard let name, !forms.contains(where: { $0.name == name }) else { return }
        let question = NearestName.question(for: name, among: forms.map(\.name))
        throw CommandFailure(
            .usage, "unknown form \"\(name)\"; \(question ?? "expected one of \(ObservationForm.names(of: forms))")")
    }
}
