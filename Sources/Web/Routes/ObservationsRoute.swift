internal import Formats
internal import Indicators
internal import Record
internal import Reports

extension Route {
    /// `/api/v1/observations`: the record's figures in force, as `mosaic export` tells them.
    static let observations = Route.list(
        "/api/v1/observations", title: "Figures in force", chinese: "现行数据", of: .figure, csv: .exportedFigure,
        parameters: RecordRows.parameters, from: .record
    ) { (asked, page) throws(Problem) in
        let rows = try RecordRows(asked, &page)
        try rows.read { view in
            try view.figures(rows.selection, asOf: rows.asOf) { figures in
                try rows.append(figures, of: figures.first?.series, period: \.observation.period, to: &page) {
                    JSONValue($0, unit: $1)
                }
            }
        }
    }

    /// `/api/v1/statements`: all that was said and stands, as `mosaic export --vintages` tells it.
    static let statements = Route.list(
        "/api/v1/statements", title: "All that was said of figures, and stands", chinese: "历次数值", of: .statement,
        parameters: RecordRows.parameters, from: .record
    ) { (asked, page) throws(Problem) in
        let rows = try RecordRows(asked, &page)
        try rows.read { view in
            try view.statements(rows.selection, asOf: rows.asOf) { statements in
                try rows.append(statements, of: statements.first?.series, period: \.period, to: &page) {
                    JSONValue($0, unit: $1)
                }
            }
        }
    }
}
