internal import Formats
internal import Indicators

/// An observation of a JSON form: its components as texts, and its value where that stands.
struct KeyedRow: ~Copyable, ComponentRow {
    /// The whole text.
    let text: JSONCursor
    /// By component: what it says.
    var texts: [[UInt8]]
    /// The component of the value, which stands in the text.
    let valueComponent: Int
    /// Where the value stands; empty: there is none.
    var value = 0..<0
    private(set) var location = RowLocation(line: 1, field: 0)
    private var line = (number: 1, start: 0, count: 0)
    private var counted = 0

    init(_ text: JSONCursor, components: Int, valueComponent: Int) {
        self.text = text
        texts = [[UInt8]](repeating: [], count: components)
        self.valueComponent = valueComponent
    }

    /// Steps to an observation whose value stands at a place behind the last.
    mutating func step(to place: Range<Int>) {
        value = place
        for index in counted..<max(counted, place.lowerBound) where text.bytes[index] == UInt8(ascii: "\n") {
            line = (line.number + 1, index, 0)
        }
        counted = max(counted, place.lowerBound)
        // A line may have more values than a location counts: they are put on lines that are not there.
        let room = Int(UInt16.max)
        location = RowLocation(line: line.number + line.count / room, field: line.count % room)
        line.count += 1
    }

    func withComponent<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if index == valueComponent { return try body(text.bytes.span.extracting(value)) }
        let said = texts[index]
        return try body(said.span)
    }

    func position(ofComponent index: Int) -> TextPosition { text.position(of: value.lowerBound) }
}

/// A form whose text is JSON.
protocol JSONForm: FormReader {
    /// The components of a text that the form understands.
    associatedtype Content

    /// Finds out how a text is made; observations are not looked at.
    func content(of text: JSONCursor) throws(JSONFault) -> Content

    /// The components of a content.
    func components(of content: Content) -> [Component]

    /// What a component can say, in order.
    func values(_ component: Int, of content: Content) -> [String]

    /// Goes through the observations: sets each, and then calls the body.
    func forEach(
        _ content: Content, _ rows: inout MappedRows<KeyedRow>,
        _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault)
}

extension JSONForm {
    var hasRowPerLine: Bool { false }
    var precedence: FormPrecedence { .marked }

    func draft(of input: FormInput) throws(FormatsError) -> MappingDraft? {
        guard let bytes = try input.text(limit: JSONText.limit, watch: { _ in }) else { return nil }
        guard let content = try? content(of: JSONCursor(bytes)) else { return nil }
        return MappingDraft(
            form: input.form,
            components: components(of: content).enumerated().map { index, component in
                MappingDraft.Part(component: component, values: values(index, of: content))
            })
    }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        guard let bytes = try input.text(limit: JSONText.limit, watch: watch) else {
            reading.report(
                .tooLarge, message: "has more than \(JSONText.limit >> 20) MiB",
                expected: "ask its service for less at once")
            return
        }
        let text = JSONCursor(bytes)
        guard JSONText.isUTF8(text, into: &reading) else { return }
        do throws(JSONFault) {
            let content = try content(of: text)
            let components = components(of: content)
            let plan = MappingPlan(
                components, of: input.form, .json, input.settings, required: reading.requiredFields,
                first: { values($0, of: content).first })
            for fault in plan.faults {
                reading.report(fault.code, message: fault.message, expected: fault.expected)
            }
            guard plan.faults.isEmpty else { return }
            let value = components.firstIndex { $0.role == .field(.value) } ?? -1
            var rows = MappedRows(KeyedRow(text, components: components.count, valueComponent: value), plan)
            var deletions = FileDeletions(input.settings.inForce)
            var isEmpty = true
            try forEach(content, &rows) { rows in
                isEmpty = false
                rows.begin()
                if rows.prepare(into: &reading), deletions.takes(rows, into: &reading) { reading.take(rows) }
            }
            if isEmpty { reading.report(.noRows, message: "has no observation", expected: "expected at least one") }
            deletions.finish(into: &reading)
            rows.finish(into: &reading)
        } catch {
            reading.report(
                .badJSON, at: text.position(of: error.offset), message: error.message,
                expected: "the file is cut or damaged, or is in another form")
        }
    }
}

/// What JSON forms share.
enum JSONText {
    /// The most bytes that a text may have.
    static let limit = 256 << 20

    /// Whether a text is UTF-8; where it isn't, that is told.
    static func isUTF8<Reading: ObservationReading & ~Copyable>(
        _ text: JSONCursor, into reading: inout Reading
    ) -> Bool {
        do {
            _ = try UTF8Span(validating: text.bytes.span)
            return true
        } catch {
            reading.report(
                .wrongEncoding, at: text.position(of: error.byteOffsets.lowerBound), message: "byte is no UTF-8",
                expected: "JSON is in UTF-8; ask for the file anew")
            return false
        }
    }

    /// Whether the first bytes are a JSON object or array that has some texts.
    static func begins(_ head: FormHead, with mark: Character, having words: [String]) -> Bool {
        let start = String(decoding: head.bytes, as: UTF8.self)
        guard start.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) == mark else { return false }
        return words.allSatisfy(start.contains)
    }
}

extension JSONCursor {
    /// A text or a number as bytes, escapes resolved; nothing for null.
    mutating func said() throws(JSONFault) -> [UInt8] {
        if case .text = try kind() { return Array(try text().utf8) }
        return try scalar().map { Array(bytes[$0]) } ?? []
    }

    /// A whole number; nil where there is another value.
    mutating func whole() throws(JSONFault) -> Int? {
        guard case .number = try kind() else {
            try skip()
            return nil
        }
        return try scalar().flatMap { Int(String(decoding: bytes[$0], as: UTF8.self)) }
    }
}

extension CellStyle {
    /// JSON forms.
    static let json = CellStyle(
        noneMarks: [":", "..", "NaN"].map { Array($0.utf8) }, units: sdmx.units)
}
