internal import Indicators
public import Record
public import Reports

/// What whoever brings an input lets it do.
public enum Allowance: Hashable, Sendable {
    /// Record what a guard finds.
    case guarded(SeriesGuard)
    /// Take back figures that a deletion does not name one by one.
    case deleteAll

    /// The words that there are: the guards' codes, and one for deletions.
    public static let words = SeriesGuard.allCases.map(\.rawValue) + [deletion]

    private static let deletion = "delete-all"

    /// The word for it, such as `unit_slip`.
    public var word: String {
        switch self {
        case .guarded(let found): found.rawValue
        case .deleteAll: Self.deletion
        }
    }

    /// Reads a word such as `unit_slip`.
    public init(asked text: String) throws(MalformedValue) {
        if text == Self.deletion {
            self = .deleteAll
        } else if let found = SeriesGuard(rawValue: text) {
            self = .guarded(found)
        } else {
            let question = NearestName.question(for: text, among: Self.words)
            throw MalformedValue(
                description: "\"\(text)\" is nothing that can be allowed; "
                    + (question ?? "expected \(Self.words.joined(separator: ", "))"))
        }
    }
}

extension IntakeOptions {
    /// Lets inputs do what is allowed.
    public mutating func allow(_ allowances: [Allowance]) {
        for allowance in allowances {
            switch allowance {
            case .guarded(let found): allowed.insert(found)
            case .deleteAll: allowsDeletingAll = true
            }
        }
    }
}
