internal import Config
internal import Foundation
internal import Indicators

extension EvaluationSchedule {
    /// The next time that the schedule names after an instant.
    func next(after now: Timestamp, in timeZone: TimeZone) -> Timestamp {
        switch self {
        case .every(let interval):
            return now.advanced(by: interval)
        case .at(let hour, let minute):
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = timeZone
            let date = Date(timeIntervalSince1970: now.seconds)
            let parts = DateComponents(hour: hour, minute: minute)
            let next = calendar.nextDate(after: date, matching: parts, matchingPolicy: .nextTime)
            return next.map { Timestamp($0) } ?? Timestamp(microseconds: now.microseconds + 86_400_000_000)
        }
    }
}
