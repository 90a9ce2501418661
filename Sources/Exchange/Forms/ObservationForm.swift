internal import Formats

/// A form that files of observations come in: its name, how it is recognised, and its reader.
public struct ObservationForm: Sendable {
    /// The word of `--format`, which a batch keeps.
    public let name: String
    /// What it is called in a sentence.
    public let title: String
    /// Whether a line has one row at most.
    public let hasRowPerLine: Bool
    let precedence: FormPrecedence
    let recognises: @Sendable (FormHead) -> Bool
    let readByCatalog: Read<CatalogReading>
    let readSeries: Read<SeriesReading>
    let readValues: Read<ValueSearch>
    let draft: @Sendable (FormInput) throws(FormatsError) -> MappingDraft?

    /// Reads an input into a reading, telling how many bytes were read so far.
    typealias Read<Reading: ~Copyable> =
        @Sendable (FormInput, inout Reading, (Int) -> Void) throws(FormatsError) -> Void

    /// The names of some forms, for messages.
    public static func names(of forms: [ObservationForm]) -> String { forms.map(\.name).joined(separator: ", ") }

    /// A form of a reader.
    package init(_ name: String, title: String, reader: some FormReader) {
        self.name = name
        self.title = title
        hasRowPerLine = reader.hasRowPerLine
        precedence = reader.precedence
        recognises = { reader.recognises($0) }
        draft = { (input) throws(FormatsError) in try reader.draft(of: input.read(as: name)) }
        // A closure for each reading, so that the compiler makes one loop of form and reading.
        readByCatalog = { (input, reading, watch) throws(FormatsError) in
            try reader.read(input.read(as: name), into: &reading, watch: watch)
        }
        readSeries = { (input, reading, watch) throws(FormatsError) in
            try reader.read(input.read(as: name), into: &reading, watch: watch)
        }
        readValues = { (input, reading, watch) throws(FormatsError) in
            try reader.read(input.read(as: name), into: &reading, watch: watch)
        }
    }
}
