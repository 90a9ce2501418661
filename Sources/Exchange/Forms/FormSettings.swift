package import Indicators

/// What is said of an input's content beside it, for a form's reader to go by.
package struct FormSettings: Sendable {
    /// The decimal sign of its numbers; nil: the numbers tell.
    package var decimal: DecimalSign?
    /// The name of the sheet to read; nil: the one that is in a form.
    package var sheet: String?
    /// What observations say that don't say it themselves, by field.
    package var given: [ObservationField: String] = [:]
    /// The mapping that is named for it.
    package var mapping: Mapping?
    /// Mappings of which one may match it.
    package var mappings: [Mapping] = []
    /// What is in force, where rows may delete figures without naming each.
    package var inForce: FiguresInForce?
}

extension FormSettings {
    /// The mapping that is named, else those that match an input: its form, its columns, and what they say first.
    func mappings(for form: String, _ columns: [String], first: (Int) -> String?) -> [Mapping] {
        if let mapping { return [mapping] }
        return mappings.filter { mapping in
            guard let match = mapping.match, match.form == nil || match.form == form else { return false }
            return match.columns.allSatisfy(columns.contains)
                && match.values.allSatisfy { name, values in
                    columns.firstIndex(of: name).flatMap(first).map(values.contains) ?? false
                }
        }
    }
}
