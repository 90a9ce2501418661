internal import Foundation
internal import HTTPTypes
internal import Indicators
internal import Record

/// Where a page begins: behind which row, and of which state of the record.
///
/// A list of the record goes on with the state that it began with. So its pages together are that state, whatever is recorded
/// in between. Any other list goes on behind the row's name, with what is served then.
struct PageCursor: Hashable, Sendable {
    /// What names the last row of the page before, or says how far it came.
    let names: [String]
    /// The ``StateToken/words`` of the state that the first page was of; nil: the list is none of the record.
    let state: String?

    init(names: [String], state: String?) {
        self.names = names
        self.state = state
    }

    /// Reads the value of `cursor`.
    ///
    /// - Throws: 400 for what is no cursor.
    init(_ text: String) throws(Problem) {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        let parts = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4))
            .flatMap { String(data: $0, encoding: .utf8) }?
            .split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        guard let parts, parts.count > 1, let state = parts.first else {
            throw Problem(
                status: .badRequest, detail: "\"\(text)\" is no cursor; expected one of a page's `next`, as it is there"
            )
        }
        names = Array(parts.dropFirst())
        self.state = state.isEmpty ? nil : state
    }

    /// The value of `cursor`: base64url, which needs no escape in a query.
    var text: String {
        let bytes = Data(([state ?? ""] + names).joined(separator: String(Self.separator)).utf8)
        return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static let separator: Character = "\u{1f}"
}

extension Problem {
    /// What the cursor is of is no longer there.
    static let cursorIsGone = Problem(
        status: .gone, detail: "What the cursor names is no longer there; begin again without it.")
}

extension StateToken {
    /// All that tells the state from others.
    var words: String {
        let digest = (sha256 ?? []).prefix(8).map { String($0, radix: 16) }.joined(separator: ".")
        return "\(record) \(batch) \(recorded?.description ?? "") \(digest)"
    }
}
