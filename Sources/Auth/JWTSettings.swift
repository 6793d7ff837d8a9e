public import HTTP
public import Telemetry

/// `[middleware.jwt]`: who says which token is good.
public enum JWTSettings: Sendable, Equatable {
    case disabled
    /// This server.
    case local(LocalJWTSettings)
    /// A proxy in front, which hands on what it has verified.
    case external(ExternalJWTSettings)
}

/// `[middleware.jwt.validation.local]`, and what stands beside it.
public struct LocalJWTSettings: Sendable, Equatable {
    public var issuers: [IssuerSettings] = []
    /// How long the keys of an issuer are kept.
    public var cacheInterval = Duration.seconds(300)
    public var claims = ClaimRules()
    public var identities = IdentityRules()
    public var tokens: [StaticTokenSettings] = []
    public var introspection: IntrospectionSettings?
    public var tokenInfo: TokenInfoSettings?
    /// Verified tokens that are remembered, so that they need not be verified again.
    public var rememberedTokens = 10_000

    public init() {}
}

/// `[middleware.jwt.validation]` with `strategy = "external"`
public struct ExternalJWTSettings: Sendable, Equatable {
    public var header: HTTPFieldName
    public var identities = IdentityRules()
    /// Headers that are remembered with what they say, so that they need not be read again.
    public var rememberedHeaders = 10_000

    public init(header: HTTPFieldName) { self.header = header }
}

/// An issuer that is trusted, `[[middleware.jwt.validation.local.issuers]]`.
public struct IssuerSettings: Sendable, Equatable {
    public enum Keys: Sendable, Equatable {
        /// Where its metadata says.
        case discovered
        case published(HTTPURL)
        /// HMAC with a secret of at least 32 bytes.
        case shared(Secret)
    }

    /// What `iss` must be, byte for byte.
    public var name: String
    public var keys: Keys
    /// One of which `aud` must contain.
    public var audiences: [String]

    public init(_ name: String, keys: Keys = .discovered, audiences: [String]) {
        self.name = name
        self.keys = keys
        self.audiences = audiences
    }
}

/// `[middleware.jwt.validation.introspection]`
public struct IntrospectionSettings: Sendable, Equatable {
    public var url: HTTPURL
    public var clientID: String
    public var clientSecret: Secret
    /// Who answers for the tokens; an `iss` in an answer must be it.
    public var issuer: String
    /// One of which `aud` must contain; empty leaves it to the issuer, which knows who asks.
    public var audiences: [String]
    /// How long an answer holds.
    public var cacheSeconds = 30

    public init(_ url: HTTPURL, clientID: String, clientSecret: Secret, issuer: String, audiences: [String]) {
        self.url = url
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.issuer = issuer
        self.audiences = audiences
    }
}

/// `[middleware.jwt.validation.introspection]` with `kind = "google"`
public struct TokenInfoSettings: Sendable, Equatable {
    public var url: HTTPURL
    /// Who answers for the tokens.
    public var issuer: String
    /// Clients for which a token may have been issued.
    public var audiences: [String]
    /// How long an answer holds.
    public var cacheSeconds = 30

    public init(_ url: HTTPURL, issuer: String, audiences: [String]) {
        self.url = url
        self.issuer = issuer
        self.audiences = audiences
    }
}
