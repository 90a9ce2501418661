import MosaicTestKit
import Testing

@testable import Exchange

@Suite
struct ByteTableTests {
    @Test(arguments: 0..<8)
    func `texts are numbered as a dictionary would`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var table = ByteTable()
        var numbers: [[UInt8]: Int] = [:]
        var order: [[UInt8]] = []
        for _ in 0..<3000 {
            // Few letters and lengths, so that texts come again; the empty one and NUL are texts too.
            let text = (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt8.random(in: 0...4, using: &random) }
            #expect(table.number(of: text.span) == numbers[text])
            if Bool.random(using: &random) {
                if numbers[text] == nil {
                    numbers[text] = order.count
                    order.append(text)
                }
                #expect(table.intern(text.span) == numbers[text])
            }
        }
        #expect(table.count == order.count)
        #expect(table.texts == order.map { String(decoding: $0, as: UTF8.self) })
    }

    @Test
    func `an empty table has no texts`() {
        var table = ByteTable()
        #expect(table.count == 0)
        #expect(table.texts == [])
        #expect(table.number(of: "".utf8.span) == nil)
    }

    @Test
    func `thousands of long texts that are alike stay apart`() {
        var table = ByteTable()
        let texts = (0..<5000).map { String(repeating: "来源", count: 40) + String($0) }
        for (number, text) in texts.enumerated() { #expect(table.intern(text.utf8.span) == number) }
        for (number, text) in texts.enumerated().reversed() { #expect(table.number(of: text.utf8.span) == number) }
        #expect(table.texts == texts)
    }
}
