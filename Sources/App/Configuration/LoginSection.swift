import HTTP
import TOML
import Telemetry

/// `[auth]`: this server as a client of the issuer, for people who log in with a browser.
public struct LoginSettings: Sendable, Equatable {
    public var clientID: String
    public var clientSecret: Secret
    public var redirectURI: HTTPURL?
}

extension LoginSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        clientID = table[required: "client_id", environment: "MCP_CLIENT_ID"] ?? ""
        clientSecret = table[required: "client_secret", environment: "MCP_CLIENT_SECRET"] ?? Secret("")
        redirectURI = table["redirect_uri", environment: "MCP_REDIRECT_URI"]
        warnOfPlaceholder(clientID, at: "client_id", of: "MCP_CLIENT_ID", in: table)
        warnOfPlaceholder(clientSecret.revealed, at: "client_secret", of: "MCP_CLIENT_SECRET", in: table)
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
