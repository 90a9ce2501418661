/// How long is waited for a server. Whatever is waited for longer is given up, and asked anew.
struct Patience: Sendable {
    /// For a connection.
    var connecting = Duration.seconds(5)
    /// For a connection to one of several servers, before the others are tried.
    var glance = Duration.seconds(1)
    /// For the next byte of an answer.
    var answer = Duration.seconds(15)
    /// For the lock of the writers, once; it is tried again until ``writing`` is over.
    var lock = Duration.seconds(10)
    /// For a writer that has the lock and sends nothing, before the server ends its connection.
    var silence = Duration.seconds(45)
    /// For a COMMIT, which may wait for other servers, before its outcome is asked for.
    var commit = Duration.seconds(30)
    /// For all attempts of a writer, and again for the outcome of its commit: a failover takes up to half a minute.
    var writing = Duration.seconds(60)

    static let standard = Patience()
}
