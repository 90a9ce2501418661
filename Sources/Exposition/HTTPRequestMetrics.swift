internal import Formats
public import Indicators
internal import Synchronization

/// Counts the requests that were answered, and how long they took. Tells what was read of who may ask.
public final class HTTPRequestMetrics: Sendable {
    private struct Requests {
        let route: String
        let status: Int
        let labels: LabelSet
        var count: UInt64
    }

    private struct Counts {
        /// In the order of routes and statuses. There are few, and nearly all requests are of the same.
        var requests: [Requests] = []
        var buckets = [UInt64](repeating: 0, count: HTTPRequestMetrics.bounds.count + 1)
        var seconds = 0.0
        var configuration: Configuration?
        var tokenFailures: UInt64 = 0

        mutating func count(_ route: String, _ status: Int) {
            if let index = requests.firstIndex(where: { $0.status == status && $0.route == route }) {
                requests[index].count += 1
            } else {
                let index = requests.firstIndex { (route, status) < ($0.route, $0.status) } ?? requests.endIndex
                let labels: LabelSet = ["route": route, "status": String(status)]
                requests.insert(Requests(route: route, status: status, labels: labels, count: 1), at: index)
            }
        }
    }

    private struct Configuration {
        var isSuccessful: Bool
        var readTime: Timestamp
        var certificateEnd: Timestamp?
    }

    /// Upper bounds of the histogram's buckets, in seconds.
    static let bounds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    private static let buckets = BucketBounds(bounds)

    private let counts = Mutex(Counts())

    /// Makes counters of zero.
    public init() {}

    /// Counts a request.
    ///
    /// - Parameters:
    ///   - route: the route's pattern; there are few.
    ///   - seconds: the time until the answer was handed to the socket.
    public func record(route: String, status: Int, seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock {
            $0.count(route, status)
            $0.buckets[bucket] += 1
            $0.seconds += max(0, seconds)
        }
    }

    /// Notes that the configuration of who may ask was read without a fault.
    ///
    /// - Parameter certificateEnd: when the certificate ends that is shown; nil: there is none.
    public func noteConfiguration(readAt time: Timestamp, certificateEnd: Timestamp?) {
        counts.withLock {
            $0.configuration = Configuration(isSuccessful: true, readTime: time, certificateEnd: certificateEnd)
        }
    }

    /// Notes that the configuration was read again, and had a fault: the last one counts.
    ///
    /// - Parameter certificateEnd: when the certificate ends that is shown, which may be another one all the same.
    public func noteConfigurationFault(certificateEnd: Timestamp?) {
        counts.withLock {
            $0.configuration?.isSuccessful = false
            $0.configuration?.certificateEnd = certificateEnd
        }
    }

    /// Counts a request to write that had no token that counts.
    public func noteTokenFailure() {
        counts.withLock { $0.tokenFailures += 1 }
    }

    func write(to writer: inout MetricWriter) {
        let now = counts.withLock { $0 }
        writer.begin(ProcessFamilies.requests)
        for requests in now.requests { writer.sample(Double(requests.count), labels: requests.labels) }
        writer.begin(ProcessFamilies.duration)
        writer.histogram(bounds: Self.buckets, counts: now.buckets, sum: now.seconds)
        func one(_ family: MetricFamily, _ value: Double?) {
            writer.begin(family)
            if let value { writer.sample(value) }
        }
        one(ProcessFamilies.webConfigSuccessful, now.configuration.map { $0.isSuccessful ? 1 : 0 })
        one(ProcessFamilies.webConfigTime, now.configuration?.readTime.seconds)
        one(ProcessFamilies.certificateEnd, now.configuration?.certificateEnd?.seconds)
        one(ProcessFamilies.tokenFailures, Double(now.tokenFailures))
    }
}
