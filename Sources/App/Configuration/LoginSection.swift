import JSON
import Auth
import HTTP
import TOML
import Telemetry

/// `[auth]`
extension LoginSettings: TOMLSection {
    private enum Kind: String, CaseIterable, TOMLReadable { case oidc, oauth2 }

    public init(_ table: TOMLTable) {
        self.init(
            clientID: table[required: "client_id", environment: "MCP_CLIENT_ID"] ?? "",
            clientSecret: table[required: "client_secret", environment: "MCP_CLIENT_SECRET"] ?? Secret("")
        )
        redirectURI = table["redirect_uri", environment: "MCP_REDIRECT_URI"]
        provider = Self.provider(table)
        scopes = table["scopes"] ?? scopes
        resource = table["resource"]
        audience = table["audience"]
        showsToken = table["show_token"] ?? showsToken
        time = table["login_time", in: .seconds(10)...(.seconds(86_400))] ?? time
        warnOfPlaceholder(clientID, at: "client_id", of: "MCP_CLIENT_ID", in: table)
        warnOfPlaceholder(clientSecret.revealed, at: "client_secret", of: "MCP_CLIENT_SECRET", in: table)
        if let redirectURI, !redirectURI.isSecure, !redirectURI.isLoopback {
            table.refuse("redirect_uri", "'auth.redirect_uri' must begin with https://, unless it is on this machine")
        }
    }

    private static func provider(_ table: TOMLTable) -> Provider? {
        let issuer: HTTPURL? = table["issuer"]
        let names = ["authorization_endpoint", "token_endpoint", "user_endpoint"]
        let endpoints: [HTTPURL?] = names.map { table[$0] }
        for (name, url) in zip(["issuer"] + names, [issuer] + endpoints) { table.warnOfPlainHTTP(url, at: name) }
        switch table["kind"] ?? Kind.oidc {
        case .oidc: return issuer.map(Provider.oidc)
        case .oauth2:
            guard let authorization = endpoints[0], let token = endpoints[1], let user = endpoints[2] else {
                table.refuse(
                    "kind",
                    "'oauth2' needs authorization_endpoint, token_endpoint and user_endpoint",
                    suggestion: "a server with OpenID Connect says these itself: kind = \"oidc\""
                )
                return nil
            }
            return .oauth2(authorization: authorization, token: token, user: user)
        }
    }
}

extension LoginSettings {
    /// `YOUR_CLIENT_ID` and the like come with sample files.
    private func warnOfPlaceholder(_ value: String, at key: String, of variable: String, in table: TOMLTable) {
        guard value.hasPrefix("YOUR_") else { return }
        table.warn(
            key,
            "'auth.\(key)' is the placeholder of a sample file",
            suggestion: "write your own, or leave the key out and set \(variable)"
        )
    }
}

extension Secret: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard let text = entry.concealed.string else { return nil }
        self.init(text)
    }
}

extension LoginSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "auth",
            "this server as a client of the issuer, for people who [log in with a browser](login.md)",
            [
                .key(
                    "client_id",
                    .string,
                    .said("variable `MCP_CLIENT_ID`"),
                    "required in one of the two",
                    example: "mcp-forge"
                ),
                .key(
                    "client_secret",
                    .secret,
                    .said("variable `MCP_CLIENT_SECRET`"),
                    "required in one of the two; nothing prints it",
                    example: "${CLIENT_SECRET}"
                ),
                .key(
                    "redirect_uri",
                    .url,
                    .said("variable `MCP_REDIRECT_URI`"),
                    "this server's `/callback`, exactly as it is registered; `https`, or on this machine",
                    example: "https://mcp.example.com/callback"
                ),
            ] + providerKeys + [
                .key(
                    "show_token",
                    .boolean,
                    false,
                    "whether the page shows the token to whoever has logged in"
                ),
                .key("login_time", .duration("10s", "24h"), "10m", "for logging in"),
            ]
        )
    }

    private static var providerKeys: [KeyDescription] {
        [
            .key(
                "kind",
                .words(of: Kind.self),
                "oidc",
                "whether the provider says itself where its endpoints are"
            ),
            .key(
                "issuer",
                .url,
                .said("that of `[oauth_authorization_server]`"),
                "the OpenID provider",
                example: "https://login.example.com"
            ),
            .key(
                "authorization_endpoint",
                .url,
                .unset,
                "needed for `oauth2`: where people log in",
                example: "https://login.example.com/authorize"
            ),
            .key(
                "token_endpoint",
                .url,
                .unset,
                "needed for `oauth2`: where a code becomes a token",
                example: "https://login.example.com/token"
            ),
            .key(
                "user_endpoint",
                .url,
                .unset,
                "needed for `oauth2`: who a token belongs to",
                example: "https://api.example.com/user"
            ),
            .key("scopes", .list(.string), ["openid", "profile", "email"], "what is asked for"),
            .key(
                "send_resource",
                .boolean,
                true,
                "whether the provider is told what the token is for (RFC 8707)"
            ),
            .key(
                "resource",
                .string,
                .said("that of `[oauth_protected_resource]`"),
                "what the token is for",
                example: "https://mcp.example.com/mcp"
            ),
            .key(
                "audience",
                .string,
                .unset,
                "the same, as Auth0 asks for it",
                example: "https://mcp.example.com/mcp"
            ),
        ]
    }
}
