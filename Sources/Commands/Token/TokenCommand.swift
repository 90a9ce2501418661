internal import ArgumentParser
internal import Config
internal import Crypto
internal import Formats
internal import Indicators
internal import Reports

/// `mosaic token`: by what others may push.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make a token by which batches are pushed.", subcommands: [NewCommand.self])

    /// `mosaic token new NAME`.
    struct NewCommand: Subcommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Make a token, and what the file of tokens says of it.",
            discussion: """
                The token is printed once, on standard output, and kept nowhere. On standard error is what belongs into the file that the \
                settings name as web.tokens: the token's SHA-256, and what may be written with it.
                """)

        @Argument(help: "Whose it is: batches name it as who recorded them.")
        var name: String

        @Option(
            help: ArgumentHelp(
                "The regions that may be written, else all; CN-SD/ is the region with all of its parts.",
                valueName: "name,…"))
        var regions: String?

        @Option(help: ArgumentHelp("The indicators that may be written, else all.", valueName: "id,…"))
        var indicators: String?

        @Option(
            help: ArgumentHelp("The last day on which it counts, else it does not end.", valueName: "date"),
            transform: CalendarDate.argument)
        var expires: CalendarDate?

        @OptionGroup var form: FormOptions

        func validate() throws {
            guard WriteToken.isName(name) else {
                throw ValidationError(
                    "\"\(name)\" is no name of a token; expected letters, digits and -_.@, at most 64")
            }
        }

        mutating func run(in world: World) throws {
            let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
            let token = "mosaic-" + secret.hexadecimal
            let sha256 = Array(SHA256.hash(data: Array(token.utf8))).hexadecimal
            var members = [JSONValue.Member(key: "sha256", value: .text(sha256))]
            for (key, names) in [("regions", regions), ("indicators", indicators)] {
                guard let names else { continue }
                let list = names.split(separator: ",").map { JSONValue.text(String($0)) }
                members.append(JSONValue.Member(key: key, value: .array(list)))
            }
            if let expires { members.append(JSONValue.Member(key: "expires", value: .text("\(expires)"))) }
            guard !form.json else {
                let all = [JSONValue.Member(key: "name", value: .text(name)), .init(key: "token", value: .text(token))]
                return try world.console.write(.object(all + members))
            }
            try world.console.write(line: token)
            world.console.tell("# In the file of web.tokens:")
            // JSON is YAML too, and quotes whatever a name may be.
            world.console.tell("\(name):")
            for member in members {
                var value: [UInt8] = []
                member.value.append(to: &value)
                world.console.tell("  \(member.key): \(String(decoding: value, as: UTF8.self))")
            }
        }
    }
}
