import HTTP
import JSON
import Platform
import Testing

@testable import App
@testable import Auth

/// The examples of docs/oauth.md and docs/login.md.
@Suite struct OAuthDocumentationTests {
    private static let top = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
        separator: "/"
    )

    /// The blocks of TOML in a page, each with the heading above it.
    private func examples(_ page: String) throws -> [(heading: String, text: String)] {
        let bytes = try FileSystem.read("\(Self.top)/docs/\(page)", limit: 1 << 20)
        var examples: [(String, String)] = []
        var heading = ""
        var block: [Substring]?
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            if let lines = block {
                if line == "```" { examples.append((heading, lines.joined(separator: "\n"))) }
                block = line == "```" ? nil : lines + [line]
            } else if line.hasPrefix("#") {
                heading = String(line.drop { $0 == "#" || $0 == " " })
            } else if line == "```toml" {
                block = []
            }
        }
        return examples
    }

    private func read(_ text: String) -> ConfigurationText {
        ConfigurationText(text, variables: ["CLIENT_SECRET": "secret"])
    }

    @Test(arguments: ["oauth.md", "login.md"])
    func `every example is a right configuration`(page: String) throws {
        let examples = try examples(page)
        #expect(!examples.isEmpty)
        for example in examples { #expect(read(example.text).problems.isEmpty, "\(example.heading)") }
    }

    @Test func `the document shown is the one that is served`() async throws {
        let example = try #require(try examples("oauth.md").first)
        let document = try #require(read(example.text).configuration.protectedResource?.document)
        let page = try FileSystem.read("\(Self.top)/docs/oauth.md", limit: 1 << 20)
        #expect(String(decoding: page, as: UTF8.self).contains("\n\(JSONValue.object(document).text)\n"))
    }

    /// Where the metadata of each provider leads, besides its issuer.
    @Test(
        arguments: [
            ("Keycloak", ["https://keycloak.example.com/realms/main/protocol/openid-connect/token"]),
            (
                "Auth0",
                ["https://tenant.eu.auth0.com/oauth/token", "https://tenant.eu.auth0.com/.well-known/jwks.json"]
            ),
            ("Okta", ["https://tenant.okta.com/oauth2/default/v1/token"]),
            ("Google", ["https://oauth2.googleapis.com/token", "https://www.googleapis.com/oauth2/v3/certs"]),
            ("Microsoft Entra", ["https://login.microsoftonline.com/99999999/oauth2/v2.0/token"]),
            ("GitHub", ["https://github.com/login/oauth/access_token", "https://api.github.com/user"]),
        ] as [(String, [String])]
    )
    func `every recipe allows the hosts that its provider needs, and says who that is`(
        provider: String,
        urls: [String]
    ) throws {
        let example = try #require(try examples("login.md").first { $0.heading == provider })
        let configuration = read(example.text).configuration
        #expect(configuration.login?.provider != nil && configuration.login?.redirectURI != nil)
        for url in urls {
            let url = try #require(HTTPURL(url))
            #expect(configuration.allowedHosts.rule(for: url, namedBy: .document) != nil, "\(url.text)")
        }
        if case .oidc(let issuer) = configuration.login?.provider {
            #expect(configuration.allowedHosts.allows(issuer))
        }
    }
}
