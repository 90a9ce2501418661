public import Formats
public import Indicators
public import Record

extension ServerRole {
    /// What a server is among others, for people: `primary; standbys: 1 sync; a batch is on another server's disk too`.
    public var words: BilingualText {
        switch self {
        case .standby(let seconds):
            let whole = Int(seconds.rounded(.up))
            return BilingualText(
                english: "standby, at most \(whole) s behind its primary", chinese: "备用服务器，最多落后主服务器\(whole)秒")
        case .primary(let replicas):
            let counts = replicas.named.filter { $0.count > 0 }.map { "\($0.count) \($0.state)" }
            let durable = replicas.durability
            return BilingualText(
                english: "primary; standbys: \(counts.isEmpty ? "none" : counts.joined(separator: ", ")); "
                    + durable.english,
                chinese: "主服务器；备用服务器：\(counts.isEmpty ? "无" : counts.joined(separator: "、"))；\(durable.chinese)")
        }
    }
}

extension Replicas {
    /// What a batch that is recorded outlives.
    fileprivate var durability: BilingualText {
        if let risk {
            return BilingualText(
                english: "a batch may be lost with this server: \(risk)", chinese: "数据可能随本服务器丢失：\(risk)")
        }
        guard [State.sync, .quorum, .hidden].contains(where: { counts[$0] ?? 0 > 0 }) else {
            return BilingualText(english: "writers wait for one", chinese: "写入须等待备用服务器")
        }
        return BilingualText(english: "a batch is on another server's disk too", chinese: "数据同时写入另一台服务器")
    }
}

extension JSONValue {
    /// A server's role: `{"role","replicas":{"sync",…},"durable","risk","seconds_behind"}`; what only a primary or only a standby
    /// has is null of the other.
    public init(_ role: ServerRole) {
        switch role {
        case .primary(let replicas):
            let counts = replicas.named.map { JSONValue.Member(key: $0.state, value: .integer($0.count)) }
            self = [
                "role": "primary", "replicas": .object(counts), "durable": .boolean(replicas.risk == nil),
                "risk": JSONValue(replicas.risk), "seconds_behind": .null,
            ]
        case .standby(let seconds):
            self = [
                "role": "standby", "replicas": .null, "durable": .null, "risk": .null,
                "seconds_behind": .number(seconds),
            ]
        }
    }
}
