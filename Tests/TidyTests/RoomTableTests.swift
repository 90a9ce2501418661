import Testing

/// The table of rooms in ARCHITECTURE.md, held against Sources in both directions.
@Suite struct RoomTableTests {
    @Test func `every row of the table has its room, and every module in it is imported there`() throws {
        let table = try RoomTable.shipped()
        #expect(table.rows.count > 10)
        #expect(table.repetitions.joined(separator: "\n") == "")
        var imports: [String: Set<String>] = [:]
        for (file, text) in try SourceTests.sources.get() {
            imports[Repository.room(of: file.path), default: []].formUnion(
                text.code.compactMap(SourceRules.importedModule))
        }
        #expect(table.excess(over: imports).joined(separator: "\n") == "")
    }

    static let page = """
        | `Early` | is no row: the heading comes later | – |

        ## Rooms

        | room | holds | may import |
        | --- | --- | --- |
        | `Indicators` | The words, `Region` and others. | – |
        | `Record` | The contract. | Indicators, GRDB |

        ## Threads

        | `Late` | is no row | – |
        """

    @Test func `a row names its modules, and a dash names none`() {
        let table = RoomTable(page: Self.page)
        #expect(table.rows.map(\.room) == ["Indicators", "Record"])
        #expect(table.rows.map(\.modules) == [[], ["Indicators", "GRDB"]])
        #expect(table.modules(of: "Record") == RoomTable.swiftModules.union(["Indicators", "GRDB"]))
        #expect(table.modules(of: "Late") == nil)
    }

    @Test func `a module that nobody imports is a breach, and so is a room that is not there`() {
        let table = RoomTable(page: Self.page)
        #expect(table.excess(over: ["Indicators": ["Foundation"], "Record": ["Indicators", "GRDB"]]) == [])
        #expect(
            table.excess(over: ["Record": ["Indicators"]])
                == ["there is no room Indicators in Sources", "Record does not import GRDB"])
    }

    @Test func `a second row of a room is a breach, and so is a module that a row names twice`() {
        let page = "## Rooms\n| `A` | a | B, C, B |\n| `A` | a | – |"
        #expect(RoomTable(page: page).repetitions == ["A has two rows", "A names B twice"])
    }
}
