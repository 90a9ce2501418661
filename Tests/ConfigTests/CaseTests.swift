import Testing

@Suite("Cases")
struct CaseTests {
    @Test("a good file means what its .expected says", arguments: try CaseFile.all("good"))
    func good(file: CaseFile) throws {
        let result = try file.result()
        let expected = try file.expected(recording: result)
        #expect(result == expected)
        #expect(!result.contains("conf/\(file.part).csv:") && !result.contains("conf/\(file.part).yaml:"))
    }

    @Test("a bad file has the faults of its .expected, all of them", arguments: try CaseFile.all("bad"))
    func bad(file: CaseFile) throws {
        let result = try file.result()
        let expected = try file.expected(recording: result)
        #expect(result == expected)
        #expect(!result.isEmpty && result.split(separator: "\n").allSatisfy { $0.hasPrefix("conf/\(file.part).") })
    }

    @Test("each case has its .expected and each .expected its case")
    func pairs() throws {
        let names = try CaseFile.all("good").map(\.name) + CaseFile.all("bad").map(\.name)
        #expect(try CaseFile.expectations().sorted() == names.sorted())
    }
}
