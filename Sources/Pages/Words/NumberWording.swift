internal import Foundation
internal import Indicators

/// Numbers as a reader of a language writes them: 246,000 PFLOPS or 24.6万 PFLOPS.
struct NumberWording: Sendable {
    private let isChinese: Bool
    private let wording: Wording

    init(language: LanguageTag, units: KnownUnits) {
        isChinese = language.lookup.contains(.chinese)
        wording = Wording(language: language, units: units)
    }

    /// A number to four significant digits.
    ///
    /// In English digits stand in groups, and a thousand or more is whole. In Chinese ten thousand or more is counted in 万 or 亿.
    func number(_ value: Double) -> String {
        counted(value, isScaled: false)
    }

    /// A number with its unit. The power of ten of the unit and that of the number are one: 3.926 trillion CNY, 3.926万亿元.
    func amount(_ value: Double, _ unit: UnitOfMeasure) -> String { amount(value, unit, sign: "") }

    private func amount(_ value: Double, _ unit: UnitOfMeasure, sign: String) -> String {
        let (factor, title) = parts(of: unit)
        return joined(sign + counted(value * factor, isScaled: factor > 1), unitTitle: title)
    }

    /// A number of ``short(_:_:digits:)`` with the unit that it lacks.
    func joined(_ number: String, _ unit: UnitOfMeasure) -> String {
        joined(number, unitTitle: parts(of: unit).title)
    }

    private func joined(_ number: String, unitTitle title: String) -> String {
        if title == "%" { return number + "%" }
        // A rate is said before its number: 每万人5.3.
        if title.hasPrefix("每") { return title + number }
        return title.isEmpty ? number : title.isChinese ? number + title : "\(number)\u{A0}\(title)"
    }

    /// The number of ``amount(_:_:)`` without the unit, for an axis that names it once.
    ///
    /// - Parameter digits: how many significant ones there are where the number is below a thousand.
    func short(_ value: Double, _ unit: UnitOfMeasure, digits: Int = 4) -> String {
        let factor = parts(of: unit).factor
        return counted(value * factor, isScaled: factor > 1, digits: digits)
    }

    /// The unit without its power of ten, which the numbers of ``short(_:_:)`` have.
    func shortUnit(_ unit: UnitOfMeasure) -> String { parts(of: unit).title }

    private func counted(_ value: Double, isScaled: Bool, digits: Int = 4) -> String {
        guard isScaled || isChinese else { return Self.grouped(value, digits: digits) }
        let (short, word) = Self.counted(value, isChinese ? Self.powers : Self.words)
        if word.isEmpty {
            return isChinese ? Self.significant(value, digits: digits) : Self.grouped(value, digits: digits)
        }
        return Self.significant(short, digits: digits) + (isChinese ? word : " \(word)")
    }

    /// The power of ten that a unit's name begins with, and the rest of it.
    private func parts(of unit: UnitOfMeasure) -> (factor: Double, title: String) {
        let title = wording.unit(unit)
        for power in Self.powers + Self.prefixes where title.hasPrefix(power.word) {
            return (power.factor, name(String(title.dropFirst(power.word.count))))
        }
        return (1, name(title))
    }

    /// A unit that the catalog gives no title, as readers know it.
    private func name(_ symbol: String) -> String {
        switch symbol {
        case "percent": "%"
        case "count": ""
        default: symbol
        }
    }

    /// How far two numbers of a unit are from each other. Percentages are points apart.
    func distance(_ value: Double, _ unit: UnitOfMeasure) -> String { distance(value, unit, sign: "") }

    /// A difference, with its sign before the number, also where the unit's name stands in front of both.
    func difference(_ value: Double, _ unit: UnitOfMeasure) -> String {
        distance(value, unit, sign: value > 0 ? "+" : "")
    }

    private func distance(_ value: Double, _ unit: UnitOfMeasure, sign: String) -> String {
        guard parts(of: unit).title == "%" else { return amount(value, unit, sign: sign) }
        return sign + counted(value, isScaled: false) + (isChinese ? "个百分点" : "\u{A0}points")
    }

    /// The unit alone.
    func unit(_ unit: UnitOfMeasure) -> String {
        let (factor, title) = parts(of: unit)
        guard factor > 1 else { return title }
        return isChinese ? number(factor).replacing("1", with: "") + title : wording.unit(unit)
    }

    /// A share of one as a percentage.
    func percent(_ ratio: Double) -> String { Self.significant(ratio * 100, digits: 3) + "%" }

    /// A number of times, such as a pace beside another.
    func times(_ ratio: Double) -> String { Self.significant(ratio, digits: 2) }

    private static let powers: [(word: String, factor: Double)] = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)]

    private static let words: [(word: String, factor: Double)] = [
        ("trillion", 1e12), ("billion", 1e9), ("million", 1e6),
    ]
    /// What the symbols of units begin with.
    private static let prefixes: [(word: String, factor: Double)] = [
        ("1k ", 1e3), ("10k ", 1e4), ("100k ", 1e5), ("100M ", 1e8), ("million ", 1e6), ("billion ", 1e9),
        ("trillion ", 1e12), ("十亿", 1e9), ("百万", 1e6), ("十万", 1e5),
    ]

    private static func counted(_ value: Double, _ powers: [(word: String, factor: Double)]) -> (Double, String) {
        // What is rounded up to the next power is counted in that.
        guard let power = powers.first(where: { value.magnitude >= $0.factor * 0.99995 }), value.isFinite else {
            return (value, "")
        }
        return (value / power.factor, power.word)
    }

    private static func grouped(_ value: Double, digits count: Int) -> String {
        guard (1000..<1e15).contains(value.magnitude) else { return significant(value, digits: count) }
        var digits = String(format: "%.0f", value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
    }

    private static func significant(_ value: Double, digits: Int = 4) -> String {
        let whole = value.magnitude < 1e15 && value.magnitude >= pow(10, Double(digits))
        let text = whole ? String(format: "%.0f", value) : String(format: "%.\(digits)g", value)
        return text.replacing("-", with: "−")
    }
}

extension String {
    /// Whether it begins in Chinese, in which no space stands between a number and its unit.
    fileprivate var isChinese: Bool { unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } ?? false }
}
