/// A fault or a doubt about an input: where it stands, what is wrong, and what would be right.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whether the input is refused or only doubted.
    public enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// A stable name of the kind of fault, such as `unknown_region`.
    public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The code's text.
        public let rawValue: String

        /// The code with this text, which is not checked.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Makes a code of a literal.
        public init(stringLiteral value: String) { self.rawValue = value }
    }

    /// The kind of fault.
    public let code: Code
    /// Error or warning.
    public let severity: Severity
    /// The file, as the caller named it.
    public let file: String
    /// The line, from 1; nil if the fault is the file's.
    public let line: Int?
    /// The column in characters, from 1; nil if the fault is the line's.
    public let column: Int?
    /// What is wrong.
    public let message: String
    /// The text that is wrong, if there is one.
    public let value: String?
    /// What would be right, if that can be said.
    public let expected: String?
    /// The sheet, of a workbook: line and column are a cell's then.
    public fileprivate(set) var sheet: String?

    /// A diagnostic about a file, or about a line and column of it.
    public init(
        _ code: Code, severity: Severity = .error, file: String, line: Int? = nil, column: Int? = nil,
        message: String, value: String? = nil, expected: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.value = value
        self.expected = expected
    }

    /// `file:line:column: what is wrong; what would be right`, a warning marked as one; always one line.
    public var description: String {
        let place = ([file] + places).joined(separator: ":")
        let text = "\(place): \(severity == .warning ? "warning: " : "")\(message)\(expected.map { "; " + $0 } ?? "")"
        return text.replacingControlCharacters()
    }
}

extension Diagnostic {
    /// The same of a sheet, where it has a name.
    public func placed(onSheet sheet: String?) -> Diagnostic {
        var placed = self
        if let sheet { placed.sheet = sheet }
        return placed
    }
    /// Line and column, or sheet and cell: `Sheet1!C14`.
    private var places: [String] {
        guard let sheet else { return [line, column].prefix { $0 != nil }.compactMap { $0.map(String.init) } }
        guard let line else { return [sheet] }
        return ["\(sheet)!\(column.map { Self.cellName(line: line, column: $0) } ?? "\(line)")"]
    }

    /// The name of a sheet's cell, of a row and a column from 1: `C14`.
    public static func cellName(line: Int, column: Int) -> String {
        var (letters, rest) = ("", column)
        while rest > 0 {
            rest -= 1
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest /= 26
        }
        return "\(letters)\(line)"
    }
}

/// The diagnostics of one input: the first 20 of a kind whole, and how many of each there were.
public struct Diagnostics: Hashable, Sendable {
    /// How many of a kind are kept whole.
    public static let keptOfAKind = 20

    /// Those that are kept, in the order in which they were found.
    public private(set) var kept: [Diagnostic] = []
    /// How many there were of each error code.
    public private(set) var errorTotals: [Diagnostic.Code: Int] = [:]
    /// How many there were of each warning code.
    public private(set) var warningTotals: [Diagnostic.Code: Int] = [:]

    /// Makes an empty collection.
    public init() {}

    /// Whether an error is among them.
    public var hasErrors: Bool { !errorTotals.isEmpty }

    /// The kept errors, by file, line and column.
    public var errors: [Diagnostic] { ordered.filter { $0.severity == .error } }

    /// The kept warnings, by file, line and column.
    public var warnings: [Diagnostic] { ordered.filter { $0.severity == .warning } }

    /// What the last one was about that ``isNew(_:line:column:of:)`` was asked of.
    private var last: Subject?

    private struct Subject: Hashable, Sendable {
        let code: Diagnostic.Code
        let line: Int
        let column: Int
        let part: Int
    }

    /// Whether a fault at a place is another than the one that was asked of before: a table's row has one region in many cells.
    ///
    /// - Parameter part: the part of the row that it is about.
    public mutating func isNew(_ code: Diagnostic.Code, line: Int, column: Int, of part: Int) -> Bool {
        let subject = Subject(code: code, line: line, column: column, part: part)
        defer { last = subject }
        return subject != last
    }

    /// Whether a further diagnostic of a code would be kept. One that isn't need not be made, only counted.
    public func keeps(_ code: Diagnostic.Code, _ severity: Diagnostic.Severity = .error) -> Bool {
        (severity == .error ? errorTotals : warningTotals)[code, default: 0] < Self.keptOfAKind
    }

    /// Counts a diagnostic, and keeps it if it is among the first of its kind.
    public mutating func add(_ diagnostic: Diagnostic) {
        if keeps(diagnostic.code, diagnostic.severity) { kept.append(diagnostic) }
        count(diagnostic.code, diagnostic.severity)
    }

    /// Says that lines and columns are those of a sheet, where it has a name.
    public mutating func place(onSheet sheet: String?) {
        guard let sheet else { return }
        for index in kept.indices { kept[index].sheet = sheet }
    }

    /// Counts diagnostics that are not kept.
    public mutating func count(
        _ code: Diagnostic.Code, _ severity: Diagnostic.Severity = .error, times: Int = 1
    ) {
        switch severity {
        case .error: errorTotals[code, default: 0] += times
        case .warning: warningTotals[code, default: 0] += times
        }
    }

    /// The same with other advice for those of a code.
    public func advising(_ expected: String, for code: Diagnostic.Code) -> Diagnostics {
        var advised = self
        advised.kept = kept.map { one in
            guard one.code == code else { return one }
            return Diagnostic(
                one.code, severity: one.severity, file: one.file, line: one.line, column: one.column,
                message: one.message, value: one.value, expected: expected)
        }
        return advised
    }

    /// Adds those of another collection.
    public mutating func add(_ others: Diagnostics) {
        for diagnostic in others.kept
        where kept.count(where: { $0.code == diagnostic.code && $0.severity == diagnostic.severity })
            < Self.keptOfAKind
        {
            kept.append(diagnostic)
        }
        errorTotals.merge(others.errorTotals, uniquingKeysWith: +)
        warningTotals.merge(others.warningTotals, uniquingKeysWith: +)
    }

    /// The lines to print: the kept diagnostics by file, line and column, then a line for each code with more.
    public var lines: [String] { lines { _ in [] } }

    /// The same, with other lines after each of those that are kept.
    public func lines(excerpt: (Diagnostic) -> [String]) -> [String] {
        let files = Set(kept.map(\.file))
        let place = files.count == 1 ? files.first.map { "\($0): " } ?? "" : ""
        let more = [errorTotals, warningTotals].flatMap { totals in
            totals.filter { $0.value > Self.keptOfAKind }.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\(place)\($0.value - Self.keptOfAKind) more of \($0.key.rawValue), \($0.value) in all" }
        }
        return ordered.flatMap { [$0.description] + excerpt($0) } + more.map { $0.replacingControlCharacters() }
    }

    /// Those that are kept, file by file in the order of their first, each by line and column.
    private var ordered: [Diagnostic] {
        var fileOrder: [String: Int] = [:]
        for diagnostic in kept where fileOrder[diagnostic.file] == nil { fileOrder[diagnostic.file] = fileOrder.count }
        return kept.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            return (fileOrder[first.file] ?? 0, first.line ?? 0, first.column ?? 0, left.offset)
                < (fileOrder[second.file] ?? 0, second.line ?? 0, second.column ?? 0, right.offset)
        }.map(\.element)
    }
}

extension String {
    /// The text on one line, with nothing that a terminal would obey. Control characters become their pictures (`␊`).
    /// Those without a picture, and separators of lines and paragraphs, become U+FFFD.
    public func replacingControlCharacters() -> String {
        guard unicodeScalars.contains(where: { $0.pictureOfControl != nil }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.pictureOfControl ?? $0 }))
    }
}

extension Unicode.Scalar {
    fileprivate var pictureOfControl: Unicode.Scalar? {
        switch value {
        case 0..<32: Unicode.Scalar(0x2400 + value)
        case 127: "\u{2421}"
        case 128..<160, 0x2028, 0x2029: "\u{FFFD}"
        default: nil
        }
    }
}
