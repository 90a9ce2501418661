/// How TLS is spoken: the keys of `tls_server_config`, by the names that Go gives to versions, ciphers and curves.
public struct TLSSettings: Hashable, Sendable {
    /// The certificate and those that lead to its root, PEM.
    public var certificate: NamedText
    /// The certificate's private key, PEM.
    public var key: NamedText
    /// Which certificate a client shows.
    public var clientAuthentication = ClientAuthentication.notAsked
    /// The certificates that clients' are signed by, PEM; nil: those that the system trusts.
    public var clientAuthorities: NamedText?
    /// The names of which a client's certificate has one at least; nil: it may have any.
    public var clientNames: Set<String>?
    /// The oldest version.
    public var minimum = Version.tls12
    /// The newest version.
    public var maximum = Version.tls13
    /// The ciphers of TLS 1.2 and older, the best first; nil: those that Go has. TLS 1.3 has its own.
    public var ciphers: [Cipher]?
    /// The curves, the best first; nil: the library's.
    public var curves: [Curve]?

    /// What is asked of a client's certificate.
    public enum ClientAuthentication: String, CaseIterable, Hashable, Sendable {
        /// Nothing: none is asked for.
        case notAsked = "NoClientCert"
        /// It may show any, or none.
        case request = "RequestClientCert"
        /// It shows any.
        case require = "RequireAnyClientCert"
        /// It shows none, or one that an authority signed.
        case verifyIfGiven = "VerifyClientCertIfGiven"
        /// It shows one that an authority signed.
        case requireAndVerify = "RequireAndVerifyClientCert"
    }

    /// A version of TLS.
    public enum Version: String, CaseIterable, Comparable, Hashable, Sendable {
        case tls10 = "TLS10"
        case tls11 = "TLS11"
        case tls12 = "TLS12"
        case tls13 = "TLS13"

        /// Whether one is older than another.
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// A cipher, by the name that IANA and Go give it.
    public enum Cipher: String, CaseIterable, Hashable, Sendable {
        case aes128 = "TLS_AES_128_GCM_SHA256"
        case aes256 = "TLS_AES_256_GCM_SHA384"
        case chacha = "TLS_CHACHA20_POLY1305_SHA256"
        case ecdsaAES128 = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
        case rsaAES128 = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        case ecdsaAES256 = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
        case rsaAES256 = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
        case ecdsaChaCha = "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
        case rsaChaCha = "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
        case ecdsaAES128SHA = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"
        case rsaAES128SHA = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
        case ecdsaAES256SHA = "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
        case rsaAES256SHA = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"

        /// Whether it is one of TLS 1.3, which are not chosen.
        public var isOfTLS13: Bool { [.aes128, .aes256, .chacha].contains(self) }
    }

    /// A curve, by the name that Go gives it.
    public enum Curve: String, CaseIterable, Hashable, Sendable {
        case p256 = "CurveP256"
        case p384 = "CurveP384"
        case p521 = "CurveP521"
        case x25519 = "X25519"
        case x25519MLKEM768 = "X25519MLKEM768"
    }
}
