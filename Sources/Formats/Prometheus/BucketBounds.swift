/// The upper bounds of a histogram's buckets, as its samples have them.
public struct BucketBounds: Sendable, ExpressibleByArrayLiteral {
    /// What stands behind a bucket's other labels: `le="0.5"} `, and the last one's with `+Inf`.
    let labels: [[UInt8]]

    /// Bounds, which ascend; what is above the last has a bucket of its own.
    public init(_ bounds: [Double]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "bounds ascend")
        labels = (bounds.map(Optional.some) + [nil]).map { bound in
            var bytes = Array("le=\"".utf8)
            if let bound {
                bytes.append(bucketBound: bound)
            } else {
                bytes += Array("+Inf".utf8)
            }
            return bytes + Array("\"} ".utf8)
        }
    }

    /// Bounds, which ascend.
    public init(arrayLiteral elements: Double...) { self.init(elements) }
}
