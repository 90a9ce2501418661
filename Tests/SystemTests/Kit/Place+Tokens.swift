import Foundation
import MosaicTestKit

extension Place {
    /// Lets the service take what is pushed by a new token, of everything.
    ///
    /// - Returns: the token.
    func takeToken(of name: String) throws -> String {
        let made = try mosaic(["token", "new", name])
        guard made.status == 0 else { throw KitError(made.errors) }
        let file = try folder.write(made.errors, to: "tokens.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let settings = String(decoding: try folder.read("mosaicd.yaml"), as: UTF8.self)
        try folder.write(settings.replacing("web: {", with: "web: { tokens: tokens.yaml,"), to: "mosaicd.yaml")
        return made.text.trimmingCharacters(in: .newlines)
    }
}
