internal import Indicators

/// The published series of one indicator, found by the positions of their regions in the catalog.
struct RegionalSeries {
    private let published: [PositionedSeries]
    /// By region: the index among the series; −1 if there is none.
    private let positions: [Int]

    /// The series of an indicator, at most one a region.
    ///
    /// - Parameter regions: how many regions the catalog has.
    init(_ published: [PositionedSeries], regions: Int) {
        self.published = published
        var positions = [Int](repeating: -1, count: regions)
        for (position, entry) in published.enumerated() { positions[entry.region] = position }
        self.positions = positions
    }

    /// The index of a region's series; nil if it has none.
    func position(of region: Int) -> Int? { positions[region] < 0 ? nil : positions[region] }

    /// The series at an index.
    subscript(position: Int) -> Series { published[position].series }

    /// The figure of a region in a period, if there is one that counts.
    func value(of region: Int, in period: Period) -> Double? {
        position(of: region).flatMap { self[$0].figure(of: period)?.value }
    }
}
