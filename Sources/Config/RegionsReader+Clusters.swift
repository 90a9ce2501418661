internal import Formats
internal import Indicators

extension RegionsReader {
    /// The clusters that a cell names; those in `others` may not be among them.
    mutating func clusters(
        _ cell: CSVCell, kind: Region.Kind?, besides others: [Identifier<Region>] = []
    ) -> [Identifier<Region>] {
        let items = Self.list(cell)
        if !items.isEmpty, kind == .cluster {
            faults.add(
                .notAMember, at: cell.position, "a cluster in a cluster",
                expected: "expected none: clusters are of other regions")
            return []
        }
        var found: [Identifier<Region>] = []
        for item in items {
            guard let id = clusters[Catalog.folded(item.text)] else {
                guard isComplete else { continue }
                faults.addUnknown(
                    .unknownCluster, at: item.position, "unknown cluster \(item.text.quoted)", value: item.text,
                    known: Set(clusters.values).sorted())
                continue
            }
            if found.contains(Identifier(id)) || others.contains(Identifier(id)) {
                faults.add(
                    .duplicateValue, at: item.position, "cluster \(item.text.quoted) stands twice", value: item.text,
                    expected: "expected it once")
            } else {
                found.append(Identifier(id))
            }
        }
        return found
    }

    /// Makes sure that the members of each cluster are of one level.
    mutating func checkClusters(_ drafts: inout [RegionDraft], of table: CSVTable) {
        var first: [Identifier<Region>: (level: RegionLevel, position: TextPosition)] = [:]
        for index in drafts.indices {
            check(&drafts[index]) { reader, draft in
                guard let level = draft.level else { return }
                let cell = table.cell(draft.row, "clusters")
                for cluster in draft.clusters {
                    let other = first[cluster] ?? (level, cell.position)
                    first[cluster] = other
                    guard other.level != level else { continue }
                    reader.faults.add(
                        .notAMember, at: cell.position,
                        "a \(level) in \(cluster), which has a \(other.level) at \(other.position)",
                        value: cluster.rawValue, expected: "expected members of one level")
                }
            }
        }
    }
}
