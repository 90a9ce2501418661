import Formats
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

@Suite
struct ReadingFuzzTests {
    static let good = #"""
        indicator,region,period,value,unit,status,bound,source,source_date,note
        computing_power,CN-NM,2025,220000,PFLOPS,A,eq,"CGTN, ""mosaic""",2026-02-01,"in two
        lines"
        computing_power,内蒙古,2025,237,EFLOPS,E,gt,CCTV,2025-12-30,
        basic_research,中国,2010,3244923.3,万元,A,eq,yearbook,,1 < 2
        urban_share,Jiangsu,2024,0.7512,ratio,P,approx,,2025-03-01,
        profit,GBA,2023,-1.5e3,10k CNY,,,,,
        computing_power,CN-JX,2027,5,PFLOPS,F,,plan,2024-05-05,
        computing_power,320000,2022,,PFLOPS,O,,,2023-01-01,none

        """#

    @Test
    func `the good file is good`() throws {
        let file = try Reading.file(Self.good)
        #expect(file.diagnostics.lines == [])
        #expect(file.statements.rows.count == 7)
        #expect(file.isInOrder)
    }

    @Test(arguments: Array(1...40) + [64, 255, 256, 1000])
    func `what is read does not depend on how the bytes come`(blockSize: Int) throws {
        let options = try Reading.options()
        for text in [
            Self.good, Self.good.replacing("\n", with: "\r\n"), Self.good + "computing_power,\"CN\"x\nshort\n\"open",
        ] {
            let whole = try Reading.file(Array(text.utf8), options)
            let cut = try Reading.file(Array(text.utf8), options, blockSize: blockSize)
            #expect(cut.rowLines == whole.rowLines)
            #expect(cut.diagnostics == whole.diagnostics)
            #expect(cut.sha256 == whole.sha256)
        }
    }

    @Test(arguments: 0..<16)
    func `random edits give ordered rows or faults with places, never a trap`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let options = try [
            Reading.options(), Reading.options(published: "2026-01-01"), Reading.options(retraction: true),
            Reading.options(encoding: .gb18030),
        ]
        let spice = Array(",,,\"\"\n\r\0;.eE+-09AOFZ中\u{FEFF}".utf8) + [0xFF, 0x80, 0xC4]
        for round in 0..<200 {
            var bytes = Array(Self.good.utf8)
            for _ in 0...Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(spice.randomElement(using: &random) ?? 0, at: place)
                case 2: bytes[place] = spice.randomElement(using: &random) ?? 0
                case 3: bytes[place] = UInt8.random(in: 0...255, using: &random)
                default:
                    let end = Int.random(in: place...min(place + 60, bytes.count), using: &random)
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
                }
            }
            let file = try Reading.file(
                bytes, options[round % options.count], blockSize: Int.random(in: 1...300, using: &random))
            let isRetraction = options[round % options.count].isRetraction
            #expect(isRetraction || file.isInOrder)
            #expect(file.diagnostics.hasErrors || !file.statements.rows.isEmpty)
            for diagnostic in file.diagnostics.kept {
                #expect(!diagnostic.description.contains { $0.isNewline })
                #expect(diagnostic.column == nil || diagnostic.line != nil)
                #expect(diagnostic.line.map { (1...40).contains($0) } ?? true)
            }
            let told = file.diagnostics.kept.count
            let counted = [file.diagnostics.errorTotals, file.diagnostics.warningTotals].flatMap(\.values).reduce(0, +)
            #expect(counted >= told)
        }
    }
}
