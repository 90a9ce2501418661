internal import Formats

/// How the bytes of an input become text, by the first of them.
struct TextCoding: Hashable, Sendable {
    /// Whether they are packed by gzip.
    let isPacked: Bool
    /// The character set of what they hold.
    let encoding: ReadingOptions.Encoding

    /// UTF-8 that isn't packed.
    var isPlain: Bool { !isPacked && encoding == .utf8 }

    /// What is converted to UTF-8; nil: nothing.
    var characterSet: CharacterSet? {
        switch encoding {
        case .utf8: nil
        case .gb18030: .gb18030
        case .utf16: .utf16
        }
    }

    /// The coding of an input that begins with `head`, in the encoding that is said, else by its mark.
    init(of head: [UInt8], encoding: ReadingOptions.Encoding?) {
        isPacked = GunzipSource<MemorySource>.recognises(head)
        guard let encoding else {
            let start = isPacked ? Self(isPacked: true, encoding: .utf8).text(of: head).text : head
            switch ByteOrderMark(startOf: start.span) {
            case .utf16BigEndian, .utf16LittleEndian: self.encoding = .utf16
            case .utf8, nil: self.encoding = .utf8
            }
            return
        }
        self.encoding = encoding
    }

    private init(isPacked: Bool, encoding: ReadingOptions.Encoding) {
        (self.isPacked, self.encoding) = (isPacked, encoding)
    }

    /// How much text is made of an input's first bytes.
    private static let textLimit = 1 << 18

    /// The text of an input's first bytes, up to what can't be read of them, and whether that is all of theirs.
    func text(of head: [UInt8]) -> (text: [UInt8], isAll: Bool) {
        guard !isPlain else { return (head, true) }
        var text: [UInt8] = []
        do {
            var source = try TextSource(MemorySource(head), self)
            var block = [UInt8](repeating: 0, count: 1 << 16)
            while text.count < Self.textLimit {
                let count = try source.read(into: &block, at: 0..<block.count)
                guard count > 0 else { return (text, true) }
                text += block[..<count]
            }
        } catch {
            // What is wrong is told when it is read.
        }
        return (text, false)
    }
}

/// Bytes of an input as text in UTF-8, whatever they were packed and encoded in.
struct TextSource<Base: ByteSource>: ~Copyable, ByteSource {
    private var plain: Base
    private var unpacked: GunzipSource<Base>?
    private var converted: ConvertedSource<Base>?
    private var both: ConvertedSource<GunzipSource<Base>>?

    /// What `base` gives, as text. Throws what zlib and the converter do.
    init(_ base: Base, _ coding: TextCoding) throws(FormatsError) {
        plain = base
        switch (coding.isPacked, coding.characterSet) {
        case (false, nil): break
        case (true, nil): unpacked = try GunzipSource(base)
        case (false, let characters?): converted = try ConvertedSource(base, from: characters)
        case (true, let characters?): both = try ConvertedSource(try GunzipSource(base), from: characters)
        }
    }

    mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        if both != nil { return try both?.read(into: &bytes, at: range) ?? 0 }
        if unpacked != nil { return try unpacked?.read(into: &bytes, at: range) ?? 0 }
        if converted != nil { return try converted?.read(into: &bytes, at: range) ?? 0 }
        return try plain.read(into: &bytes, at: range)
    }
}
