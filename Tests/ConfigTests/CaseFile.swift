import Foundation
import Indicators
import Testing

@testable import Config

/// A file of `Tests/Cases/config`: `<which file>-<what about it>.<good or bad>.<yaml or csv>`, and what must come of it in
/// `<the same>.expected`, which a run with `RECORD_SNAPSHOTS` set writes anew.
struct CaseFile: Sendable, CustomTestStringConvertible {
    let name: String

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Cases/config").standardizedFileURL

    static func all(_ verdict: String) throws -> [CaseFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".\(verdict).yaml") || $0.hasSuffix(".\(verdict).csv") }.map(CaseFile.init)
    }

    /// The cases that have an `.expected`.
    static func expectations() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".expected") }
            .map { String($0.dropLast(".expected".count)) }
    }

    var testDescription: String { name }

    /// The file that this one stands for: `mosaicd`, `regions`, `units`, `indicators` or `targets`.
    var part: String { String(name.prefix { $0 != "-" }) }

    func result() throws -> String {
        var files = MemoryFiles()
        for base in ["mosaicd.yaml", "regions.csv", "indicators.yaml", "targets.csv"] {
            let isThis = base.hasPrefix(part + ".")
            // The base's targets would be amiss in another catalog.
            if base == "targets.csv", !isThis, part != "mosaicd" {
                files.contents["conf/targets.csv"] = try Self.bytes("targets-header-only.good.csv")
            } else {
                files.contents["conf/\(base)"] = try Self.bytes(isThis ? name : "base/\(base)")
            }
        }
        if part == "units" {
            files.contents["conf/units.csv"] = try Self.bytes(name)
            files.contents["conf/mosaicd.yaml"] = Array("catalog: { units: units.csv }\n".utf8)
            files.contents["conf/indicators.yaml"] = try Self.bytes("base/indicators-of-units.yaml")
        }
        do {
            if part == "mosaicd" { return try settings(files) }
            let catalog = try MosaicConfiguration.load(path: "conf/mosaicd.yaml", files: files).catalog
            switch part {
            case "regions": return catalog.regions.map(\.line).joined()
            case "units", "indicators": return catalog.indicators.map(\.line).joined()
            default: return catalog.targetRows.map(\.line).joined()
            }
        } catch {
            return error.lines.map { $0 + "\n" }.joined()
        }
    }

    /// The lines of a settings file that is read alone: the files that it names need not be there.
    private func settings(_ files: MemoryFiles) throws(ConfigFaults) -> String {
        var reader = SettingsReader(file: "conf/mosaicd.yaml")
        let draft = reader.read(from: files)
        let faults = ConfigFaults(files: [reader.faults.diagnostics])
        guard faults.files.isEmpty, let draft else { throw faults }
        return draft.settings.lines
    }

    /// What must come of it; recorded first, if that is asked.
    func expected(recording result: String) throws -> String {
        let file = Self.folder.appending(path: name + ".expected")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(result.utf8).write(to: file)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: folder.appending(path: name)))
    }
}
