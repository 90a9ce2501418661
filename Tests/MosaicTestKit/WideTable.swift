package import Exchange
package import Formats
import Indicators

/// A form that no program knows: regions × years of one indicator, tabs between the cells.
///
///     computing_power (PFLOPS)⇥2020⇥2021
///     CN-NM⇥1⇥2
package struct WideTable: FormReader {
    /// Makes a reader.
    package init() {}

    /// The line of a table of forms.
    package static let form = ObservationForm("wide-tsv", title: "wide table", reader: WideTable())

    package var hasRowPerLine: Bool { false }

    package func recognises(_ head: FormHead) -> Bool {
        guard let header = head.rows(separatedBy: .tab, limit: 1).first, header.count > 1 else { return false }
        return header[0].hasSuffix(")") && header.dropFirst().allSatisfy { $0.count == 4 && Int($0) != nil }
    }

    package func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        let belt = input.rows(separatedBy: .tab)
        defer { belt.stop() }
        var cell: WideCell?
        while case (var block, let count)? = belt.take() {
            watch(count)
            while let event = block.next() {
                guard case .row = event else {
                    if case .fault(let fault) = event { reading.report(fault, separatedBy: .tab) }
                    continue
                }
                guard var known = cell else {
                    cell = WideCell(header: (0..<block.fieldCount).map { block.text(ofField: $0) })
                    continue
                }
                known.line = block.line
                known.texts = (0..<block.fieldCount).map { block.text(ofField: $0) }
                known.positions = (0..<block.fieldCount).map { block.position(ofField: $0) }
                for column in 1..<max(1, min(known.texts.count, known.header.count)) {
                    known.column = column
                    // An empty cell says nothing.
                    if !known.texts[column].isEmpty { reading.take(known) }
                }
            }
            if let failure = block.failure { throw failure }
            belt.giveBack(block)
            guard reading.wantsMore else { return }
        }
    }
}

/// A cell of a wide table: its indicator and unit stand in the first cell of the header, its year above, its region before it.
private struct WideCell: ObservationFields {
    let header: [String]
    private let indicator: String
    private let unit: String
    var line = 1
    var texts: [String] = []
    var positions: [TextPosition] = []
    var column = 1

    init(header: [String]) {
        self.header = header
        let title = header[0].split(separator: "(").map { $0.trimmingSuffix() }
        indicator = title.first ?? ""
        unit = title.count > 1 ? String(title[1].dropLast()) : ""
    }

    var location: RowLocation { RowLocation(line: line, field: column) }

    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(Array(text(field).utf8).span)
    }

    func position(of field: ObservationField) -> TextPosition {
        switch field {
        case .indicator, .unit: TextPosition(line: 1, column: 1)
        case .region: positions[0]
        case .period, .value, .status, .bound, .source, .sourceDate, .note: positions[column]
        }
    }

    private func text(_ field: ObservationField) -> String {
        switch field {
        case .indicator: indicator
        case .unit: unit
        case .region: texts[0]
        case .period: header[column]
        case .value: texts[column]
        case .status, .bound, .source, .sourceDate, .note: ""
        }
    }
}

extension Substring {
    /// The text without spaces at its end.
    fileprivate func trimmingSuffix() -> String {
        var text = String(self)
        while text.last == " " { text.removeLast() }
        return text
    }
}
