import Formats
import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

/// The good files of each form, changed at random by seed: rows in order or faults with places come of it, never a trap.
@Suite
struct FormFuzzTests {
    /// How many inputs each seed makes of the good files.
    private static let rounds = 250

    private static let spice =
        Array(",,;\t\"\"\n\r\0.eE+-09AOFZ()（）≥:：*…—中\u{FEFF}\u{A0}".utf8) + [0xFF, 0x80, 0xC4]

    private static func mutant(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...5, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(spice.randomElement(using: &random) ?? 0, at: place)
            case 2: bytes[place] = spice.randomElement(using: &random) ?? 0
            case 3: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...40, using: &random)))
            default:
                let end = Int.random(in: place...min(place + 60, bytes.count), using: &random)
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            }
        }
        return bytes
    }

    @Test(arguments: 0..<8)
    func `what is changed at random is read or refused`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let good = try FormCaseTests.goodFiles()
        #expect(good.count > 5)
        for _ in 0..<Self.rounds {
            guard let (bytes, options) = good.randomElement(using: &random) else { return }
            let file = try ObservationReader().read(
                from: MemorySource(Self.mutant(of: bytes, &random)), catalog: NameTests.catalog, options: options)
            #expect(file.isInOrder)
            #expect(file.diagnostics.hasErrors || !file.statements.rows.isEmpty || file.account.remarks.count > 0)
            for diagnostic in file.diagnostics.kept {
                #expect(!diagnostic.description.contains { $0.isNewline })
                #expect(diagnostic.column == nil || diagnostic.line != nil)
            }
        }
    }
}
