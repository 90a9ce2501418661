// On the hot path: benchmark `record` in Benchmarks/.

public import Formats
public import Indicators

/// Reads observations from long CSV: a row an observation, columns by name.
///
/// Every row is checked, and every fault reported; what is given is valid and in the order of keys.
public struct LongCSVReader: ~Copyable, LongCSVReading {
    let catalog: Catalog
    let options: ReadingOptions
    var diagnostics = Diagnostics()
    var names: CatalogNames
    var texts = ByteTable()
    var order: StatementOrder
    var columns = LongCSVColumns()
    var lastDate = LastDate()
    let defaultSource: Int32
    let thisYear: Int

    var file: String { options.file }
    var requiredColumns: [String] { LongCSVColumns.required(isRetraction: options.isRetraction) }
    var adviceOnEncoding: String? {
        options.encoding == .utf8
            ? "save the file as UTF-8; or if it is GB18030 (GBK), as Chinese spreadsheets save it, give --encoding gb18030"
            : nil
    }

    /// Makes a reader of one input.
    public init(catalog: Catalog, options: ReadingOptions) {
        self.init(catalog: catalog, options: options, chunkSize: StatementOrder.chunkSize)
    }

    package init(catalog: Catalog, options: ReadingOptions, chunkSize: Int) {
        self.catalog = catalog
        self.options = options
        self.thisYear = options.today.parts.year
        self.names = CatalogNames(catalog)
        self.order = StatementOrder(catalog, chunkSize: chunkSize)
        self.defaultSource = Int32(texts.intern(options.source.utf8.span))
    }

    /// Reads an open input to its end.
    ///
    /// - Parameter watch: is told, block by block, how many bytes were read so far.
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    public consuming func read(
        _ input: InputFile, watch: @escaping (Int) -> Void = { _ in }
    ) throws(InputError) -> ObservationFile {
        try read(from: InputSource(input), watch: watch)
    }

    /// Reads bytes to their end.
    ///
    /// - Parameter watch: is told, block by block, how many bytes were read so far.
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    public consuming func read(
        from bytes: some ByteSource & Sendable, watch: @escaping (Int) -> Void = { _ in }
    ) throws(InputError) -> ObservationFile {
        let belt = RowBelt(bytes, encoding: options.encoding)
        do {
            try readRows(from: belt, watch: watch)
        } catch FormatsError.undecodable(_, _, let position) {
            report(
                .wrongEncoding, line: position.line, column: position.column,
                message: "no character of \(options.encoding.rawValue)", expected: "name the file's own --encoding")
        } catch {
            throw InputError(file: options.file, message: error.description, isFailedRead: true)
        }
        do {
            let mayDisagree = !order.isStrictlyOrdered
            let statements = try order.finish(texts: texts.texts)
            if mayDisagree { try statements.forEachStretch { reportDisagreements(in: $0) } }
            return ObservationFile(statements: statements, diagnostics: diagnostics, sha256: belt.digest)
        } catch {
            throw InputError(file: options.file, message: "\(error)", isFailedRead: true)
        }
    }
}
