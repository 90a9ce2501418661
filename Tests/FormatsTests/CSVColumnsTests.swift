import Formats
import Testing

@Suite
struct CSVColumnsTests {
    /// Reads a header with the columns a and b required, c and d optional; a name in capitals is a slip.
    static func columns(_ header: [String]) -> CSVColumns {
        CSVColumns(header: header, required: ["a", "b"], optional: ["c", "d"]) { name, known in
            known.first { $0 != name && $0 == name.lowercased() }
        }
    }

    @Test
    func `columns stand where the header has them`() {
        let columns = Self.columns(["c", "b", "a"])
        #expect(columns.count == 3)
        #expect(columns.faults == [])
        #expect(["a", "b", "c", "d"].map { columns.index(of: $0) } == [2, 1, 0, nil])
    }

    @Test(
        arguments: [
            (["a"], [.missing("b")]), ([""], [.unknown("", index: 0), .missing("a"), .missing("b")]),
            (["a", "b", "a", "a"], [.doubled("a", index: 2), .doubled("a", index: 3)]),
            (["a", "b", "x"], [.unknown("x", index: 2)]), (["d", "b", "A"], [.misspelt("A", known: "a", index: 2)]),
            (["a", "A", "b"], [.misspelt("A", known: "a", index: 1)]),
            (
                ["x", "C", "b", "b"],
                [.unknown("x", index: 0), .misspelt("C", known: "c", index: 1), .doubled("b", index: 3), .missing("a")]
            ),
            ([], [.missing("a"), .missing("b")]),
        ] as [([String], [CSVColumns.Fault])])
    func `faults come in the order of columns, then what is missing in the order of names`(
        header: [String], faults: [CSVColumns.Fault]
    ) {
        #expect(Self.columns(header).faults == faults)
        #expect(Self.columns(header).count == header.count)
    }

    @Test
    func `of a doubled column the first counts, and a misspelt or unknown one has no place`() {
        let columns = Self.columns(["x", "a", "a", "B"])
        #expect(columns.index(of: "a") == 1)
        #expect(columns.index(of: "b") == nil)
        #expect(columns.index(of: "B") == nil)
        #expect(columns.index(of: "x") == nil)
    }
}
