/// The parts of a bcrypt hash: `$2y$10$`, 22 characters of salt, 31 of the hash.
enum BcryptHash {
    /// The costs that are taken: each is twice the time of the one before, and 16 takes seconds.
    static let costs = 4...16

    /// The cost of a hash; nil: it is none.
    static func cost(of text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 60, ["$2a$", "$2b$", "$2y$"].contains(String(text.prefix(4))),
            bytes[6] == UInt8(ascii: "$")
        else { return nil }
        let isWhole = bytes[7...].allSatisfy { byte in
            (UInt8(ascii: ".")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        let digits = bytes[4...5].map { Int($0) - Int(UInt8(ascii: "0")) }
        guard isWhole, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        return digits[0] * 10 + digits[1]
    }
}
