internal import Foundation

extension String {
    /// The text as a value of a query, or as a segment of a path. (RFC 3986, 2.3: what needs no escape)
    var queryEncoded: String {
        let unreserved = CharacterSet(charactersIn: "-._~").union(
            CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
        return addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
