/// A set of Unicode scalars: ranges, categories, or all but those.
struct ScalarSet: Sendable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    /// Letters, digits and so on, each with whether it is wanted or unwanted.
    private var categories: [(category: UnicodeCategory, isWanted: Bool)] = []
    private var isNegative = false
    private var ignoresCase = false

    /// All scalars.
    static let all = ScalarSet(0...0x10FFFF)
    /// The digits of ASCII.
    static let digits = ScalarSet(0x30...0x39)
    /// What Perl calls a word, of ASCII alone.
    static let word = ScalarSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
    /// What Perl calls a space, of ASCII alone and without the vertical tab, as in RE2.
    static let spaces = ScalarSet(0x09...0x0A, 0x0C...0x0D, 0x20...0x20)

    /// A set of some ranges.
    init(_ ranges: ClosedRange<UInt32>...) { self.ranges = ranges }

    /// A set of one scalar.
    init(_ scalar: Unicode.Scalar, ignoringCase: Bool) {
        ranges = [scalar.value...scalar.value]
        ignoresCase = ignoringCase && scalar.isCased
    }

    /// A set of a category.
    init(_ category: UnicodeCategory, isWanted: Bool) { categories = [(category, isWanted)] }

    /// The set's one scalar; nil if there is another, or its case does not count.
    var only: Unicode.Scalar? {
        guard ranges.count == 1, ranges[0].count == 1, categories.isEmpty, !isNegative, !ignoresCase else { return nil }
        return Unicode.Scalar(ranges[0].lowerBound)
    }

    /// How many parts are looked at for a scalar.
    var size: Int { ranges.count + categories.count }

    /// Adds what another set has, which is not without regard to case.
    mutating func formUnion(_ other: ScalarSet) {
        if other.isNegative {
            ranges += other.inverted
        } else {
            ranges += other.ranges
            categories += other.categories
        }
    }

    /// All other scalars.
    func negated() -> ScalarSet {
        var set = self
        set.isNegative.toggle()
        return set
    }

    /// The set without regard to case.
    func ignoringCase() -> ScalarSet {
        var set = self
        set.ignoresCase = true
        return set
    }

    /// Whether it has a scalar.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isIn = holds(scalar) || ignoresCase && scalar.variants.contains(where: holds)
        return isIn != isNegative
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) }
            || categories.contains { $0.category.contains(scalar) == $0.isWanted }
    }

    /// The ranges between those of a set without categories.
    private var inverted: [ClosedRange<UInt32>] {
        var (next, gaps) = (UInt32(0), [ClosedRange<UInt32>]())
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
        return gaps
    }
}

/// A general category of Unicode, such as `Lu`, or a group of them, such as `L`.
struct UnicodeCategory: Sendable {
    private let categories: Set<Unicode.GeneralCategory>

    /// The category of a name of one or two letters; nil if there is none.
    init?(_ name: String) {
        categories = Set(Self.names.filter { $0.name.hasPrefix(name) }.map(\.category))
        guard !categories.isEmpty, (1...2).contains(name.utf8.count) else { return nil }
    }

    /// Whether a scalar is of it.
    func contains(_ scalar: Unicode.Scalar) -> Bool { categories.contains(scalar.properties.generalCategory) }

    private static let names: [(name: String, category: Unicode.GeneralCategory)] = [
        ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
        ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
        ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
        ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
        ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
        ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
        ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse),
    ]
}

extension Unicode.Scalar {
    /// Whether there is another that differs by its case alone.
    fileprivate var isCased: Bool { variants.contains { $0 != self } }

    /// The scalars that differ by their case alone, itself too.
    fileprivate var variants: [Unicode.Scalar] {
        let upper = Self.only(properties.uppercaseMapping) ?? self
        let folded = Self.only(upper.properties.lowercaseMapping) ?? upper
        let lower = Self.only(properties.lowercaseMapping) ?? self
        let raised = Self.only(folded.properties.uppercaseMapping) ?? folded
        return [self, upper, folded, lower, raised] + (Self.further[folded] ?? [])
    }

    /// What has a lower case that is the lower case of another.
    private static let further: [Unicode.Scalar: [Unicode.Scalar]] = [
        "k": ["\u{212A}"], "s": ["\u{17F}"], "å": ["\u{212B}"], "ω": ["\u{2126}"], "μ": ["\u{B5}"],
        "ß": ["\u{1E9E}"],
    ]

    private static func only(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}
