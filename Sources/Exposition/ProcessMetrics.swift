public import Formats
internal import Glibc

/// Metrics of this process, read from `/proc/self` and the clock at each scrape.
public struct ProcessMetrics: Sendable {
    /// When the process began, in seconds since 1970.
    public let startTime: Double
    private let files = ProcessFiles()

    /// Makes the metrics of a process that starts now.
    ///
    /// - Parameter startTime: seconds since 1970. The caller gives it, because a confined service can't read the boot time in
    ///   `/proc/stat`.
    public init(startTime: Double) { self.startTime = startTime }

    /// The last part of an exposition: the sizes of what is made, the families of HTTP and of the process, and the format's
    /// end. Made at each scrape.
    ///
    /// - Parameter snapshot: what is served with it.
    public func render(
        _ requests: HTTPRequestMetrics, beside snapshot: RenderedSnapshot? = nil, as format: ExpositionFormat
    ) -> [UInt8] {
        var writer = MetricWriter(format: format, capacity: 8192)
        writer.begin(ProcessFamilies.expositionSize)
        for (form, bytes) in snapshot?.sizes ?? [] { writer.sample(Double(bytes), labels: form.labels) }
        requests.write(to: &writer)
        func one(_ family: MetricFamily, _ value: Double?) {
            writer.begin(family)
            if let value { writer.sample(value) }
        }
        one(ProcessFamilies.cpu, Self.cpuSeconds)
        let memory = files.pages
        let pageSize = Double(sysconf(Int32(_SC_PAGESIZE)))
        one(ProcessFamilies.residentMemory, memory.map { Double($0.resident) * pageSize })
        one(ProcessFamilies.virtualMemory, memory.map { Double($0.total) * pageSize })
        one(ProcessFamilies.startTime, startTime)
        one(ProcessFamilies.openDescriptors, files.openDescriptors)
        one(ProcessFamilies.maxDescriptors, Self.maxDescriptors)
        return writer.finish()
    }

    private static var cpuSeconds: Double? {
        var usage = rusage()
        guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return nil }
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static var maxDescriptors: Double? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }
}

/// `/proc/self/statm` and `/proc/self/fd`, which stay open: to find them takes longer than to read them.
private final class ProcessFiles: Sendable {
    private let memory = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    private let descriptors = unsafe open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC)

    deinit { for descriptor in [memory, descriptors] where descriptor >= 0 { close(descriptor) } }

    /// How many descriptors are open. Since Linux 6.2 it is the folder's size; an older system says 0, and they are counted.
    var openDescriptors: Double? {
        var status = stat()
        if unsafe fstat(descriptors, &status) == 0, status.st_size > 0 { return Double(status.st_size) }
        guard let directory = unsafe opendir("/proc/self/fd") else { return nil }
        defer { unsafe closedir(directory) }
        var count = 0
        while unsafe readdir(directory) != nil { count += 1 }
        // Not `.`, `..` and the directory's own descriptor.
        return Double(count - 3)
    }

    /// The pages of the process, and those of them that are resident; nil where the system does not tell.
    var pages: (total: Int, resident: Int)? {
        var bytes = InlineArray<128, UInt8>(repeating: 0)
        var span = bytes.mutableSpan
        let count = unsafe span.withUnsafeMutableBytes { unsafe pread(memory, $0.baseAddress, $0.count, 0) }
        var index = 0
        func number() -> Int? {
            var value = 0
            let start = index
            while index < count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
                value = 10 * value + Int(digit)
                index += 1
            }
            defer { index += 1 }
            return index > start ? value : nil
        }
        guard let total = number(), let resident = number() else { return nil }
        return (total, resident)
    }
}

extension ExpositionForm {
    /// What names the form among the sizes.
    fileprivate var labels: LabelSet { Self.sizeLabels[self] ?? LabelSet() }

    private static let sizeLabels = Dictionary(
        uniqueKeysWithValues: allCases.map { form -> (ExpositionForm, LabelSet) in
            (
                form,
                [
                    "format": form.format == .text ? "text" : "openmetrics",
                    "encoding": form.isGzipped ? "gzip" : "identity",
                ]
            )
        })
}
