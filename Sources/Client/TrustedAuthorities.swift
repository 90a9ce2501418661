public import Config
internal import Indicators
internal import NIOSSL
internal import Reports

/// Who may have signed the certificates of servers: the system's authorities, or those of a file.
public struct TrustedAuthorities: Sendable {
    private let roots: NIOSSLTrustRoots

    /// Those that the system trusts.
    public static var ofSystem: TrustedAuthorities { TrustedAuthorities(roots: .default) }

    private init(roots: NIOSSLTrustRoots) { self.roots = roots }

    /// Those of a file of certificates in PEM, and no others.
    ///
    /// - Throws: ``ClientFault`` where there are none in it.
    public init(file: String, files: any FileReading) throws(ClientFault) {
        let name = file.replacingControlCharacters()
        let bytes: [UInt8]
        do throws(FileReadingFault) {
            bytes = try files.bytes(ofFile: file)
        } catch {
            throw ClientFault(.noInput, "\(name): \(error)")
        }
        guard let found = try? NIOSSLCertificate.fromPEMBytes(bytes), !found.isEmpty else {
            throw ClientFault(.configuration, "\(name): has no certificates in PEM")
        }
        roots = .certificates(found)
    }

    /// How a client talks: with servers alone whose certificate is good for their name.
    var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.trustRoots = roots
        return configuration
    }
}
