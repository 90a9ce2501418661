internal import Indicators

/// The published series of one indicator, found by where their regions stand in the catalog.
struct RegionalSeries {
    private let published: [PlacedSeries]
    /// By region: the place among the series; −1 where there is none.
    private let places: [Int]

    /// Takes the series of an indicator, one a region of so many.
    init(_ published: [PlacedSeries], regions: Int) {
        self.published = published
        var places = [Int](repeating: -1, count: regions)
        for (place, entry) in published.enumerated() { places[entry.region] = place }
        self.places = places
    }

    /// The place of a region's series; nil: it has none.
    func place(of region: Int) -> Int? { places[region] < 0 ? nil : places[region] }

    /// The series at a place.
    subscript(place: Int) -> Series { published[place].series }

    /// The figure of a region in a period, if there is one that counts.
    func value(of region: Int, in period: Period) -> Double? {
        place(of: region).flatMap { self[$0].figure(of: period)?.value }
    }
}
