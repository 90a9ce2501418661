internal import Indicators

/// The series of one indicator, found by the positions of their regions in the catalog.
struct RegionalSeries {
    private var series: [PositionedSeries]
    /// By region: the index among the series; −1 if there is none.
    private var positions: [Int]

    /// The series of an indicator, at most one a region.
    ///
    /// - Parameter regions: how many regions the catalog has.
    init(_ published: [PositionedSeries], regions: Int) {
        series = published
        var positions = [Int](repeating: -1, count: regions)
        for (position, entry) in published.enumerated() { positions[entry.region] = position }
        self.positions = positions
    }

    /// Puts a region's aggregate in the place of what was published, which had no figure.
    mutating func put(_ aggregate: Series, of region: Int) {
        positions[region] = series.count
        series.append(PositionedSeries(region: region, series: aggregate))
    }

    /// The index of a region's series; nil if it has none.
    func position(of region: Int) -> Int? { positions[region] < 0 ? nil : positions[region] }

    /// The series at an index.
    subscript(position: Int) -> Series { series[position].series }

    /// The figure of a region in a period, if there is one that counts.
    func value(of region: Int, in period: Period) -> Double? {
        position(of: region).flatMap { self[$0].figure(of: period)?.value }
    }
}
