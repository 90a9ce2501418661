import Testing

@Suite
struct CaseTests {
    @Test(arguments: try CaseFile.all("good"))
    func `a good file means what its .expected says`(file: CaseFile) throws {
        let result = try file.result()
        let expected = try file.expected(recording: result)
        #expect(result == expected)
        #expect(!result.contains("conf/\(file.part).csv:") && !result.contains("conf/\(file.part).yaml:"))
    }

    @Test(arguments: try CaseFile.all("bad"))
    func `a bad file has the faults of its .expected, all of them`(file: CaseFile) throws {
        let result = try file.result()
        let expected = try file.expected(recording: result)
        #expect(result == expected)
        #expect(!result.isEmpty && result.split(separator: "\n").allSatisfy { $0.hasPrefix("conf/\(file.part).") })
    }

    @Test
    func `each case has its .expected and each .expected its case`() throws {
        let names = try CaseFile.all("good").map(\.name) + CaseFile.all("bad").map(\.name)
        #expect(try CaseFile.expectations().sorted() == names.sorted())
    }
}
