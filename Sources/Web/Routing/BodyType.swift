internal import Exchange
internal import HTTPTypes

/// What a request says of the file that its body is.
struct BodyType: Hashable, Sendable {
    /// The character set; nil: the file tells.
    let encoding: ReadingOptions.Encoding?

    /// The types that a file may have, or the beginnings of such; its form is told by the file itself.
    static let accepted = [
        "text/csv", "text/plain", "text/tab-separated-values", "application/csv", "application/json",
        "application/octet-stream", "application/gzip", "application/x-gzip", "application/vnd.sdmx.",
        "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        // What curl says unless it is told otherwise.
        "application/x-www-form-urlencoded",
    ]

    /// Reads the header.
    ///
    /// - Throws: 415 for a type that no file has which can be read, and for a coding other than gzip.
    init(_ headers: HTTPFields) throws(Problem) {
        let coding = headers[.contentEncoding]?.lowercased() ?? "identity"
        guard ["identity", "gzip", "x-gzip"].contains(coding) else {
            throw Problem(
                status: .unsupportedMediaType, detail: "The body is packed by \(coding); expected gzip or none.",
                fields: [.acceptEncoding: "gzip"])
        }
        let parts = (headers[.contentType] ?? "").lowercased().split(separator: ";").map { $0.trimmed }
        let type = parts.first ?? ""
        guard type.isEmpty || Self.accepted.contains(where: { $0.hasSuffix(".") ? type.hasPrefix($0) : type == $0 })
        else {
            throw Problem(
                status: .unsupportedMediaType,
                detail:
                    "A body of \(type) is not read; expected a file of observations as text/csv, a workbook, or JSON.")
        }
        let name = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8).filter { $0 != "\"" }
        encoding = name.flatMap { name in
            ["gbk", "gb2312"].contains(name) ? .gb18030 : ReadingOptions.Encoding(rawValue: String(name))
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
