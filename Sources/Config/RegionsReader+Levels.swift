internal import Formats
internal import Indicators

extension RegionsReader {
    /// What a region is: a known kind, or the word for a level.
    mutating func kind(_ cell: CSVCell) -> Region.Kind? {
        guard let kinds else {
            return faults.answered(cell, expected: "expected a word")
                .flatMap { faults.required($0, expected: "expected a word") }.map { Region.Kind(rawValue: $0) }
        }
        return faults.answered(cell, expected: "expected \(FileFaults.listed(kinds, "or"))")
            .flatMap { faults.requiredChoice($0, among: kinds) { $0 } }.map { Region.Kind(rawValue: $0) }
    }

    /// The words for what a region can be: the known kinds and the levels. The cluster stands last, as it is no level.
    static func kinds(besides levels: [RegionLevel]) -> [String] {
        let words = Region.Kind.known.map(\.rawValue)
        return words.dropLast() + levels.map(\.name).filter { !words.contains($0) } + words.suffix(1)
    }

    /// The level that a cell states or that follows from the kind; nil for a cluster.
    mutating func level(_ cell: CSVCell, of kind: Region.Kind?) -> RegionLevel? {
        let levels = levels
        let words = { FileFaults.listed(levels?.map(\.name) ?? ["a level"], "or") }
        guard let cell = faults.answered(cell, expected: "expected \(words()); or nothing where the kind says it"),
            let levels, let kind
        else { return nil }
        guard kind != .cluster else {
            if !cell.isEmpty {
                faults.add(
                    .conflictingKeys, at: cell.position, "`level` of a cluster", value: cell.text,
                    expected: "expected none: a cluster is of its members' level")
            }
            return nil
        }
        let implied = kind.level(among: levels)
        if cell.isEmpty {
            if let implied { return implied }
            faults.add(
                .missingValue, at: cell.position, "no `level`, and kind \(kind.rawValue) is of none",
                expected: "expected \(words())")
            return nil
        }
        guard let level = faults.requiredChoice(cell, among: levels, name: { $0.name }) else { return nil }
        if let implied, implied != level, implied.name == kind.rawValue {
            faults.add(
                .conflictingKeys, at: cell.position, "level \(level) of a region whose kind is \(kind.rawValue)",
                value: cell.text, expected: "expected \(implied), or the kind \(level)")
        }
        return level
    }

    /// Finds each region's parent. What makes no tree is a fault.
    mutating func settleTree(_ drafts: inout [RegionDraft], of table: CSVTable) {
        var positions: [String: Int] = [:]
        for (index, draft) in drafts.enumerated() {
            if let id = draft.id { positions[id] = index }
            for code in draft.impliedCodes { impliedNames[Catalog.folded(code)] = draft.id }
        }
        var parents = [Int?](repeating: nil, count: drafts.count)
        for index in drafts.indices {
            check(&drafts[index]) { reader, draft in
                let expected = "expected a region of a higher level; or nothing of a nation"
                guard let cell = reader.faults.answered(table.cell(draft.row, "parent"), expected: expected) else {
                    return
                }
                if !cell.isEmpty, draft.kind == .cluster {
                    reader.faults.add(
                        .conflictingKeys, at: cell.position, "`parent` of a cluster", value: cell.text,
                        expected: "expected none: its members name it in `clusters`")
                } else if let id = reader.region(named: cell) {
                    draft.parent = Identifier(id)
                    parents[index] = positions[id]
                }
            }
        }
        let circular = noteCircles(parents, in: &drafts, of: table)
        for index in drafts.indices where !circular.contains(index) {
            guard let parent = parents[index].map({ drafts[$0] }) else { continue }
            check(&drafts[index]) { reader, draft in reader.checkParent(parent, of: draft, of: table) }
        }
        checkRoots(&drafts, of: table)
    }

    /// The id of the region that a cell names; nil for an empty one, and, with the fault noted, for an unknown name.
    mutating func region(named cell: CSVCell) -> String? {
        if cell.isEmpty { return nil }
        let name = Catalog.folded(cell.text)
        if let id = names[name]?.id ?? impliedNames[name] { return id }
        guard isComplete else { return nil }
        let question =
            faults.diagnostics.keeps(.unknownRegion)
            ? NearestName.question(for: cell.text, among: ids.keys.sorted()) : nil
        faults.add(
            .unknownRegion, at: cell.position, "unknown region \(cell.text.quoted)", value: cell.text,
            expected: question ?? "expected a region of this file")
        return nil
    }

    /// Notes each circle of parents at its first row. The result is every row of a circle.
    private mutating func noteCircles(
        _ parents: [Int?], in drafts: inout [RegionDraft], of table: CSVTable
    ) -> Set<Int> {
        var visits = [Int](repeating: -1, count: parents.count)
        var circular: Set<Int> = []
        for start in parents.indices where visits[start] < 0 {
            var index = start
            while visits[index] < 0, let parent = parents[index] {
                visits[index] = start
                index = parent
            }
            guard visits[index] == start else {
                visits[index] = max(visits[index], start)
                continue
            }
            var circle = [index]
            while let parent = parents[circle[circle.count - 1]], parent != index { circle.append(parent) }
            circular.formUnion(circle)
            let first = circle.min() ?? index
            let names = (circle.drop { $0 != first } + circle.prefix { $0 != first } + [first]).map {
                drafts[$0].id ?? ""
            }
            for index in circle { drafts[index].isFaulty = true }
            let shown = names.count > 8 ? names.prefix(7) + ["…"] : names[...]
            faults.add(
                .circularParents, at: table.cell(drafts[first].row, "parent").position,
                "a circle of parents: \(shown.joined(separator: ", "))",
                expected: "expected each parent to be of a higher level")
        }
        return circular
    }

    private mutating func checkParent(_ parent: RegionDraft, of draft: RegionDraft, of table: CSVTable) {
        let cell = table.cell(draft.row, "parent")
        if parent.kind == .cluster {
            faults.add(
                .badParent, at: cell.position, "\(parent.id ?? cell.text) is a cluster", value: cell.text,
                expected: "expected a region of a higher level; clusters stand in `clusters`")
        } else if let above = parent.level, let level = draft.level, above >= level {
            let which = above == level ? "of level \(above) too" : "of level \(above), below \(level)"
            faults.add(
                .badParent, at: cell.position, "\(parent.id ?? cell.text) is \(which)", value: cell.text,
                expected: "expected a region of a higher level")
        }
    }

    /// Makes sure that a region without a parent is a nation, of the highest level or a part of the only nation.
    private mutating func checkRoots(_ drafts: inout [RegionDraft], of table: CSVTable) {
        // Of a row that could not be read nobody knows whether it is a nation.
        guard isComplete, drafts.allSatisfy(\.isPlaced) else { return }
        let nation = RegionTree.nationOfAll(among: drafts.compactMap { draft in draft.kind.map { ($0, draft.level) } })
        let top = drafts.compactMap(\.level).min()
        for index in drafts.indices {
            check(&drafts[index]) { reader, draft in
                let cell = table.cell(draft.row, "parent")
                guard cell.isEmpty, let level = draft.level, draft.kind != .nation, level != top,
                    level != nation?.level
                else { return }
                reader.faults.add(
                    .missingValue, at: cell.position, "no `parent` of a \(level)",
                    expected: "expected the region of a higher level that it is a part of")
            }
        }
    }

    /// Finds the successors of the regions that ended.
    mutating func settleEnds(_ drafts: inout [RegionDraft], of table: CSVTable) {
        var ends: [String: Period] = [:]
        for draft in drafts {
            if let id = draft.id, let end = draft.validTo { ends[id] = end }
        }
        for index in drafts.indices {
            check(&drafts[index]) { reader, draft in
                reader.checkYears(of: draft, of: table)
                let cell = table.cell(draft.row, "successor")
                if cell.isEmpty { return }
                if table.cell(draft.row, "valid_to").isEmpty {
                    reader.faults.add(
                        .missingValue, at: cell.position, "`successor` without `valid_to`", value: cell.text,
                        expected: "expected the last year of the region that it follows")
                }
                guard let id = reader.region(named: cell) else { return }
                draft.successor = Identifier(id)
                guard let end = draft.validTo else { return }
                if reader.clusters.values.contains(id) || ends[id].map({ $0 <= end }) ?? false {
                    reader.faults.add(
                        .badSuccessor, at: cell.position,
                        "\(id) \(ends[id].map { "ended in \($0)" } ?? "is a cluster")", value: cell.text,
                        expected: "expected a region that is there after \(end)")
                }
            }
        }
    }

    private mutating func checkYears(of draft: RegionDraft, of table: CSVTable) {
        guard let begin = draft.validFrom, let end = draft.validTo, end < begin else { return }
        let cell = table.cell(draft.row, "valid_to")
        faults.add(
            .outOfRange, at: cell.position, "`valid_to` \(end) lies before `valid_from` \(begin)", value: cell.text,
            expected: "expected \(begin) or later")
    }
}
