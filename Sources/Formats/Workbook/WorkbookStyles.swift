/// How a workbook shows its numbers: as numbers, in percent, as days or as years.
struct WorkbookStyles: Sendable {
    enum Shown: Sendable {
        case number, percent, day, year
    }

    private var shown: [Shown] = []
    /// Whether days are counted from 1904 on, as old Macintoshes did.
    let from1904: Bool

    init(_ archive: ZipArchive, _ path: String?, from1904: Bool) throws(FormatsError) {
        self.from1904 = from1904
        guard let path else { return }
        var reader = try XMLPlace(archive: archive, path: path).reader()
        var codes: [Int: String] = [:]
        var isInCells = false
        while let event = try reader.next() {
            switch event {
            case .start where reader.isNamed("numFmt"):
                if let id = try reader.attribute("numFmtId").flatMap({ Int($0) }) {
                    codes[id] = try reader.attribute("formatCode")
                }
            case .start where reader.isNamed("cellXfs"): isInCells = true
            case .end where reader.isNamed("cellXfs"): isInCells = false
            case .start where isInCells && reader.isNamed("xf"):
                let id = try reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
                shown.append(codes[id].map(Self.shown(by:)) ?? Self.shown(byStandard: id))
            default: break
            }
        }
    }

    /// How a cell of a style is shown.
    subscript(style: Int) -> Shown { shown.indices.contains(style) ? shown[style] : .number }

    /// The formats that have no code in a file: ISO/IEC 29500-1, 18.8.30, with those of East Asian editions.
    private static func shown(byStandard id: Int) -> Shown {
        switch id {
        case 9, 10: .percent
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .day
        default: .number
        }
    }

    /// What a code shows: its letters tell, without those in quotes and brackets.
    static func shown(by code: String) -> Shown {
        var letters = ""
        var (isQuoted, isBracketed, isEscaped) = (false, false, false)
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isQuoted = character != "\""
            } else if isBracketed {
                isBracketed = character != "]"
            } else {
                switch character {
                case "\"": isQuoted = true
                case "[": isBracketed = true
                case "\\", "_", "*": isEscaped = true
                case ";": return Self.shown(byLetters: letters)
                default: letters.append(character)
                }
            }
        }
        return Self.shown(byLetters: letters)
    }

    private static func shown(byLetters letters: String) -> Shown {
        if letters.contains("%") { return .percent }
        guard letters.contains("y"), !letters.contains("general") else { return .number }
        return letters.contains("m") || letters.contains("d") ? .day : .year
    }
}
