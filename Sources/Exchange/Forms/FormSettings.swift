package import Indicators

/// What is said of an input's content beside it, for a form's reader to go by.
package struct FormSettings: Sendable {
    /// The decimal sign of its numbers; nil: the numbers tell.
    package var decimal: DecimalSign?
    /// What observations say that don't say it themselves, by field.
    package var given: [ObservationField: String] = [:]
}
