// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Indicators

extension MappedRows where Row: ~Copyable {
    /// Status and number, by the row's action and by what stands around the number.
    mutating func takeContent<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Bool {
        let action = plan.action < 0 ? .merge : row.withComponent(plan.action) { RowAction($0) }
        guard let action else {
            reading.report(
                .unknownAction, at: row.position(ofComponent: plan.action),
                message: "unknown action \"\(row.text(ofComponent: plan.action))\"",
                value: row.text(ofComponent: plan.action), expected: "expected one of I A M R D")
            return false
        }
        let cell = takeCell(into: &reading)
        guard let cell else { return false }
        switch cell {
        case .number: return takeDecimals(into: &reading) && takeMultiplier(into: &reading)
        case .none:
            number = 0..<0
            return true
        case .empty:
            number = 0..<0
            if withField(.status, { $0.count == 1 && ObservationStatus(code: $0[0])?.saysNone == true }) { return true }
            if action == .replace {
                isRetraction = true
                return true
            }
            tally.empty += 1
            return false
        }
    }

    private enum Cell { case number, none, empty }

    /// What the value's cell says, with its status made one of ours; nil: a fault, which was told.
    private mutating func takeCell<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) -> Cell? {
        let value = plan[.value]
        guard value >= 0 else { return .number }
        var range = row.withComponent(value) { $0.trimmed }
        var behind: Range<Int>?
        if plan.style.hasFlags {
            let space = row.withComponent(value) { text in range.first { text[$0] == UInt8(ascii: " ") } }
            if let space { (range, behind) = (range.lowerBound..<space, space..<range.upperBound) }
        }
        number = range
        // No mark begins with a digit, as nearly all numbers do.
        let first = row.withComponent(value) { text in range.first.map { text[$0] } ?? 0 }
        let isNone = first &- UInt8(ascii: "0") >= 10 && first != 0 && isNoneMark(range, value)
        let cell = isNone ? Cell.none : first == 0 ? .empty : .number
        if isNone { tally.none += 1 }
        if behind == nil, saysOwnStatus() { return cell }
        guard takeStatus(cell, behind, into: &reading) else { return nil }
        return cell
    }

    private func isNoneMark(_ range: Range<Int>, _ value: Int) -> Bool {
        row.withComponent(value) { text in
            plan.style.noneMarks.contains { text.extracting(range).isEqual(to: $0) }
        }
    }

    /// Whether the status is a capital letter, a code of ours, which the mapping has no other meaning for.
    // Else the closure would have a copy of the plan made for each row.
    @inline(__always)
    private func saysOwnStatus() -> Bool {
        let letter = withField(.status) { $0.count == 1 ? $0[0] : 0 }
        guard letter != 0, letter < UInt8(ascii: "a"), letter != UInt8(ascii: ":") else { return false }
        return plan.statuses.isEmpty || plan.statuses[[letter]] == nil
    }

    /// The status of flags behind the value, of a column of flags or statuses, or of how the figure came to be.
    private mutating func takeStatus<Reading: ObservationReading & ~Copyable>(
        _ cell: Cell, _ behind: Range<Int>?, into reading: inout Reading
    ) -> Bool {
        let hasValue = cell == .number
        var status: ObservationStatus?
        var source = -1
        if let behind {
            source = plan[.value]
            status = row.withComponent(source) { self.status(of: $0.extracting(behind), hasValue) }
        } else if says(.status) {
            source = plan[.status]
            status = withField(.status) { self.status(of: $0, hasValue) }
        } else if plan.flags >= 0, !row.withComponent(plan.flags, { $0.isEmpty }) {
            source = plan.flags
            status = row.withComponent(source) { self.status(of: $0, hasValue) }
        } else if plan.nature >= 0, !row.withComponent(plan.nature, { $0.isEmpty }) {
            source = plan.nature
            status = row.withComponent(source) {
                mappedStatus(of: $0) ?? ObservationStatus(nature: $0, hasValue: hasValue)
            }
        } else {
            if cell == .none, let code = ObservationFlags.codes[.missing] { replace(.status, by: code) }
            return true
        }
        guard var status else {
            let text = row.text(ofComponent: source)
            let isNature = source == plan.nature
            reading.report(
                .unknownStatus, at: row.position(ofComponent: source),
                message: "\(isNature ? "unknown nature" : "unknown flag in") \"\(text)\"", value: text,
                expected: isNature
                    ? "expected one of C CA E G M N NA"
                    : "expected flags of b c d e f n p s u z, or a code of SDMX CL_OBS_STATUS")
            return false
        }
        // What says nothing of why there is no figure says nothing beside an empty cell, and nothing else beside a mark.
        if !hasValue, !status.saysNone {
            guard cell == .none else { return true }
            status = .missing
        }
        if let code = ObservationFlags.codes[status] { replace(.status, by: code) }
        tally.flagged += source == plan.nature ? 0 : 1
        return true
    }

    /// What the mapping says that a text for a status means; nil: nothing.
    private func mappedStatus(of text: Span<UInt8>) -> ObservationStatus? {
        guard !plan.statuses.isEmpty else { return nil }
        return plan.statuses[text.trimmed.map { text[$0] }]
    }

    /// The status of a text: what the mapping says of it, else that of flags.
    private func status(of text: Span<UInt8>, _ hasValue: Bool) -> ObservationStatus? {
        mappedStatus(of: text) ?? ObservationFlags.status(of: text, hasValue: hasValue)
    }
}
