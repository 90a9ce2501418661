import Foundation
import MosaicTestKit

/// CSV as a black box's reader sees it: a dictionary a row, by the header's names.
func csvRows(_ text: String) throws -> [[String: String]] {
    var records: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
        if isQuoted, !isEscaped {
            if scalar == "\"" { isEscaped = true } else { field.unicodeScalars.append(scalar) }
            continue
        }
        if isQuoted, scalar == "\"" {
            field.unicodeScalars.append(scalar)
            isEscaped = false
            continue
        }
        switch scalar {
        case "\"" where field.isEmpty: isQuoted = true
        case ",", "\n":
            records[records.count - 1].append(field)
            if scalar == "\n" { records.append([]) }
            field = ""
            isQuoted = false
        case "\r": break
        default: field.unicodeScalars.append(scalar)
        }
        isEscaped = false
    }
    if !field.isEmpty || records.last?.isEmpty == false { records[records.count - 1].append(field) }
    if records.last?.isEmpty == true { records.removeLast() }
    guard let header = records.first else { return [] }
    return try records.dropFirst().map { record in
        guard record.count == header.count else { throw KitError("a row of \(record.count) fields: \(record)") }
        return Dictionary(uniqueKeysWithValues: zip(header, record))
    }
}
