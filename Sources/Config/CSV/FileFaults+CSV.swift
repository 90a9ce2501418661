internal import Formats
internal import Indicators

/// A field of a row.
struct CSVCell {
    let column: String
    let text: String
    let position: TextPosition

    var isEmpty: Bool { text.isEmpty }
}

extension FileFaults {
    /// Notes that a row is no CSV.
    mutating func add(_ fault: CSVFault) {
        if fault.kind == .invalidUTF8 {
            add(.notUTF8, at: fault.position, "byte is no UTF-8", expected: "save the file as UTF-8")
        } else {
            add(.badCSV, at: fault.position, fault.kind.message())
        }
    }

    /// The cell; nil, with the fault noted, if it has the "?" of a draft.
    mutating func answered(_ cell: CSVCell, expected: @autoclosure () -> String) -> CSVCell? {
        guard cell.text == "?" else { return cell }
        add(
            .openQuestion, at: cell.position, "`\(cell.column)` is an open question", value: "?", expected: expected())
        return nil
    }

    /// A printable text of at most 128 characters; nil for anything else, with the fault noted.
    mutating func label(_ cell: CSVCell) -> String? {
        guard let text = required(cell) else { return nil }
        guard text.isPrintable, text.utf8.count <= 128 || text.count <= 128 else {
            add(
                .badText, at: cell.position, "`\(cell.column)` is \(text.quoted)", value: text,
                expected: "expected at most 128 printable characters, without spaces at the ends")
            return nil
        }
        return text
    }

    /// A text that may be empty; nil if it is.
    mutating func optionalLabel(_ cell: CSVCell) -> String? { cell.isEmpty ? nil : label(cell) }

    /// A text that may not be empty; nil, with the fault noted, if it is.
    mutating func required(
        _ cell: CSVCell, expected: @autoclosure () -> String = "expected a value"
    ) -> String? {
        guard cell.isEmpty else { return cell.text }
        add(.missingValue, at: cell.position, "no `\(cell.column)`", expected: expected())
        return nil
    }

    /// One word of an enumeration; nil, with the fault noted, if the cell has none of them.
    mutating func requiredChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ cell: CSVCell, _ type: Choice.Type = Choice.self
    ) -> Choice? {
        requiredChoice(cell, among: Array(Choice.allCases)) { $0.rawValue }
    }

    /// One of some choices by its name; nil, with the fault noted, if the cell has none of the names.
    mutating func requiredChoice<Choice>(
        _ cell: CSVCell, among choices: [Choice], name: (Choice) -> String
    ) -> Choice? {
        guard required(cell, expected: "expected \(Self.listed(choices.map(name), "or"))") != nil else { return nil }
        return choice(cell, among: choices, name: name)
    }

    /// One word of an enumeration; nil if the cell is empty, or, with the fault noted, if it has none of them.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ cell: CSVCell, _ type: Choice.Type = Choice.self
    ) -> Choice? {
        cell.isEmpty ? nil : choice(cell, among: Array(Choice.allCases)) { $0.rawValue }
    }

    private mutating func choice<Choice>(
        _ cell: CSVCell, among choices: [Choice], name: (Choice) -> String
    ) -> Choice? {
        if cell.isEmpty { return nil }
        if let choice = choices.first(where: { name($0) == cell.text }) { return choice }
        addUnknown(
            .unknownValue, at: cell.position, "`\(cell.column)` is \(cell.text.quoted)", value: cell.text,
            known: choices.map(name))
        return nil
    }

    /// A whole number from 1 to 99; nil if the cell is empty, or, with the fault noted, where it is none.
    mutating func smallNumber(_ cell: CSVCell) -> Int? {
        if cell.isEmpty { return nil }
        if let number = Int(cell.text), (1...99).contains(number), cell.text == String(number) { return number }
        add(
            .outOfRange, at: cell.position, "`\(cell.column)` is \(cell.text.quoted)", value: cell.text,
            expected: "expected a whole number from 1 to 99")
        return nil
    }

    /// A year; nil if the cell is empty, or, with the fault noted, where it is none.
    mutating func year(_ cell: CSVCell) -> Int? {
        if cell.isEmpty { return nil }
        if let period = Period(cell.text.utf8.span) { return period.year }
        add(
            .badYear, at: cell.position, "`\(cell.column)` is \(cell.text.quoted)", value: cell.text,
            expected: "expected four digits from 1000 to 9999")
        return nil
    }

    /// A day; nil if the cell is empty, or, with the fault noted, where it is none.
    mutating func date(_ cell: CSVCell) -> CalendarDate? {
        if cell.isEmpty { return nil }
        if let date = CalendarDate(cell.text) { return date }
        add(
            .badDate, at: cell.position, "`\(cell.column)` is \(cell.text.quoted)", value: cell.text,
            expected: "expected YYYY-MM-DD, a day that exists")
        return nil
    }

    /// A number, its point shifted; nil if the cell is empty, or, with the fault noted, where it is none.
    mutating func number(_ cell: CSVCell, shiftedBy powerOfTen: Int) -> Double? {
        if cell.isEmpty { return nil }
        if let number = DecimalNumber(cell.text.utf8.span)?.double(shiftedBy: powerOfTen) { return number }
        add(
            .notANumber, at: cell.position, "`\(cell.column)` is \(cell.text.quoted)", value: cell.text,
            expected: "expected a finite number such as 12.5")
        return nil
    }
}
