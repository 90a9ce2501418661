// On the hot path: benchmark `backfill` in Benchmarks/.

public import Formats
public import Indicators

/// Reads observations from long CSV: a row an observation, columns by name.
///
/// Every row is checked, and every fault reported; what is given is valid and in the order of keys.
public struct LongCSVReader: ~Copyable {
    let catalog: Catalog
    let options: ReadingOptions
    var diagnostics = Diagnostics()
    var names: CatalogNames
    var texts = ByteTable()
    var rows: [StatementBuffer.Row] = []
    var columns = LongCSVColumns()
    let defaultSource: Int32

    /// Makes a reader of one input.
    public init(catalog: Catalog, options: ReadingOptions) {
        self.catalog = catalog
        self.options = options
        self.names = CatalogNames(catalog)
        self.defaultSource = Int32(texts.intern(options.source.utf8.span))
    }

    /// Reads an open input to its end.
    ///
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    public consuming func read(_ input: InputFile) throws(InputError) -> ObservationFile {
        try read(from: DescriptorSource(descriptor: input.descriptor))
    }

    /// Reads bytes to their end.
    public consuming func read(from bytes: some ByteSource) throws(InputError) -> ObservationFile {
        let digest = RunningDigest()
        var source = DigestingSource(bytes, into: digest)
        do {
            switch options.encoding {
            case .utf8:
                try readRows(from: &source)
            case .gb18030:
                var decoded = try GB18030Source(source)
                try readRows(from: &decoded)
            }
        } catch FormatsError.undecodable(_, _, let position) {
            report(
                .wrongEncoding, line: position.line, column: position.column,
                message: "no character of \(options.encoding.rawValue)", expected: "name the file's own --encoding")
        } catch {
            throw InputError(file: options.file, message: error.description, isFailedRead: true)
        }
        let ordered = StatementOrder.buffer(of: rows, names: names, catalog: catalog, texts: texts)
        reportDisagreements(in: ordered)
        return ObservationFile(statements: ordered, diagnostics: diagnostics, sha256: digest.bytes)
    }

    private mutating func readRows<Source: ByteSource & ~Copyable>(from source: inout Source) throws(FormatsError) {
        var reader = CSVReader()
        guard try readHeader(&reader, from: &source) else { return }
        var isEmpty = true
        while let event = try reader.next(from: &source) {
            isEmpty = false
            switch event {
            case .row: takeRow(reader)
            case .fault(let fault): report(fault)
            }
        }
        if isEmpty {
            report(.noRows, message: "has a header but no rows", expected: "give at least one row below it")
        }
    }

    /// Reads the header; whether rows can be read by it.
    private mutating func readHeader<Source: ByteSource & ~Copyable>(
        _ reader: inout CSVReader, from source: inout Source
    ) throws(FormatsError) -> Bool {
        let event = try reader.next(from: &source)
        if let mark = reader.byteOrderMark, mark != .utf8 {
            report(.wrongEncoding, message: "is UTF-16", expected: "save it as UTF-8")
            return false
        }
        switch event {
        case nil:
            let expected = LongCSVColumns.required(isRetraction: options.isRetraction).joined(separator: ",")
            report(.emptyFile, message: "is empty", expected: "expected a header with \(expected)")
            return false
        case .fault(let fault):
            if fault.kind == .nul || fault.kind == .rowTooLong {
                report(
                    .binaryFile, line: fault.position.line, column: fault.position.column,
                    message: "is no text file", expected: "expected CSV")
            } else {
                report(fault)
            }
            return false
        case .row:
            let header = (0..<reader.fieldCount).map { reader.text(ofField: $0) }
            let found = LongCSVColumns.columns(of: header, isRetraction: options.isRetraction)
            for fault in found.faults { report(fault, of: reader) }
            columns = LongCSVColumns(found)
            return !diagnostics.hasErrors
        }
    }
}
