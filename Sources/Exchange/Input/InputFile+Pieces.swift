internal import Formats

extension InputFile {
    /// Some of its bytes, wherever others are reading; none behind its end.
    ///
    /// - Parameter offset: the byte to begin at, from 0.
    /// - Throws: ``InputError`` where they can't be read.
    public func bytes(from offset: Int, atMost count: Int) throws(InputError) -> [UInt8] {
        guard var source = again() else { throw failed("can't be read again") }
        source.offset += .init(offset)
        var bytes = [UInt8](repeating: 0, count: count)
        do {
            bytes.removeSubrange(try source.read(into: &bytes, at: 0..<count)...)
        } catch {
            throw failed("\(error)")
        }
        return bytes
    }

    /// The same input with its size known: a pipe is read to its end first, into a file without a name.
    ///
    /// - Throws: ``InputError`` where it can't be read, or not be kept.
    public func whole() throws(InputError) -> InputFile {
        guard size == nil else { return self }
        var source = DescriptorSource(descriptor: descriptor)
        var block = [UInt8](repeating: 0, count: 1 << 18)
        do {
            let spool = try InputSpool(name: name)
            while case let count = try source.read(into: &block, at: 0..<block.count), count > 0 {
                try spool.append(Array(block[..<count]))
            }
            return spool.finish()
        } catch let fault as InputSpoolFault where fault.isDiskFull {
            throw failed("there is no room for it in the folder for temporary files; name another one by TMPDIR")
        } catch {
            throw failed("\(error)")
        }
    }

    private func failed(_ message: String) -> InputError {
        InputError(file: name, message: message, isFailedRead: true)
    }
}
