// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Glibc
internal import Indicators

/// The components of one observation of a foreign file, by their index among those of the file.
protocol ComponentRow: ~Copyable {
    /// Where the observation stands.
    var location: RowLocation { get }

    /// Gives `body` the bytes of a component in UTF-8.
    func withComponent<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Where a component stands, for messages.
    func position(ofComponent index: Int) -> TextPosition

    /// Whether a row's observations, or rows one after the other, may share what some components say.
    func canShare(_ components: [Int]) -> Bool

    /// Whether some components say what they said in the row before; what they say now is kept for the next one.
    ///
    /// - Parameter runs: the components, those beside each other together.
    mutating func repeats(_ runs: [ClosedRange<Int>]) -> Bool
}

extension ComponentRow where Self: ~Copyable {
    /// Has each observation looked at anew.
    func canShare(_ components: [Int]) -> Bool { false }

    /// Is another series.
    mutating func repeats(_ runs: [ClosedRange<Int>]) -> Bool { false }

    /// A component as text; for messages and what is looked up once.
    func text(ofComponent index: Int) -> String { withComponent(index) { String($0) } }

    /// Whether a component's text is some bytes.
    func isComponent(_ index: Int, _ bytes: [UInt8]) -> Bool { withComponent(index) { $0.isEqual(to: bytes) } }
}

extension Span<UInt8> {
    /// Whether these are the bytes of an array.
    func isEqual(to bytes: [UInt8]) -> Bool { isEqual(to: bytes, 0..<bytes.count) }

    /// Whether these are some of the bytes of an array.
    func isEqual(to bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard count == range.count else { return false }
        return unsafe bytes.withUnsafeBytes { known in
            unsafe withUnsafeBytes { text in
                guard let known = known.baseAddress, let text = text.baseAddress else { return range.isEmpty }
                return unsafe memcmp(known + range.lowerBound, text, range.count) == 0
            }
        }
    }

    /// Without the spaces at both ends.
    var trimmed: Range<Int> {
        var range = 0..<count
        while let first = range.first, self[first] == UInt8(ascii: " ") { range = first + 1..<range.upperBound }
        while let last = range.last, self[last] == UInt8(ascii: " ") { range = range.lowerBound..<last }
        return range
    }
}

/// Rows of CSV with a component a column, one observation each.
struct CSVComponentRow: ~Copyable, ComponentRow {
    /// The block whose row is looked at.
    var block = CSVBlock()
    /// The column of the value; −1: none.
    let valueColumn: Int
    /// By column: whether its cells read `CODE: Name`.
    let labelled: [Bool]
    /// Whether the row's observation was looked at.
    var isSeen = false
    /// What the components of a series said in the row before, and where the text of each run of them ends.
    var last: [UInt8] = []
    var lastEnds: [Int] = []

    init(valueColumn: Int, labelled: [Bool]) {
        (self.valueColumn, self.labelled) = (valueColumn, labelled)
    }

    var location: RowLocation { RowLocation(line: block.line, field: Swift.max(0, valueColumn)) }

    @inline(__always)
    func withComponent<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard labelled[index] else { return try block.withField(index, body) }
        return try block.withField(index) { (text: Span<UInt8>) throws(Failure) -> Result in
            try body(text.extracting(0..<Self.codeEnd(text)))
        }
    }

    func position(ofComponent index: Int) -> TextPosition { block.position(ofField: index) }

    func canShare(_ components: [Int]) -> Bool { true }

    /// Where the code of `CODE: Name` ends.
    private static func codeEnd(_ text: Span<UInt8>) -> Int {
        text.indices.first { index in
            text[index] == UInt8(ascii: ":") && (index + 1 == text.count || text[index + 1] == UInt8(ascii: " "))
        } ?? text.count
    }
}

/// Rows of a table with a column a year: an observation a cell. Its components are the dimensions before the first year, the year
/// and the value.
struct CellComponentRow: ~Copyable, ComponentRow {
    /// The block whose row is looked at.
    var block = CSVBlock()
    /// The field of the cell that is looked at.
    var cell = 0
    /// By field: the year above it; empty where none is.
    let years: JoinedTexts
    let fieldCount: Int
    /// The fields of the dimensions; empty: all stand in the first field, with commas between them.
    let dimensionFields: [Int]
    /// How many dimensions there are.
    let dimensionCount: Int
    /// Of dimensions that share the first field: where each stands in it.
    private var ranges: [Range<Int>] = []

    init(years: [String], dimensionFields: [Int], dimensionCount: Int) {
        (self.dimensionFields, self.dimensionCount) = (dimensionFields, dimensionCount)
        (self.years, fieldCount) = (JoinedTexts(years), years.count)
    }

    var location: RowLocation { RowLocation(line: block.line, field: cell) }

    /// Finds the dimensions of a row; whether there are as many as there must be.
    mutating func findDimensions() -> Bool {
        guard dimensionFields.isEmpty else { return true }
        var found: [Range<Int>] = []
        swap(&found, &ranges)
        found.removeAll(keepingCapacity: true)
        block.withField(0) { text in
            var start = 0
            for index in text.indices where text[index] == UInt8(ascii: ",") {
                found.append(start..<index)
                start = index + 1
            }
            found.append(start..<text.count)
        }
        swap(&found, &ranges)
        return ranges.count == dimensionCount
    }

    @inline(__always)
    func withComponent<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if index == dimensionCount { return try years.withText(cell, body) }
        if index > dimensionCount { return try block.withField(cell, body) }
        guard dimensionFields.isEmpty else { return try block.withField(dimensionFields[index], body) }
        let range = ranges[index]
        return try block.withField(0) { (text: Span<UInt8>) throws(Failure) -> Result in
            try body(text.extracting(range))
        }
    }

    func canShare(_ components: [Int]) -> Bool { components.allSatisfy { $0 < dimensionCount } }

    func position(ofComponent index: Int) -> TextPosition {
        if index >= dimensionCount { return block.position(ofField: cell) }
        guard dimensionFields.isEmpty else { return block.position(ofField: dimensionFields[index]) }
        var position = block.position(ofField: 0)
        let start = ranges[index].lowerBound
        // Characters, not bytes.
        position.column += block.withField(0) { text in (0..<start).count { text[$0] & 0xC0 != 0x80 } }
        return position
    }
}
