internal import Formats
internal import Indicators
internal import Reports

/// How an exchange with a service ended.
enum ExchangeOutcome: Sendable {
    /// By an answer.
    case answered(status: Int, document: JSONValue?, asksToWait: Duration?)
    /// Without one.
    case broken(ConnectionFault)

    /// What a service that is busy asks for.
    var asksToWait: Duration? {
        if case .answered(_, _, let wait) = self { wait } else { nil }
    }

    /// Whether the service was not reached at all.
    var isUnreached: Bool {
        if case .broken(let fault) = self { fault.isUnreached } else { false }
    }

    /// The report; nil: it is to be tried again.
    ///
    /// - Throws: ``ClientFault`` where there is none, and won't be.
    func answer(about file: String, from address: ServiceAddress) throws(ClientFault) -> ServiceAnswer? {
        guard case .answered(let status, let document, _) = self, !isPassing else { return nil }
        guard let document, case .object = document else { throw fault(from: address) }
        if [200, 201].contains(status) { return ServiceAnswer(.done, document, about: file) }
        guard [403, 422].contains(status), document["errors"] != nil, document["file"] != nil else {
            throw fault(from: address)
        }
        return ServiceAnswer(status == 403 ? .notAllowed : .badData, document, about: file)
    }

    /// The elements of a list; nil: it is to be tried again.
    ///
    /// - Throws: ``ClientFault`` where there is none, and won't be.
    func list(from address: ServiceAddress) throws(ClientFault) -> [JSONValue]? {
        guard case .answered(let status, let document, _) = self, !isPassing else { return nil }
        guard status == 200, case .array(let elements)? = document?["data"] else { throw fault(from: address) }
        return elements
    }

    /// Whether trying again may help.
    private var isPassing: Bool {
        guard case .answered(let status, _, _) = self else { return true }
        return [429, 502, 503, 504].contains(status)
    }

    /// What is told of it where there is no report.
    func fault(from address: ServiceAddress) -> ClientFault {
        let place = address.text.replacingControlCharacters()
        switch self {
        case .broken(let fault) where fault.isUnreached: return ClientFault(.unavailable, "\(place): \(fault)")
        case .broken(let fault):
            return ClientFault(
                .tryAgain, "\(place): \(fault); it is unknown what was done; try again: nothing is recorded twice")
        case .answered(let status, let document, _):
            guard let detail = document?["detail"]?.asText else {
                return ClientFault(
                    Self.status(of: status),
                    "\(place): status \(status), and no report with it; is it the address of a Mosaic that takes batches?"
                )
            }
            return ClientFault(
                Self.status(of: status), "\(place): status \(status): \(detail.replacingControlCharacters())")
        }
    }

    /// With what a command ends that was answered so. `docs/push.md` has the table.
    private static func status(of code: Int) -> ExitStatus {
        switch code {
        case 400: .usage
        case 401, 403: .notAllowed
        case 404, 410: .noInput
        case 413, 415, 422: .badData
        case 429, 502, 503, 504, 507: .tryAgain
        default: .unavailable
        }
    }
}

extension String {
    /// The text as a value of a query. (RFC 3986, 2.3)
    var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }.joined()
    }
}
