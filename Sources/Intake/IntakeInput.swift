public import Exchange

/// An input as its user named it: open, or why it can't be opened.
public struct IntakeInput: Sendable {
    /// The name; `-` is standard input.
    public let file: String
    let input: Result<InputFile, InputError>

    /// Opens a file, or takes standard input for `-`.
    public init(opening file: String) {
        self.file = file
        input = Result { () throws(InputError) in try InputFile(file) }
    }

    /// Takes note of an input that can't be opened.
    public init(_ error: InputError) {
        file = error.file
        input = .failure(error)
    }

    /// Takes an input that is open.
    public init(_ input: InputFile) {
        file = input.name
        self.input = .success(input)
    }

    /// Whether it could be opened.
    public var isOpen: Bool { (try? input.get()) != nil }

    /// How many bytes there are to read; nil where that isn't known.
    public var size: Int? { (try? input.get())?.size }
}
