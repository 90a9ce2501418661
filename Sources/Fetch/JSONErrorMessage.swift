internal import Formats
internal import Indicators

/// The message of an error that was sent as if it were data.
///
/// SDMX-JSON has it in `errors`. Eurostat has it in `error`, or in `warning` of an answer that is still being made. The World Bank
/// sends a list whose first element has a `message`, and others an object with one.
enum JSONErrorMessage {
    private static let keys = ["errors", "error", "warning", "message"]
    /// What only data has.
    private static let dataKeys = ["value", "data", "dataSets", "dataSet", "observations"]

    /// The message; nil: the text is no such error.
    static func message(in text: [UInt8]) -> String? {
        guard let value = try? JSONValue(text: text) else { return nil }
        let object = if case .array(let elements) = value { elements.first ?? .null } else { value }
        guard !dataKeys.contains(where: { object[$0].map(isSomething) == true }),
            let found = keys.lazy.compactMap({ object[$0] }).first(where: isSomething)
        else { return nil }
        var bytes: [UInt8] = []
        found.append(to: &bytes)
        return String(String(decoding: bytes, as: UTF8.self).replacingControlCharacters().prefix(300))
    }

    private static func isSomething(_ value: JSONValue) -> Bool {
        ![.null, .text(""), .array([]), .object([]), .boolean(false)].contains(value)
    }
}
