public import Indicators

extension StatementSource {
    /// All rows at once.
    public func gathered() throws -> StatementBuffer {
        var buffer = StatementBuffer(series: series, texts: texts)
        try forEachStretch { buffer.rows += $0.rows }
        return buffer
    }
}
