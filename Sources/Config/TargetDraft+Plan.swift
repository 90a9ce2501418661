internal import Formats
internal import Indicators

/// The cells of a target's row that only some kinds have.
extension TargetDraft {
    /// What is asked before the target year; empty, with the fault noted, where the cell can't be read.
    mutating func milestones(shiftedBy shift: Int, _ faults: inout FileFaults) -> [Milestone] {
        let read: [Milestone]? = take("milestones", &faults) { cell, faults in
            if cell.isEmpty { return nil }
            var milestones: [Milestone] = []
            for part in cell.text.split(separator: ";", omittingEmptySubsequences: false) {
                let sides = part.split(separator: "=", omittingEmptySubsequences: false)
                guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                    faults.add(
                        .badTerms, at: cell.position, "`milestones` has \(String(part).quoted)", value: String(part),
                        expected: "expected years with numbers, such as 2027=30;2028=33")
                    return nil
                }
                let cells = sides.map { CSVCell(column: cell.column, text: String($0), position: cell.position) }
                let (year, value) = (faults.year(cells[0]), faults.number(cells[1], shiftedBy: shift))
                if let year, let value { milestones.append(Milestone(year: year, value: value)) }
            }
            return milestones
        }
        return read ?? []
    }

    /// The series beside which the target stands; nil for kinds without one. Every fault is noted.
    mutating func reference(
        kind: TargetKind, own: SeriesKey, names: TargetNames, shift: Int, _ faults: inout FileFaults
    ) -> TargetReference? {
        guard kind.traits.statement == .reference else {
            for column in TargetNames.referenceColumns {
                let cell = table.cell(row, column)
                guard !cell.isEmpty else { continue }
                faults.add(
                    .badTerms, at: cell.position, "\(TargetTermsFault.hasReference(kind))", value: cell.text,
                    expected: "expected an empty cell")
            }
            return nil
        }
        let before = faults.count
        let indicator = take("reference_indicator", &faults) { cell, faults in
            names.referenceIndicator(cell, faults: &faults)
        }
        let region = take("reference_region", &faults) { cell, faults in
            cell.isEmpty ? nil : names.region(cell, faults: &faults)
        }
        let factor = number("factor", shiftedBy: 0, &faults)
        let offset = number("offset", shiftedBy: shift, &faults)
        let mode: TargetReference.Mode? = take("mode", &faults) { cell, faults in faults.choice(cell) }
        do {
            return try TargetReference(
                of: own, indicator: indicator, region: region, factor: factor ?? 1, offset: offset ?? 0,
                mode: mode ?? .finalYear)
        } catch {
            // A name that is not known names something all the same.
            if error != .noReference || faults.count == before { report(error, &faults) }
            // Any other series: the rest of the row is checked all the same.
            return try? TargetReference(
                of: SeriesKey(indicator: "", region: ""), indicator: "other", region: nil, mode: mode ?? .finalYear)
        }
    }
}
