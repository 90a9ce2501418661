import Formats
import Foundation

/// Measures the CSV machine alone: rows and fields of a file are found and counted, and nothing is done with them.
///
///     CSVBenchmark FILE.csv
///
/// Prints one JSON object: rows, fields, and the best seconds of five readings.
@main
struct CSVBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: CSVBenchmark FILE.csv\n".utf8))
            exit(64)
        }
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: CommandLine.arguments[1]))
        var (best, rows, fields) = (Duration.seconds(3600), 0, 0)
        for _ in 0..<5 {
            try file.seek(toOffset: 0)
            (rows, fields) = (0, 0)
            let elapsed = try ContinuousClock().measure {
                var reader = CSVReader()
                var source = DescriptorSource(descriptor: file.fileDescriptor)
                while let event = try reader.next(from: &source) {
                    guard case .row = event else { continue }
                    rows += 1
                    fields += reader.fieldCount
                }
            }
            best = min(best, elapsed)
        }
        print("{\"rows\": \(rows), \"fields\": \(fields), \"seconds\": \(best / .seconds(1))}")
    }
}
