import Testing

/// The rule about `default:`, on samples and on the sources.
@Suite struct SwitchRuleTests {
    private static let sample = SwitchRules(of: [
        SourceText(
            """
            public enum Status: String { case normal = "A", estimated = "E"
                case missing }
            enum Batch { enum Kind { case backfill(Input), undo(of: Int) } }
            enum Colour { case red, green }
            public static let hold = TargetKind("hold", traits: traits)
            """)
    ])

    @Test(arguments: [
        ("switch a {\ncase .normal: 1\ndefault: 2\n}", ["1: a default beside .normal"]),
        ("\nlet b = switch a { case .missing, .normal: 1; default: 2 }", ["2: a default beside .missing, .normal"]),
        ("switch kind {\ncase .undo(let id) where id == .red: f()\ndefault: break }", ["1: a default beside .undo"]),
        (
            "switch kind {\ncase .hold:\n  switch a { case 1: f(); default: g() }\ndefault: h()\n}",
            ["1: a default beside .hold"]
        ),
        ("switch (a, b) {\ncase (.estimated, _): 1\ndefault: 2 }", ["1: a default beside .estimated"]),
    ])
    func `a default beside cases of a kind, state, status or bound is a breach`(source: String, breaches: [String]) {
        #expect(Self.sample.defaults(in: SourceText(source)) == breaches)
    }

    @Test(arguments: [
        "switch a { case .normal, .estimated: 1; case .missing: 2 }",
        "switch colour { case .red: 1; default: 2 }",
        "switch byte { case 0x22: 1; default: 2 }",
        "switch a {\ncase .normal:\n  switch byte { case 1: f(); default: g() }\ncase .missing: h()\n}",
        "f(missing[key, default: 0], .normal)",
        "// switch a { case .normal: 1; default: 2 }",
        "switch a { case 1: f(.normal); default: g() }",
    ])
    func `a switch without a default, or over something else, is none`(source: String) {
        #expect(Self.sample.defaults(in: SourceText(source)).isEmpty)
    }

    @Test func `the rule knows the enumerations and kinds of the sources`() throws {
        let cases = SwitchRules(of: try SourceTests.sources.get().map(\.text)).cases
        for known in [
            ["breakInSeries", "forecast"], ["over", "under"], ["onTrack", "pending"], ["cumulative", "hold"],
        ] {
            #expect(cases.contains { Set(known).isSubset(of: $0) }, "\(known)")
        }
    }

    @Test func `no switch over kinds, states, statuses or bounds has a default`() throws {
        let sources = try SourceTests.sources.get()
        let rules = SwitchRules(of: sources.map(\.text))
        let breaches = sources.flatMap { file, text in rules.defaults(in: text).map { "\(file.path):\($0)" } }
        #expect(breaches.joined(separator: "\n") == "")
    }
}
