internal import Indicators

extension Timestamp {
    /// The instant as `Date` has it: `Sun, 06 Nov 1994 08:49:37 GMT`. (RFC 9110, 5.6.7)
    var httpDate: String {
        let second = microseconds / 1_000_000
        let date = CalendarDate(daysSince1970: Int32(clamping: second / 86_400))
        let (year, month, day) = date.parts
        let ofDay = Int(second % 86_400)
        let clock = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map(Self.twoDigits).joined(separator: ":")
        let weekday = Self.weekdays[Int(date.daysSince1970 % 7)]
        return "\(weekday), \(Self.twoDigits(day)) \(Self.months[month - 1]) \(year) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// 1970-01-01 was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Timestamp {
    /// Reads a date in the form that RFC 9110, 5.6.7 prefers; nil for any other.
    init?(httpDate text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].count == 4, words[0].last == ",", words[5] == "GMT",
            let month = Self.months.firstIndex(where: { $0 == words[2] })
        else { return nil }
        self.init("\(words[3])-\(Self.twoDigits(month + 1))-\(words[1])T\(words[4])Z")
    }
}
