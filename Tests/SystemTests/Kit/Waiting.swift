import Foundation

/// How long a test waits for what is bound to come: enough for a machine that has much else to do, no promise of the programs.
///
/// What is promised within a time is measured by Benchmarks.
let patience = Duration.seconds(120)

/// Whether something becomes true, asked again and again.
func eventually(
    within limit: Duration = patience, every pause: Duration = .milliseconds(50), _ isTrue: () throws -> Bool
) throws -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while true {
        if try isTrue() { return true }
        if clock.now > end { return false }
        usleep(UInt32(pause / .microseconds(1)))
    }
}

/// The year, and the day, that it is in China: what the programs take for today's.
enum Today {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Asia/Shanghai") ?? calendar.timeZone
        return calendar
    }()

    static var year: Int { calendar.component(.year, from: Date()) }

    /// The day as in `2026-03-01`, or one a number of days later.
    static func date(plus days: Int = 0) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: Date() + Double(days) * 86400)
        func text(_ number: Int?, _ width: Int) -> String {
            let digits = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(text(parts.year, 4))-\(text(parts.month, 2))-\(text(parts.day, 2))"
    }
}
