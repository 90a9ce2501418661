internal import ArgumentParser
internal import Indicators

/// The names of the catalog that a shell offers, as it completes a command line.
enum NameCompletion {
    /// The ids of indicators.
    static let indicators = completion { $0.indicators.map(\.id.rawValue) }
    /// The ids of regions.
    static let regions = completion { $0.regions.map(\.id.rawValue) }
    /// The ids of targets.
    static let targets = completion { $0.targetRows.map(\.id.rawValue) }

    private static func completion(_ names: @Sendable @escaping (Catalog) -> [String]) -> CompletionKind {
        .custom { words, _, _ in Self.names(names, by: words, in: .ofProcess()) }
    }

    /// Some names of the catalog whose settings the words of a command line say; none where they can't be read.
    static func names(_ names: (Catalog) -> [String], by words: [String], in world: World) -> [String] {
        var options = RecordOptions()
        options.config = config(in: words)
        options.database = nil
        guard let session = try? Session(options, in: world) else { return [] }
        return Set(names(session.catalog)).sorted()
    }

    /// What `--config` says; nil: nothing yet.
    private static func config(in words: [String]) -> String? {
        let option = "--config"
        if let index = words.firstIndex(of: option) { return words.dropFirst(index + 1).first }
        return words.first { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
    }
}
