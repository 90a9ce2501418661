internal import Config
internal import NIOCore
internal import NIOSSL

extension NIOSSLContext {
    /// What speaks TLS as the settings say. It is made anew only where they change: that takes milliseconds.
    ///
    /// - Parameter linger: how long a client may take to close after it was told so.
    /// - Throws: what is wrong with a certificate or key, at its place in the settings.
    static func serving(_ settings: TLSSettings, linger: Duration) throws(ConfigFaults) -> NIOSSLContext {
        let chain = try settings.certificate.certificates()
        let key = try settings.key.privateKey()
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        // Ciphers of TLS 1.3 alone: what is older has none left.
        let ciphers = (settings.ciphers ?? TLSSettings.Cipher.allCases).filter { !$0.isOfTLS13 }
        configuration.minimumTLSVersion = TLSVersion(ciphers.isEmpty ? .tls13 : settings.minimum)
        configuration.maximumTLSVersion = TLSVersion(settings.maximum)
        if !ciphers.isEmpty { configuration.cipherSuiteValues = ciphers.map { NIOTLSCipher($0) } }
        configuration.curves = settings.curves.map { $0.map { NIOTLSCurve($0) } }
        configuration.certificateVerification = CertificateVerification(settings.clientAuthentication)
        if let authorities = settings.clientAuthorities {
            configuration.trustRoots = .certificates(try authorities.certificates())
            configuration.sendCANameList = true
        }
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = TimeAmount(linger)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw settings.key.fault(
                "does not fit the certificate", expected: "expected the private key that the certificate is for")
        }
    }
}

extension NamedText {
    /// The certificates of a PEM text, at least one.
    func certificates() throws(ConfigFaults) -> [NIOSSLCertificate] {
        let found = try? NIOSSLCertificate.fromPEMBytes(bytes)
        guard let found, !found.isEmpty else {
            throw fault(
                "holds no certificate", expected: "expected PEM that begins with -----BEGIN CERTIFICATE-----")
        }
        return found
    }

    /// The private key of a PEM text.
    fileprivate func privateKey() throws(ConfigFaults) -> NIOSSLPrivateKey {
        do {
            return try NIOSSLPrivateKey(bytes: bytes, format: .pem)
        } catch {
            throw fault(
                "holds no private key",
                expected: "expected PEM that begins with -----BEGIN PRIVATE KEY-----, without a passphrase")
        }
    }
}

extension TLSVersion {
    fileprivate init(_ version: TLSSettings.Version) {
        switch version {
        case .tls10: self = .tlsv1
        case .tls11: self = .tlsv11
        case .tls12: self = .tlsv12
        case .tls13: self = .tlsv13
        }
    }
}

extension CertificateVerification {
    /// Where any certificate will do it is asked for here, and looked at by nobody.
    fileprivate init(_ authentication: TLSSettings.ClientAuthentication) {
        switch authentication {
        case .notAsked: self = .none
        case .request, .verifyIfGiven: self = .optionalVerification
        case .require, .requireAndVerify: self = .noHostnameVerification
        }
    }
}

extension NIOTLSCipher {
    fileprivate init(_ cipher: TLSSettings.Cipher) {
        switch cipher {
        case .aes128: self = .TLS_AES_128_GCM_SHA256
        case .aes256: self = .TLS_AES_256_GCM_SHA384
        case .chacha: self = .TLS_CHACHA20_POLY1305_SHA256
        case .ecdsaAES128: self = .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
        case .rsaAES128: self = .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
        case .ecdsaAES256: self = .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        case .rsaAES256: self = .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
        case .ecdsaChaCha: self = .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
        case .rsaChaCha: self = .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
        case .ecdsaAES128SHA: self = .TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
        case .rsaAES128SHA: self = .TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
        case .ecdsaAES256SHA: self = .TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
        case .rsaAES256SHA: self = .TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
        }
    }
}

extension NIOTLSCurve {
    fileprivate init(_ curve: TLSSettings.Curve) {
        switch curve {
        case .p256: self = .secp256r1
        case .p384: self = .secp384r1
        case .p521: self = .secp521r1
        case .x25519: self = .x25519
        case .x25519MLKEM768: self = .x25519_MLKEM768
        }
    }
}
