import Config
import Foundation
import Testing

@testable import Web

/// A file of `Tests/Cases/web`: `<what about it>.<good or bad>.yml`, and what must come of it in `<the same>.expected`, which a
/// run with `RECORD_SNAPSHOTS` set writes anew.
struct WebCase: Sendable, CustomTestStringConvertible {
    let name: String

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases/web")
        .standardizedFileURL

    static func all(_ ending: String) throws -> [WebCase] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(ending) }
            .map(WebCase.init)
    }

    var testDescription: String { name }

    /// What is read of it, a line each, or its faults.
    func result() throws -> String {
        let path = Self.folder.appending(path: name).path
        do throws(ConfigFaults) {
            let configuration = try WebConfiguration.load(path: path)
            _ = try WebGate.Rules(configuration, linger: .zero)
            return configuration.lines
        } catch {
            return error.lines.map { $0.replacing(Self.folder.path + "/", with: "") + "\n" }.joined()
        }
    }

    /// What must come of it; recorded first, if that is asked.
    func expected(recording result: String) throws -> String {
        let file = Self.folder.appending(path: name + ".expected")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(result.utf8).write(to: file)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }
}

@Suite
struct WebCaseTests {
    @Test(arguments: try WebCase.all(".good.yml"))
    func `a good file means what its .expected says`(file: WebCase) throws {
        let result = try file.result()
        #expect(try result == file.expected(recording: result))
        #expect(!result.contains(file.name))
    }

    @Test(arguments: try WebCase.all(".bad.yml"))
    func `a bad file has the faults of its .expected, each with its place`(file: WebCase) throws {
        let result = try file.result()
        #expect(try result == file.expected(recording: result))
        let lines = result.split(separator: "\n")
        #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("\(file.name):") })
    }

    @Test
    func `there are sixty cases at least, each with its .expected, and no .expected without a case`() throws {
        let cases = try WebCase.all(".good.yml").map(\.name) + WebCase.all(".bad.yml").map(\.name)
        #expect(try WebCase.all(".expected").map { String($0.name.dropLast(".expected".count)) } == cases.sorted())
        #expect(cases.count >= 60)
    }

    @Test
    func `the shipped sample has no fault, and all of its examples are read where their files are`() throws {
        let sample = WebCase.folder.appending(path: "../../../Config/web.yml").standardizedFileURL
        let shipped = try WebConfiguration.load(path: sample.path)
        #expect(shipped.headers.count == 2 && shipped.tls == nil && shipped.users.isEmpty)
        let text = try String(contentsOf: sample, encoding: .utf8)
        // A remark has one space behind its mark.
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("#") && (line.hasPrefix("#  ") || !line.hasPrefix("# ")) ? line.dropFirst() : line
        }
        let place = try TLSPlace(
            lines.joined(separator: "\n").replacing("mosaic.crt", with: "server.pem").replacing(
                "mosaic.key", with: "server.key"))
        let rules = place.gate.rules()
        #expect(rules.tls != nil && rules.users.count == 1 && rules.rateLimit != nil && rules.headers.count == 3)
    }

    @Test
    func `no fault repeats what stands where a password's hash belongs`() throws {
        for file in try WebCase.all(".bad.yml") { #expect(try !file.result().contains("secret")) }
    }
}

extension WebConfiguration {
    /// All that it says, a line each.
    fileprivate var lines: String {
        var lines: [String] = []
        if let tls {
            lines.append("TLS \(tls.minimum.rawValue) to \(tls.maximum.rawValue), \(tls.clientAuthentication.rawValue)")
            if tls.clientAuthorities != nil { lines.append("authorities of its own") }
            if let names = tls.clientNames { lines.append("names \(names.sorted().joined(separator: " "))") }
            if let ciphers = tls.ciphers {
                lines.append("ciphers \(ciphers.map(\.rawValue).joined(separator: " "))")
            }
            if let curves = tls.curves { lines.append("curves \(curves.map(\.rawValue).joined(separator: " "))") }
        } else {
            lines.append("no TLS")
        }
        lines += headers.map { "header \($0.name.rawValue): \($0.value)" }
        lines += users.sorted { $0.key < $1.key }.map { "user \($0.key) \($0.value)" }
        if let rateLimit { lines.append("every \(rateLimit.interval), \(rateLimit.burst) at once") }
        return lines.map { $0 + "\n" }.joined()
    }
}
