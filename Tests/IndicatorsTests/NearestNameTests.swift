import Testing

@testable import Indicators

@Suite
struct NearestNameTests {
    static let regions = [
        "CN", "China", "江西", "江苏", "浙江", "四川", "内蒙古", "Inner Mongolia", "Jiangsu", "Jiangxi", "CN-NM",
    ]

    @Test(arguments: [
        ("江四", ["江西", "江苏"]), ("Inner Mongol", ["Inner Mongolia"]), ("inner mongolia", ["Inner Mongolia"]),
        ("Jiangsi", ["Jiangsu", "Jiangxi"]), ("内蒙", ["内蒙古"]), ("Chian", ["China"]), ("Atlantis", []), ("", []),
        ("CN-MN", ["CN-NM"]),
    ])
    func `the nearest names are given, all that are equally near, three at most`(text: String, names: [String]) {
        #expect(NearestName.candidates(for: text, among: Self.regions) == names)
    }

    @Test(arguments: [
        ("clean_energy", ["clean_energy_capacity", "clean_energy_capacity_share", "old_clean_energy_capacity_share"]),
        ("NM-2030", ["cp-nm-2030"]), ("能源", ["清洁能源占比"]), ("cl", []), ("n", []), ("energy_clean", []),
    ])
    func `where no name is near, the shortest are given that contain the text`(text: String, names: [String]) {
        let known = [
            "old_clean_energy_capacity_share_of_all", "old_clean_energy_capacity_share", "clean_energy_capacity_share",
            "cp-nm-2030", "清洁能源占比", "clean_energy_capacity",
        ]
        #expect(NearestName.candidates(for: text, among: known) == names)
    }

    @Test
    func `no more than three names are given, and no name twice`() {
        #expect(
            NearestName.candidates(for: "aaaa", among: ["aaab", "aaac", "aaab", "aaad", "aaae"]) == [
                "aaab", "aaac", "aaad",
            ])
    }

    @Test
    func `a short name is one letter away at most, a long one three`() {
        #expect(NearestName.candidates(for: "xy", among: ["ab"]) == [])
        #expect(NearestName.candidates(for: "abcdef", among: ["abcdXY"]) == ["abcdXY"])
        #expect(NearestName.candidates(for: "abcdefghijkl", among: ["abcdefghiXYZ"]) == ["abcdefghiXYZ"])
        #expect(NearestName.candidates(for: "abcdefghijklmnopqrst", among: ["abcdefghijklmnopWXYZ"]) == [])
        #expect(
            NearestName.candidates(for: String(repeating: "a", count: 65), among: [String(repeating: "a", count: 64)])
                == [])
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "ab", 2), ("abc", "abd", 1), ("abc", "ac", 1),
        ("ac", "abc", 1),
        ("abcd", "abdc", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("内蒙", "内蒙古", 1),
    ])
    func `edits insert, delete, replace and swap`(first: String, second: String, count: Int) {
        #expect(NearestName.edits(Array(first), Array(second)) == count)
        #expect(NearestName.edits(Array(second), Array(first)) == count)
    }

    @Test
    func `the question names the nearest names`() {
        #expect(NearestName.question(for: "江四", among: Self.regions) == "did you mean \"江西\" or \"江苏\"?")
        #expect(NearestName.question(for: "Atlantis", among: Self.regions) == nil)
    }

    @Test(
        arguments: [
            ("valeu", "value"), ("values", "value"), ("vlue", "value"), ("Value", "value"), ("indcatr", "indicator"),
            ("sourcedate", "source_date"), ("Source Date", "source_date"), ("notes", "note"), ("valeus", nil),
            ("indctrs", nil), ("value", nil), ("year", nil), ("amount", nil), ("datum", nil), ("", nil),
        ] as [(String, String?)])
    func `a slip is a known word but for a letter, two where it has seven or more, or but for case`(
        word: String, known: String?
    ) {
        let columns = [
            "indicator", "region", "period", "value", "unit", "status", "bound", "source", "source_date", "note",
        ]
        #expect(NearestName.slip(word, among: columns) == known)
    }
}
