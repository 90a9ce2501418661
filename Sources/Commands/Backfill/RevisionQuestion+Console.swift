internal import Formats
internal import Indicators
internal import Record
internal import Reports

extension RevisionQuestion {
    /// Shows the revisions and asks; whether the answer is yes.
    func isAnswered(on console: Console) -> Bool {
        var table = Table([
            Table.Column(name: "indicator"), Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
            Table.Column(name: "in force", isNumber: true), Table.Column(name: "new", isNumber: true),
            Table.Column(name: "line", isNumber: true),
        ])
        for finding in findings {
            guard case .revision(let old) = finding.cause else { continue }
            table.add([
                finding.series.indicator.rawValue, finding.series.region.rawValue, String(finding.year),
                old.decimalText, finding.value.decimalText, String(finding.row.line),
            ])
        }
        let shown = table.bytes(isAligned: true, inColours: console.tellsInColours)
        console.tell(piece: String(decoding: shown, as: UTF8.self))
        if count > findings.count { console.tell("and \(count - findings.count) more") }
        console.tell(piece: "Revise \(count == 1 ? "this figure" : "these \(count) figures") by more than half? [y/N] ")
        guard let answer = console.readAnswer() else { return false }
        return ["y", "yes", "是"].contains(answer.lowercased())
    }
}
