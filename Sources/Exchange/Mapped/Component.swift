internal import Indicators

/// A column, dimension or attribute of a foreign file: its name there, and what the form knows it to be for.
struct Component: Hashable, Sendable {
    /// What a component is for.
    enum Role: Hashable, Sendable {
        /// It says one of our fields.
        case field(ObservationField)
        /// A name of the region, for rows whose code is empty.
        case regionName
        /// It says what a figure is about: it has one value in a file, or a mapping says what its values mean.
        case dimension
        /// The power of ten that the value is multiplied by.
        case multiplier
        /// Flags as Eurostat writes them, several letters.
        case flags
        /// How the United Nations came by a figure.
        case nature
        /// Whether a figure may be published.
        case confidentiality
        /// What is done with an observation: added, replaced, deleted.
        case action
        /// It says nothing of a figure that is recorded.
        case ignored
        /// It may say something, and is not read, which is told.
        case unknown
    }

    let name: String
    var role: Role
}

extension ObservationField {
    /// How a sentence calls it.
    var word: String { column.replacing("_", with: " ") }
}
