// On the hot path: benchmark `record` in Benchmarks/.

package import Formats
package import Indicators

/// A source of the fields of one observation, by what they mean, wherever its form finds them: columns, titles, cells.
package protocol ObservationFields: ~Copyable {
    /// Where the observation stands.
    var location: RowLocation { get }
    /// Whether what was said of the key is taken back; a form that has no word for it lacks this.
    var isRetraction: Bool { get }
    /// Whether the value is wrong, which was told already.
    var hasFaultyValue: Bool { get }
    /// Whether all but period, value, status and bound is what the observation said that the same reading took before this one.
    /// A form that lacks this has each looked at anew.
    var isOfSameSeries: Bool { get }

    /// How rows of regions that the catalog lacks can be left out, for messages; nil where the form has no way.
    var adviceOnRegions: String? { get }

    /// Gives `body` the bytes of a field in UTF-8; none where the form or the row lacks it.
    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Where a field's first character stands; the row's place where the form lacks the field. For messages.
    func position(of field: ObservationField) -> TextPosition
}

extension ObservationFields where Self: ~Copyable {
    /// Says a figure.
    package var isRetraction: Bool { false }
    /// Says nothing that was told.
    package var hasFaultyValue: Bool { false }
    /// Is looked at anew.
    package var isOfSameSeries: Bool { false }
    /// Has no way.
    package var adviceOnRegions: String? { nil }

    /// A field as text; for messages, as it may allocate.
    func text(of field: ObservationField) -> String {
        withField(field) { bytes in String(bytes) }
    }

    /// Whether a field is there and not empty.
    @inline(__always)
    func says(_ field: ObservationField) -> Bool { !withField(field) { $0.isEmpty } }
}

extension String {
    /// The text of UTF-8 bytes.
    init(_ bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
