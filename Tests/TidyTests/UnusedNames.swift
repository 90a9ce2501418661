/// Finds the public and package names of Sources that no program uses.
///
/// It goes by names alone. A name that two declarations share counts as used where either is.
struct UnusedNames {
    /// A declaration with `public` or `package`.
    struct Declaration: Equatable {
        let line: Int
        let name: String
        /// Whether its own file is enough of a use: of a type, which another public name may need, and of `package`, a test's seam.
        let isUsedByOwnFile: Bool
    }

    /// How often each word stands in the code of each file of Sources and Benchmarks.
    private let words: [String: [String: Int]]
    /// In how many of those files each word stands.
    private let files: [String: Int]
    /// The words of all tests.
    private let tested: Set<String>

    /// - Parameters:
    ///   - programs: the code of the files of Sources and Benchmarks, line by line, by path.
    ///   - tests: the texts of the tests.
    init(programs: [String: [String]], tests: [String]) {
        words = programs.mapValues { lines in
            lines.reduce(into: [:]) { counts, line in
                for word in line.identifiers { counts[String(word), default: 0] += 1 }
            }
        }
        files = words.values.reduce(into: [:]) { files, words in
            for word in words.keys { files[word, default: 0] += 1 }
        }
        tested = tests.reduce(into: []) { $0.formUnion($1.identifiers.map(String.init)) }
    }

    /// The declarations of a file that no program uses; those that its own file uses alone count if a test uses them too.
    /// - Parameter code: the file's code, line by line.
    func declarations(in path: String, _ code: [String]) -> [Declaration] {
        Self.declarations(in: code).filter { declaration in
            let own = words[path]?[declaration.name, default: 0] ?? 0
            if files[declaration.name, default: 0] > 1 || declaration.isUsedByOwnFile && own > 1 { return false }
            return own == 1 || tested.contains(declaration.name)
        }
    }

    /// The declarations with `public` or `package` and a name; initializers, subscripts and operators have none.
    static func declarations(in code: [String]) -> [Declaration] {
        let kinds: Set<Substring> = ["func", "var", "let", "struct", "class", "enum", "protocol", "typealias", "actor"]
        let between: Set<Substring> = [
            "static", "final", "mutating", "nonmutating", "nonisolated", "override", "indirect", "class", "set",
            "private", "internal", "package", "borrowing", "consuming", "unowned", "weak", "lazy", "convenience",
        ]
        return code.enumerated().compactMap { index, line in
            let words = line.identifiers
            guard let access = words.firstIndex(where: { $0 == "public" || $0 == "package" }),
                let kind = words[access...].dropFirst().firstIndex(where: { !between.contains($0) || $0 == "class" }),
                kinds.contains(words[kind]), kind + 1 < words.endIndex,
                !line.contains(#"\bfunc\s+[^\w`\s]"#)
            else { return nil }
            // `class func` and `class var`: the second word is the kind.
            let isClassMember = words[kind] == "class" && ["func", "var"].contains(words[kind + 1])
            let name = isClassMember ? kind + 2 : kind + 1
            guard name < words.endIndex else { return nil }
            let isMember = isClassMember || ["func", "var", "let"].contains(words[kind])
            return Declaration(
                line: index + 1, name: String(words[name]),
                isUsedByOwnFile: !isMember || words[access] == "package")
        }
    }
}

extension StringProtocol {
    /// The runs of letters, digits and underscores.
    fileprivate var identifiers: [SubSequence] {
        split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }
}
