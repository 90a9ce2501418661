/// The ASCII bytes that the formats of this room are made of.
enum Byte {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let hash: UInt8 = 0x23
    static let plus: UInt8 = 0x2B
    static let comma: UInt8 = 0x2C
    static let minus: UInt8 = 0x2D
    static let point: UInt8 = 0x2E
    static let zero: UInt8 = 0x30
    static let equals: UInt8 = 0x3D
    static let capitalE: UInt8 = 0x45
    static let backslash: UInt8 = 0x5C
    static let smallE: UInt8 = 0x65
    static let smallN: UInt8 = 0x6E
    static let openBrace: UInt8 = 0x7B
    static let closeBrace: UInt8 = 0x7D
}
