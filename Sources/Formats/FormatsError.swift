internal import Glibc

/// What can go wrong between bytes and bytes. Faults of CSV rows are no errors but values: see `CSVFault`.
public enum FormatsError: Error, Hashable, Sendable {
    /// `read(2)` failed with this `errno`.
    case unreadable(code: Int32)
    /// A byte that starts no character of the named character set.
    case undecodable(characterSet: String, offset: Int, position: TextPosition)
    /// The C library has no converter for the named character set.
    case unknownCharacterSet(String)
    /// zlib refused with this code.
    case compression(code: Int32)
    /// A gzip file that is cut, or is none behind its first bytes.
    case damagedGzip
    /// A gzip file that unpacks to more than is read: to so many bytes of so many.
    case unpackedTooLarge(packed: Int, unpacked: Int)
    /// A workbook that is cut, damaged or beyond what is read: what is wrong with it; what would be right.
    case badWorkbook(String)
    /// Bytes that can't be kept on the disk while they are read: why; what would be right.
    case notKept(String)
}

extension FormatsError: CustomStringConvertible {
    /// What went wrong, where, and what would be right; without a file's name.
    public var description: String {
        switch self {
        case .unreadable(let code):
            "cannot read: \(SystemError(code))"
        case .undecodable(let characterSet, let offset, let position):
            "\(position): byte \(offset) is no \(characterSet); name the file's own encoding or save it as UTF-8"
        case .unknownCharacterSet(let name):
            "this system cannot convert from \(name); install the C library's converters or save the file as UTF-8"
        case .compression(let code):
            "zlib failed with code \(code)"
        case .damagedGzip:
            "is a gzip file that is cut or damaged; get it again"
        case .unpackedTooLarge(let packed, let unpacked):
            "is a gzip file whose \(packed) bytes unpack to more than \(unpacked); unpack it and look at it"
        case .badWorkbook(let words), .notKept(let words):
            words
        }
    }
}
