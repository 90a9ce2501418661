/// What a client may cost.
public struct WebLimits: Hashable, Sendable {
    /// The most connections that are open at once. For a further one an idle one gives way; while all are being answered it waits.
    public var connections = 512
    /// The most bytes of one field of a request's header, and of its target.
    public var fieldBytes = 8 * 1024
    /// The most bytes of a request's header.
    public var headerBytes = 16 * 1024
    /// The most fields of a request's header.
    public var fields = 100
    /// How many bytes of a body that is not wanted are read at least, so that a small one does not reset its connection.
    public var ignoredBytes = 64 * 1024
    /// How long the header of a request may take: from the connection's opening on, later from its first byte on.
    public var head = Duration.seconds(5)
    /// How long a connection may wait for another request; beyond a scrape a minute, so that it is kept between scrapes.
    public var idle = Duration.seconds(75)
    /// How long a request and its answer may take.
    public var exchange = Duration.seconds(60)
    /// How many threads do the work of requests that compute or read.
    public var workThreads = 2
    /// How many requests may wait for such a thread; further ones are refused.
    public var waitingRequests = 16
    /// How long such a request may take, its waiting too.
    public var work = Duration.seconds(10)
    /// How many requests may write at once, those too whose body is still coming; further ones are refused.
    public var writers = 4
    /// The most bytes of a file that a request brings.
    public var fileBytes = 1 << 30
    /// How many bytes of a file are to come at least within the time of an exchange.
    public var fileStep = 1 << 20
    /// How long the writing of a file that is whole may take, the wait for those before it too.
    public var writing = Duration.seconds(600)
    /// The most bytes of answers that are made for one client each and are on their way; a single one may be larger.
    public var ownBytes = 64 * 1024 * 1024
    /// Of those, the ones that don't count: no more than all connections may have of them, there is always room for.
    public var smallBytes = 128 * 1024
    /// How long a client may take to close after it was told so.
    public var linger = Duration.seconds(1)
    /// How long answers that are under way may take once the service stops.
    public var stop = Duration.milliseconds(1500)

    /// The limits of a service that is scraped.
    public init() {}
}
