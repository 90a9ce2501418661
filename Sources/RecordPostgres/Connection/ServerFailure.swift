import Record

/// What went wrong on the way to a server or in it.
enum ServerFailure: Error, Hashable {
    /// The server said so: SQLSTATE and its words.
    case told(state: String, words: String)
    /// The connection broke, or nothing came within the time that a wait may take: nothing is known of what was asked last.
    case lost(String)
    /// What the record holds can't be.
    case damage(String)
    /// The address has a value that libpq does not take: no server was asked.
    case address(String)
    /// The server can't be used, however often it is asked.
    case unusable(String)

    /// A connection that was not made in time.
    static func silence(of wait: Duration) -> ServerFailure { .lost("it did not answer within \(wait)") }

    /// Whether the same may well succeed on another connection.
    ///
    /// The states tell of writers that collide, of a lock that is not had in time, of a server that stops or starts.
    /// (PostgreSQL 15, appendix A)
    var isPassing: Bool {
        switch self {
        case .lost: true
        case .damage, .address, .unusable: false
        case .told(let state, _):
            ["40001", "40P01", "55P03", "57P01", "57P02", "57P03"].contains(state) || state.hasPrefix("08")
        }
    }

    /// Whether the connection is of no use any more.
    var endsConnection: Bool {
        switch self {
        case .lost: true
        case .damage, .address, .unusable: false
        case .told(let state, _): state.hasPrefix("08") || state.hasPrefix("57P")
        }
    }
}

extension RecordFailure {
    /// What an error met on the way to a record or in it means to its user; the one place that knows what states mean.
    init(_ error: any Error, place: String) {
        switch error {
        case let error as RecordFailure: self = error
        case let error as KeptDamage: self = .damaged(place: place, why: error.what)
        case ServerFailure.damage(let what): self = .damaged(place: place, why: what)
        case ServerFailure.lost(let why): self = .unreachable(place: place, why: why)
        case ServerFailure.address(let why): self = .unreadable(place: place, why: "its address has an \(why)")
        case ServerFailure.unusable(let why): self = .unreadable(place: place, why: why)
        case ServerFailure.told(let state, let words): self.init(state: state, words, place: place)
        default: self = .inputOutput(place: place, why: String(describing: error))
        }
    }

    private init(state: String, _ words: String, place: String) {
        let why = "\(words) (SQLSTATE \(state))"
        switch state {
        case "28000", "28P01", "42501": self = .refused(place: place, why: why)
        case "3D000": self = .unreadable(place: place, why: why)
        case "25006": self = .readOnly(place: place, why: why)
        case "55P03", "40001", "40P01": self = .busy(place: place)
        case "53100": self = .diskFull(place: place)
        // A database that takes no connections.
        case "55000": self = .unreachable(place: place, why: why)
        case _ where state.hasPrefix("57P") || state.hasPrefix("08") || state.hasPrefix("53"):
            self = .unreachable(place: place, why: why)
        case _ where state.hasPrefix("XX"): self = .damaged(place: place, why: why)
        case _ where state.hasPrefix("42") || state.hasPrefix("22") || state.hasPrefix("23"):
            self = .damaged(place: place, why: why)
        case _: self = .inputOutput(place: place, why: why)
        }
    }
}
