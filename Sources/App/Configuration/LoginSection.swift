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
        let endpoints: [HTTPURL?] = ["authorization_endpoint", "token_endpoint", "user_endpoint"].map { table[$0] }
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
