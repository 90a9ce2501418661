internal import Indicators

/// The regions of a catalog by whatever people call them. Nothing is guessed: where two are meant, both are found.
struct RegionNames: Sendable {
    private let catalog: Catalog
    private let positions: [Identifier<Region>: Int]
    /// By their names without what parts syllables.
    private var joined: [String: Set<Int>] = [:]

    /// What a text names.
    struct Finding {
        /// Where the regions stand in the catalog: one, none, or several.
        var positions: [Int]
        /// Whether the text has another kind of division behind the name than the region is.
        var isOtherKind = false
    }

    init(_ catalog: Catalog) {
        self.catalog = catalog
        positions = Dictionary(
            catalog.regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (position, region) in catalog.regions.enumerated() {
            for name in region.allNames { joined[NameText.joined(name), default: []].insert(position) }
        }
    }

    /// The regions that a text names: by a name of the catalog, by one with its kind behind it, or in two languages.
    func named(_ text: String) -> Finding {
        if let plain = position(of: text) { return Finding(positions: [plain]) }
        let folded = NameText.folded(text)
        guard !folded.isEmpty else { return Finding(positions: []) }
        if let found = position(of: folded) { return Finding(positions: [found]) }
        if let finding = withKind(folded) { return finding }
        if let found = joined[NameText.joined(text)] { return Finding(positions: found.sorted()) }
        guard let parts = NameText.parts(text) else { return Finding(positions: []) }
        let (han, latin) = (named(parts.han), named(parts.latin))
        // What stands beside a known Chinese name may say more than a name, such as "National Total".
        if latin.positions.isEmpty || han.positions.isEmpty { return han }
        return Finding(
            positions: Set(han.positions + latin.positions).sorted(), isOtherKind: han.isOtherKind || latin.isOtherKind)
    }

    /// The region that a text would be a part of: 吉林市 is a city of 吉林.
    func whole(ofPart text: String) -> Region? {
        let folded = NameText.folded(text)
        for kind in ["市", "州", "县", " city", " prefecture", " county"] {
            guard folded.hasSuffix(kind), folded != kind else { continue }
            if let position = position(of: String(folded.dropLast(kind.count))) { return catalog.regions[position] }
        }
        return nil
    }

    private func position(of name: String) -> Int? { catalog.region(named: name).flatMap { positions[$0.id] } }

    /// The region of a name with the word for its kind behind it.
    private func withKind(_ folded: String) -> Finding? {
        for (word, kind) in Self.kinds where folded.hasSuffix(word) && folded != word {
            guard let position = position(of: String(folded.dropLast(word.count))) else { continue }
            let isOther = catalog.regions[position].kind != kind
            // People write 广西省; but 吉林市 is a city of 吉林.
            if isOther, kind != .province { continue }
            return catalog.regions[position].kind == .cluster
                ? nil : Finding(positions: [position], isOtherKind: isOther)
        }
        return nil
    }

    private static let kinds: [(word: String, kind: Region.Kind)] = [
        ("自治区", .autonomousRegion), ("省", .province), ("市", .municipality),
        (" autonomous region", .autonomousRegion), (" province", .province), (" municipality", .municipality),
        (" city", .municipality),
    ]
}
