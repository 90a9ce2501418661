internal import Indicators

/// A series in the space of a word: a bar a year, of eight heights from the least value to the greatest.
struct Sparkline {
    /// How many years there are at the most.
    static let years = 12

    /// The bars. A year without a value that counts is a dot; all of one height stand in the middle.
    let text: String

    /// Draws the last years that have a value.
    ///
    /// - Parameter observations: one a year, ascending.
    init(_ observations: some BidirectionalCollection<Observation>) {
        let counted = observations.suffix(Self.years).compactMap { observation in
            observation.countedValue.map { (year: observation.period.year, value: $0) }
        }
        guard let last = counted.last else {
            text = ""
            return
        }
        let shown = counted.drop { $0.year <= last.year - Self.years }
        let (least, greatest) = (shown.map(\.value).min() ?? 0, shown.map(\.value).max() ?? 0)
        var text = ""
        var year = shown.first?.year ?? last.year
        for (of, value) in shown {
            text += String(repeating: "·", count: of - year) + Self.bar(value, from: least, to: greatest)
            year = of + 1
        }
        self.text = text
    }

    private static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private static func bar(_ value: Double, from least: Double, to greatest: Double) -> String {
        guard least < greatest else { return bars[3] }
        // Halves, for the whole range of two huge values is no number.
        let share = (value / 2 - least / 2) / (greatest / 2 - least / 2)
        return bars[min(bars.count - 1, Int(share * Double(bars.count)))]
    }
}
