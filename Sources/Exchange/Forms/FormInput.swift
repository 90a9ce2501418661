package import Formats

/// The bytes of an input for a form's reader, with the first of them to recognise the form by.
package struct FormInput: Sendable {
    package let head: FormHead
    /// What the command line says of the content.
    package let settings: FormSettings
    /// The name of the form that it is read in.
    var form = ""
    private let source: DigestingSource
    /// How its bytes become text.
    let coding: TextCoding
    /// The sheet that is read, where the input is a workbook.
    let sheet: WorkbookSheet?

    /// Reads the first bytes.
    ///
    /// - Throws: what the source throws; bytes that the encoding does not have are told when they are read.
    init(
        _ source: some ByteSource & Sendable, encoding: ReadingOptions.Encoding?,
        settings: FormSettings = FormSettings()
    ) throws(FormatsError) {
        var source: any ByteSource & Sendable = source
        let first = try FirstBytes(of: &source)
        self.source = DigestingSource(HeadedSource(first.bytes, before: source), into: RunningDigest())
        self.settings = settings
        guard !Workbook.recognises(first.bytes) else {
            let workbook = try Workbook.read(self.source)
            let named = settings.sheet
            guard let sheet = workbook.sheets.first(where: { $0.name == named ?? $0.name }) else {
                let names = workbook.sheets.map { "\"\($0.name)\"" }.joined(separator: ", ")
                throw .badWorkbook("has no sheet \"\(named ?? "")\"; its sheets are \(names)")
            }
            coding = TextCoding(of: [], encoding: .utf8)
            self.sheet = WorkbookSheet(workbook: workbook, sheet: sheet)
            head = try Self.head(of: sheet, workbook, settings)
            return
        }
        sheet = nil
        coding = TextCoding(of: first.bytes, encoding: encoding)
        let (text, isAll) = coding.text(of: first.bytes)
        head = FormHead(text, isWhole: first.isWhole && isAll, settings: settings)
    }

    /// The input as it is read in a form.
    func read(as form: String) -> Self {
        var input = self
        input.form = form
        return input
    }

    /// The same input, of which another sheet is read.
    private init(_ input: FormInput, _ workbook: Workbook, _ sheet: Workbook.Sheet) throws(FormatsError) {
        (source, coding, settings) = (input.source, input.coding, input.settings)
        self.sheet = WorkbookSheet(workbook: workbook, sheet: sheet)
        head = try Self.head(of: sheet, workbook, settings)
    }

    private static func head(
        of sheet: Workbook.Sheet, _ workbook: Workbook, _ settings: FormSettings
    ) throws(FormatsError) -> FormHead {
        var rows = try WorkbookSheet(workbook: workbook, sheet: sheet).rows()
        let first = try FirstBytes(of: &rows)
        return FormHead(first.bytes, isWhole: first.isWhole, settings: settings)
    }

    /// The input with each of its sheets that may be meant: but one where there are no others, or one is named.
    func sheets() throws(FormatsError) -> [FormInput] {
        guard let workbook = sheet?.workbook, settings.sheet == nil, workbook.sheets.count > 1 else { return [self] }
        var inputs: [FormInput] = []
        for sheet in workbook.sheets.prefix(Self.sheetLimit) where !sheet.isHidden {
            inputs.append(try FormInput(self, workbook, sheet))
        }
        return inputs.isEmpty ? [self] : inputs
    }

    /// How many sheets are looked at before one is chosen.
    private static let sheetLimit = 64

    /// The whole text; nil where it has more bytes than that.
    ///
    /// - Parameter watch: is told how many bytes were read so far.
    func text(limit: Int, watch: (Int) -> Void) throws(FormatsError) -> [UInt8]? {
        var text: [UInt8] = []
        var source = try TextSource(source, coding)
        var block = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try source.read(into: &block, at: 0..<block.count)
            watch(self.source.digest.count)
            guard count > 0 else { break }
            text += block[..<count]
            if text.count > limit { return nil }
        }
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    }

    /// SHA-256 of all bytes, 32 of them, once the last was read.
    var digest: [UInt8] { source.digest.bytes }

    /// The rows of the input, whose fields are separated by commas or something else. They are found on a thread of their own.
    package func rows(separatedBy separator: CSVSeparator) -> RowBelt {
        guard let sheet else { return RowBelt(source, coding, separator: separator) }
        return RowBelt(sheet, source.digest)
    }
}

/// Bytes that were read already, and then those of the source that they came from.
private struct HeadedSource: ByteSource, Sendable {
    private let head: [UInt8]
    private var position = 0
    private var rest: any ByteSource & Sendable

    init(_ head: [UInt8], before rest: any ByteSource & Sendable) {
        self.head = head
        self.rest = rest
    }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        let count = min(range.count, head.count - position)
        guard count > 0 else { return try rest.read(into: &bytes, at: range) }
        for offset in 0..<count { bytes[range.lowerBound + offset] = head[position + offset] }
        position += count
        return count
    }
}
