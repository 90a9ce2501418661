/// What the kit itself could not do.
public struct KitError: Error, CustomStringConvertible {
    /// What went wrong.
    public let description: String

    /// An error of a sentence.
    public init(_ description: String) { self.description = description }
}
