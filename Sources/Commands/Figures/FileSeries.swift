internal import Config
internal import Exchange
internal import Indicators
internal import Reports

/// Reads what `--from` and `--targets` name: files that need neither settings nor a catalog.
enum FileSeries {
    /// Reads the series of a file, and tells what is wrong with it.
    ///
    /// - Parameter mappings: those of which one may match the file.
    /// - Throws: ``CommandFailure`` where it can't be read, or has a fault.
    static func read(
        _ file: String, _ options: FileOptions, mappings: [Mapping] = [], in world: World
    ) throws(CommandFailure) -> SeriesFile {
        var options = try options.reading(of: file, in: world)
        options.mappings = mappings
        do {
            let read = try world.reader.series(of: InputFile(file), options: options)
            for line in read.notes(of: file) + read.diagnostics.lines { world.console.tell(line) }
            guard !read.diagnostics.hasErrors else { throw CommandFailure(.badData, lines: []) }
            return read
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Reads a file of series and one of targets about them, and tells what is wrong with both.
    ///
    /// - Throws: ``CommandFailure`` where either can't be read, or has a fault.
    static func read(
        _ file: String, _ options: FileOptions, targets path: String, in world: World
    ) throws(CommandFailure) -> (series: [Series], targets: TargetFile) {
        let options = try options.reading(of: file, in: world)
        let input = Result { () throws(InputError) in try InputFile(file) }
        let bytes = Result { () throws(FileReadingFault) in try world.files.bytes(ofFile: path) }
        var missing: [String] = []
        if case .failure(let error) = input { missing.append(error.description) }
        if case .failure(let error) = bytes { missing.append("\(path): \(error)") }
        guard let input = try? input.get(), let bytes = try? bytes.get() else {
            throw CommandFailure(.noInput, lines: missing)
        }
        do {
            let read = try world.reader.series(of: input, options: options)
            let targets = TargetFile(bytes, name: path, units: read.units)
            for line in read.notes(of: file) + read.diagnostics.lines + targets.diagnostics.lines {
                world.console.tell(line)
            }
            guard !read.diagnostics.hasErrors, !targets.diagnostics.hasErrors else {
                throw CommandFailure(.badData, lines: [])
            }
            return (read.series, targets)
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension SeriesFile {
    /// What is told of the form.
    fileprivate func notes(of file: String) -> [String] { account.notes(of: file, detected: detected) }
}
