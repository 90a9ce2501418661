extension Int {
    /// So many of a thing, in words: `1 batch`, `2 batches`.
    ///
    /// - Parameter plural: the word for several; nil: the one with an s.
    public func counted(_ singular: String, _ plural: String? = nil) -> String {
        "\(self) \(self == 1 ? singular : plural ?? singular + "s")"
    }
}
