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
        #expect(["a", "b", "c", "d"].map { columns.place(of: $0) } == [2, 1, 0, nil])
    }

    @Test(
        arguments: [
            (["a"], [.missing("b")]), ([""], [.unknown("", place: 0), .missing("a"), .missing("b")]),
            (["a", "b", "a", "a"], [.doubled("a", place: 2), .doubled("a", place: 3)]),
            (["a", "b", "x"], [.unknown("x", place: 2)]), (["d", "b", "A"], [.misspelt("A", known: "a", place: 2)]),
            (["a", "A", "b"], [.misspelt("A", known: "a", place: 1)]),
            (
                ["x", "C", "b", "b"],
                [.unknown("x", place: 0), .misspelt("C", known: "c", place: 1), .doubled("b", place: 3), .missing("a")]
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
        #expect(columns.place(of: "a") == 1)
        #expect(columns.place(of: "b") == nil)
        #expect(columns.place(of: "B") == nil)
        #expect(columns.place(of: "x") == nil)
    }
}
