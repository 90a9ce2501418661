public import Formats
internal import Glibc

/// Metrics of this process, read from `/proc/self` and the clock at each scrape.
public struct ProcessMetrics: Sendable {
    private let startTime: Double

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
        for (form, bytes) in snapshot?.sizes ?? [] {
            writer.sample(
                Double(bytes),
                labels: [
                    "format": form.format == .text ? "text" : "openmetrics",
                    "encoding": form.isGzipped ? "gzip" : "identity",
                ])
        }
        requests.write(to: &writer)
        func one(_ family: MetricFamily, _ value: Double?) {
            writer.begin(family)
            if let value { writer.sample(value) }
        }
        one(ProcessFamilies.cpu, Self.cpuSeconds)
        let memory = Self.memoryPages
        let pageSize = Double(sysconf(Int32(_SC_PAGESIZE)))
        one(ProcessFamilies.residentMemory, memory.map { Double($0.resident) * pageSize })
        one(ProcessFamilies.virtualMemory, memory.map { Double($0.total) * pageSize })
        one(ProcessFamilies.startTime, startTime)
        one(ProcessFamilies.openDescriptors, Self.openDescriptors)
        one(ProcessFamilies.maxDescriptors, Self.maxDescriptors)
        return writer.finish()
    }

    private static var cpuSeconds: Double? {
        var usage = rusage()
        guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return nil }
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static var memoryPages: (total: Int, resident: Int)? {
        let descriptor = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        let numbers = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        return numbers.count > 1 ? (numbers[0], numbers[1]) : nil
    }

    private static var openDescriptors: Double? {
        guard let directory = unsafe opendir("/proc/self/fd") else { return nil }
        defer { unsafe closedir(directory) }
        var count = 0
        while unsafe readdir(directory) != nil { count += 1 }
        // Not `.`, `..` and the directory's own descriptor.
        return Double(count - 3)
    }

    private static var maxDescriptors: Double? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }
}
