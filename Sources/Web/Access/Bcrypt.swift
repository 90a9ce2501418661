internal import CCrypt
internal import Glibc

/// Passwords against bcrypt hashes, by the system's libcrypt.
enum Bcrypt {
    /// As much of a password as bcrypt takes.
    private static let takenBytes = 72
    /// The hash's own characters are the last ones; those before are its salt, which is no secret.
    private static let hashCharacters = 31

    /// Whether a password is that of a hash. It takes as long for a wrong one.
    ///
    /// - Parameter hash: as ``WebConfiguration`` has checked it.
    static func isRight(_ password: [UInt8], for hash: String) -> Bool {
        let taken = password.prefix(takenBytes)
        guard let computed = crypt(taken + [0], hash) else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(computed.suffix(hashCharacters), hash.utf8.suffix(hashCharacters)) {
            difference |= left ^ right
        }
        // To C a zero ends the password: what follows would not count.
        return computed.count == hash.utf8.count && difference == 0 && !taken.contains(0)
    }

    /// A hash that is nobody's, of a cost: who is unknown costs as much as who is known.
    static func dummy(cost: Substring) -> String {
        "$2b$\(cost)$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi"
    }

    /// The hash of a password, which ends with a zero, by the salt of another one; nil: that is none.
    private static func crypt(_ password: [UInt8], _ setting: String) -> [UInt8]? {
        let size = MemoryLayout<crypt_data>.size
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { unsafe room.deallocate() }
        unsafe room.initializeMemory(as: UInt8.self, repeating: 0)
        let found = unsafe password.withUnsafeBytes { phrase in
            unsafe crypt_rn(
                phrase.baseAddress?.assumingMemoryBound(to: CChar.self), setting, room.baseAddress, Int32(size))
        }
        guard let found = unsafe found else { return nil }
        return unsafe Array(UnsafeRawBufferPointer(start: found, count: strlen(found)))
    }
}
