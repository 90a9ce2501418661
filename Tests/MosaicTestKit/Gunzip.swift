internal import CZlib

/// The contents of gzip members, one by one; nil if the bytes are anything else.
public func gunzip(_ bytes: [UInt8]) -> [[UInt8]]? {
    var members: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        guard let (content, count) = inflateMember(Array(rest)) else { return nil }
        members.append(content)
        rest = rest.dropFirst(count)
    }
    return members
}

private func inflateMember(_ bytes: [UInt8]) -> (content: [UInt8], count: Int)? {
    var input = bytes
    var content = [UInt8](repeating: 0, count: 1 << 20)
    var stream = unsafe z_stream()
    return unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe content.withUnsafeMutableBufferPointer { output in
            guard unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else {
                return nil
            }
            defer { unsafe inflateEnd(&stream) }
            unsafe stream.next_in = input.baseAddress
            unsafe stream.avail_in = UInt32(input.count)
            unsafe stream.next_out = output.baseAddress
            unsafe stream.avail_out = UInt32(output.count)
            guard unsafe inflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
            return unsafe (Array(output.prefix(Int(stream.total_out))), Int(stream.total_in))
        }
    }
}
