public import Indicators

/// Every fault of settings and catalog, of all their files.
public struct ConfigFaults: Error, Hashable, Sendable {
    /// The faults of each file that has some: the settings, then regions, units, indicators and targets.
    public let files: [Diagnostics]

    /// Makes the faults of several files of theirs.
    public init(files: [Diagnostics]) {
        self.files = files.filter(\.hasErrors)
    }

    /// All of them, of all files together.
    public var diagnostics: Diagnostics {
        files.reduce(into: Diagnostics()) { $0.add($1) }
    }
}

extension ConfigFaults: CustomStringConvertible {
    /// The lines to print: file by file, each in the order of its lines.
    public var lines: [String] { files.flatMap(\.lines) }

    /// The lines as one text.
    public var description: String { lines.joined(separator: "\n") }
}
