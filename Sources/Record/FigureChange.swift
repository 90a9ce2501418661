public import Indicators

/// A row of the export that one view of the record has otherwise than another.
public struct FigureChange: Hashable, Sendable {
    /// What became of the figure.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There was none.
        case added
        /// Value, status or bound are others.
        case revised
        /// There is none any more: it was taken back, or its batch undone.
        case retracted
    }

    /// The figure in the first view; nil: there is none.
    public let old: Figure?
    /// The figure in the second view; nil: there is none.
    public let new: Figure?
    /// What became of it.
    public let kind: Kind
    /// Indicator and region.
    public let series: SeriesKey
    /// The year.
    public let period: Period

    /// The change from a figure to another of its key; nil where value, status and bound are the same.
    public init?(from old: Figure, to new: Figure) {
        guard old.observation != new.observation else { return nil }
        self.init(.revised, of: new, old: old, new: new)
    }

    /// A figure that came.
    public init(added figure: Figure) { self.init(.added, of: figure, old: nil, new: figure) }

    /// A figure that went.
    public init(retracted figure: Figure) { self.init(.retracted, of: figure, old: figure, new: nil) }

    private init(_ kind: Kind, of figure: Figure, old: Figure?, new: Figure?) {
        self.kind = kind
        self.old = old
        self.new = new
        series = figure.series
        period = figure.observation.period
    }

    /// The changes from some figures of one series to others, by period; both ascend.
    public static func changes(from old: [Figure], to new: [Figure]) -> [FigureChange] {
        var changes: [FigureChange] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let before = left < old.count ? old[left] : nil
            let after = right < new.count ? new[right] : nil
            if let before, let after, before.observation.period == after.observation.period {
                if let change = FigureChange(from: before, to: after) { changes.append(change) }
                (left, right) = (left + 1, right + 1)
            } else if let before, after.map({ before.observation.period < $0.observation.period }) ?? true {
                changes.append(FigureChange(retracted: before))
                left += 1
            } else if let after {
                changes.append(FigureChange(added: after))
                right += 1
            }
        }
        return changes
    }
}
