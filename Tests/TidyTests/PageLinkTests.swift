import Foundation
import Testing

/// The pages' links and the files that they name.
@Suite struct PageLinkTests {
    private static func pages() throws -> [Repository.File] {
        try Repository.trackedFiles().filter { $0.path.hasSuffix(".md") }
    }

    /// The anchors of a page's headings, as GitHub makes them.
    private static func anchors(in page: String) -> Set<String> {
        Set(
            page.words(of: #"^#+ (.*)$"#).map { heading in
                String(
                    heading.lowercased().compactMap {
                        $0 == " " ? "-" : $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : nil
                    })
            })
    }

    @Test func `every link of a page leads to a file and to a heading in it`() throws {
        let pages = try Self.pages()
        let texts = Dictionary(uniqueKeysWithValues: pages.map { ($0.path, $0.text) })
        #expect(texts["README.md"] != nil)
        var breaches: [String] = []
        for page in pages {
            let folder = Repository.root.appendingPathComponent(page.path).deletingLastPathComponent()
            for link in page.text.words(of: #"\]\(([^)\s]+)\)"#) where !link.contains("://") {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let target =
                    parts[0].isEmpty
                    ? page.path
                    : String(
                        folder.appendingPathComponent(parts[0]).standardizedFileURL.path
                            .dropFirst(Repository.root.path.count + 1))
                if !FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent(target).path) {
                    breaches.append("\(page.path): \(link): there is no such file")
                } else if parts.count == 2, !Self.anchors(in: texts[target] ?? "").contains(parts[1]) {
                    breaches.append("\(page.path): \(link): there is no such heading")
                }
            }
        }
        #expect(breaches.joined(separator: "\n") == "")
    }

    /// Of `Sources/Web/Routes/⟨Name⟩Route.swift` the folder has to be there. `Record/AsOf.swift` is below Sources.
    @Test(arguments: ["CONTRIBUTING.md", "ARCHITECTURE.md", "README.md"])
    func `every file that a page names in backquotes is there`(page: String) throws {
        let text = try Repository.text(of: page)
        let paths =
            text.words(of: #"`((?:Sources|Tests|Fuzz|docs|Config|Tools|Benchmarks|systemd)/[^`\s*…]*)`"#)
            + text.words(of: #"`([A-Z][A-Za-z]+/[^`\s*…]*\.swift)`"#).filter {
                path in !["Sources/", "Tests/", "Fuzz/"].contains { path.hasPrefix($0) }
            }
            .map { "Sources/\($0)" }
        #expect(page == "README.md" || paths.count > 5)
        let missing = paths.filter { path in
            let known = path.contains("⟨") ? path.replacing(#"[^/]*⟨.*$"#, with: "") : path
            return !FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent(known).path)
        }
        #expect(missing == [])
    }

    @Test func `the README fits on two screens`() throws {
        #expect(try Repository.text(of: "README.md").numberedLines.count <= 130)
    }
}
