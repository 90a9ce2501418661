// On the hot path: benchmark `record` in Benchmarks/.

package import Formats
package import Indicators

/// A reading of observations: takes them from whatever form finds them, and collects what is wrong with them.
package protocol ObservationReading: ~Copyable {
    /// The input as its user named it, for messages.
    var file: String { get }
    /// The fields that each observation must have.
    var requiredFields: [ObservationField] { get }
    /// What to do about bytes that are no UTF-8, where that needs more words than the fault's own.
    var adviceOnEncoding: String? { get }
    /// Whether faults are looked for; else an input is read that had none.
    var isChecking: Bool { get }
    /// Whether more observations are wanted; asked once a block.
    var wantsMore: Bool { get }
    /// Every fault and doubt so far.
    var diagnostics: Diagnostics { get set }
    /// How the input is laid out, and what became of its marks so far.
    var account: ReadingAccount { get set }

    /// Checks an observation: keeps it, or reports all that is wrong with it. They come in the order of their locations.
    mutating func take<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields)

    /// Whether any text is a name, as there is no catalog to know them by.
    var takesAnyName: Bool { get }

    /// What an indicator's, a region's or a unit's name stands for, as a number; nil where it stands for nothing that is known.
    func identity(of name: String, as field: ObservationField) -> Int?
}

extension ObservationReading where Self: ~Copyable {
    /// Faults are looked for.
    package var isChecking: Bool { true }

    /// A catalog has the names.
    package var takesAnyName: Bool { false }

    /// Where any name will do, one is as good as another.
    package func identity(of name: String, as field: ObservationField) -> Int? { name.isEmpty ? nil : name.hashValue }

    /// Reports a fault of the whole input, or of a place in it.
    package mutating func report(
        _ code: Diagnostic.Code, severity: Diagnostic.Severity = .error, at position: TextPosition? = nil,
        message: String, value: String? = nil, expected: String? = nil
    ) {
        diagnostics.add(
            Diagnostic(
                code, severity: severity, file: file, line: position?.line, column: position?.column, message: message,
                value: value, expected: expected))
    }

    /// Reports a row that is no CSV.
    package mutating func report(_ fault: CSVFault, separatedBy separator: CSVSeparator = .comma) {
        let parts = fault.kind.message(separatedBy: separator).split(separator: "; ", maxSplits: 1).map(String.init)
        let advice = fault.kind == .invalidUTF8 ? adviceOnEncoding : nil
        report(
            Diagnostic.Code(rawValue: fault.kind.rawValue), at: fault.position, message: parts[0],
            expected: advice ?? parts.dropFirst().first)
    }

    /// Reports a column whose head says what another's does.
    ///
    /// - Parameters:
    ///   - name: what both say.
    ///   - value: how the second one says it.
    ///   - indices: both, from 0.
    mutating func reportDoubledColumn(
        _ name: String, value: String, at position: TextPosition, indices: (first: Int, second: Int)
    ) {
        report(
            .doubledColumn, at: position,
            message: "\(name) stands in column \(indices.first + 1) and column \(indices.second + 1)", value: value,
            expected: "leave one out")
    }

    /// Reports a row that is the header again, as where files were put behind each other.
    mutating func reportRepeatedHeader(line: Int) {
        report(
            .repeatedHeader, at: TextPosition(line: line, column: 1), message: "the header stands here again",
            expected: "leave the line out, or give the files one by one")
    }

    /// Reports a fault of a field; what is said of it is worked out only where it is kept.
    mutating func report<Fields: ObservationFields & ~Copyable>(
        _ code: Diagnostic.Code, _ fields: borrowing Fields, _ field: ObservationField,
        _ words: (_ text: String) -> (message: String, expected: String)
    ) {
        let position = fields.position(of: field)
        // Cells of one row share what stands before them.
        guard diagnostics.isNew(code, line: position.line, column: position.column, of: field.rawValue) else { return }
        guard diagnostics.keeps(code) else {
            diagnostics.count(code)
            return
        }
        let text = fields.text(of: field)
        let (message, expected) = words(text.count > 80 ? text.prefix(80) + "…" : text)
        report(code, at: position, message: message, value: text, expected: expected)
    }
}
