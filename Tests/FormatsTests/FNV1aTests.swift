import Testing

@testable import Formats

@Suite
struct FNV1aTests {
    /// Of the test vectors of RFC 9923.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)])
    func `a hash is the one that its source says`(text: String, hash: UInt64) {
        #expect(FNV1a(text.utf8.span).value == hash)
        #expect(FNV1a(text.utf8.span).folded == hash ^ (hash / 0x1_0000_0000))
    }

    @Test func `bytes that come in parts have the hash of the whole`() {
        var hash = FNV1a()
        for part in ["甘肃", "", "宁夏"] { hash.take(part.utf8.span) }
        #expect(hash == FNV1a("甘肃宁夏".utf8.span))
    }
}
