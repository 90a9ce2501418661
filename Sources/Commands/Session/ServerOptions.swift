internal import ArgumentParser
internal import Client
internal import Reports

/// Which service a command talks to, instead of doing its work on this machine.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Let the service at this address do it, by a token.", valueName: "https://host"))
    var server: String?

    @Option(
        help: ArgumentHelp("The file of the token for --server, which no other user may read.", valueName: "file"),
        completion: .file())
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "Who may have signed the certificate of --server, in PEM; else those that the system trusts.",
            valueName: "file"), completion: .file())
    var caFile: String?

    func validate() throws {
        guard server == nil else {
            guard tokenFile != nil else { throw ValidationError("--server takes a token; give its --token-file") }
            return
        }
        for (name, value) in [("--token-file", tokenFile), ("--ca-file", caFile)] where value != nil {
            throw ValidationError("\(name) is for --server, which is not given")
        }
    }

    /// The service; nil: the work is done on this machine.
    func client(in world: World) throws(ClientFault) -> ServiceClient? {
        guard let server, let tokenFile else { return nil }
        let trust = try caFile.map { (file) throws(ClientFault) in
            try TrustedAuthorities(file: file, files: world.files)
        }
        return ServiceClient(
            of: try ServiceAddress(server), token: try ServiceToken(file: tokenFile, files: world.files),
            trust: trust ?? .ofSystem, agent: "mosaic/\(MosaicVersion.current)")
    }
}
