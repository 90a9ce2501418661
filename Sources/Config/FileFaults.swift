internal import Formats
internal import Indicators

/// The faults of one file, as they are found.
struct FileFaults {
    /// The file, as its reader would open it.
    let file: String
    private(set) var diagnostics = Diagnostics()
    /// How many were found so far.
    private(set) var count = 0

    init(file: String) {
        self.file = file
    }

    /// Notes a fault at a position; without a position it is a fault of the whole file.
    mutating func add(
        _ code: Diagnostic.Code, at position: TextPosition? = nil, _ message: String, value: String? = nil,
        expected: String? = nil
    ) {
        count += 1
        diagnostics.add(
            Diagnostic(
                code, file: file, line: position?.line, column: position?.column, message: message, value: value,
                expected: expected))
    }

    /// Notes an unknown word. It proposes the nearest known words, or lists all if none is near.
    mutating func addUnknown(
        _ code: Diagnostic.Code, at position: TextPosition, _ message: String, value: String, known: [String]
    ) {
        let question = diagnostics.keeps(code) ? NearestName.question(for: value, among: known) : nil
        add(
            code, at: position, message, value: value,
            expected: question ?? (known.isEmpty ? "there is none" : "expected \(Self.listed(known, "or"))"))
    }

    /// The bytes of the file; nil, with the fault noted, if it can't be read.
    mutating func bytes(from files: any FileReading) -> [UInt8]? {
        do {
            return try files.bytes(ofFile: file)
        } catch {
            switch error {
            case .missing: add(.missingFile, "\(error)", expected: "expected a file to read")
            case .directory: add(.unreadableFile, "\(error)", expected: "expected a file")
            case .noCredential: add(.missingFile, "\(error)")
            case .readableByAll: add(.unreadableFile, "\(error)", expected: "expected one for its owner alone")
            case .notPermitted, .tooLarge, .unreadable: add(.unreadableFile, "\(error)")
            }
            return nil
        }
    }

    /// `a, b or c`.
    static func listed(_ words: [String], _ conjunction: String) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}
