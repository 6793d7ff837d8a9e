public import HTTP
public import Telemetry

/// `[auth]`: this server as a client of an issuer, for people who log in with a browser.
public struct LoginSettings: Sendable, Equatable {
    /// Who logs people in.
    public enum Provider: Sendable, Equatable {
        /// An OpenID provider, which says itself where its endpoints are, and who logged in.
        case oidc(issuer: HTTPURL)
        /// A server of OAuth 2.0 without OpenID Connect; `user` says who a token belongs to.
        case oauth2(authorization: HTTPURL, token: HTTPURL, user: HTTPURL)
    }
    public var clientID: String
    public var clientSecret: Secret
    /// Where the provider sends people back to, exactly as it is registered there.
    public var redirectURI: HTTPURL?
    /// `nil`: nobody said who logs people in.
    public var provider: Provider?
    public var scopes = ["openid", "profile", "email"]
    /// What the token is for (RFC 8707); `nil` does not say.
    public var resource: String?
    /// The same, as Auth0 wants to hear it.
    public var audience: String?
    /// Whether the page shows the token to whoever has logged in.
    public var showsToken = false
    /// For logging in.
    public var time = Duration.seconds(600)

    public init(clientID: String, clientSecret: Secret) {
        self.clientID = clientID
        self.clientSecret = clientSecret
    }
}
