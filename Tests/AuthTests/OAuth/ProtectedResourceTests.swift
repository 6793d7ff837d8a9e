import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct ProtectedResourceTests {
    private func settings(_ resource: String = "https://mcp.example.com/mcp") throws -> ProtectedResourceSettings {
        ProtectedResourceSettings(
            resource: try #require(HTTPURL(resource)),
            authorizationServers: [try #require(HTTPURL("https://login.example.com"))],
            keys: try #require(HTTPURL("https://keys.example.com/jwks")),
            scopes: ["tool:user"]
        )
    }

    @Test func `what is empty is left out`() throws {
        #expect(
            try settings().document == [
                "resource": "https://mcp.example.com/mcp", "authorization_servers": ["https://login.example.com"],
                "jwks_uri": "https://keys.example.com/jwks", "scopes_supported": ["tool:user"],
            ]
        )
    }

    @Test func `what is there has the names of RFC 9728`() throws {
        var settings = try settings()
        settings.bearerMethods = ["header"]
        settings.signingAlgorithms = ["RS256"]
        settings.authorizationDetailsTypes = ["a"]
        settings.dpopSigningAlgorithms = ["ES256"]
        settings.name = "My tools"
        let page = try #require(HTTPURL("https://mcp.example.com/page"))
        (settings.documentation, settings.policy, settings.termsOfService) = (page, page, page)
        #expect(
            settings.document.keys.dropFirst(4).sorted() == [
                "authorization_details_types_supported", "bearer_methods_supported",
                "dpop_signing_alg_values_supported", "resource_documentation", "resource_name",
                "resource_policy_uri", "resource_signing_alg_values_supported", "resource_tos_uri",
            ]
        )
    }

    @Test(arguments: [
        ("https://h/mcp", "", ["", "/mcp"]), ("https://h", "", [""]), ("https://h/", "", [""]),
        ("https://h/p/mcp/", "", ["", "/p/mcp"]), ("https://h/p/mcp", "/mcp", ["", "/p/mcp", "/mcp"]),
        ("https://h/mcp", "/mcp", ["", "/mcp"]),
    ])
    func `it stands where clients look for it`(resource: String, suffix: String, suffixes: [String]) throws {
        var settings = try settings(resource)
        settings.urlSuffix = suffix
        #expect(settings.paths == suffixes.map { "/.well-known/oauth-protected-resource" + $0 })
    }

    @Test(
        arguments: [
            ([], 200, nil), (["*.example.com"], 200, nil),
            (["keys.example.com"], 403, "Auth server URI not allowed: https://login.example.com"),
            (["login.example.com"], 403, "JWKS URI not allowed"),
        ] as [([String], Int, String?)]
    )
    func `hosts that the list excludes are not shown`(patterns: [String], status: Int, detail: String?) async throws {
        let hosts = AllowedHosts(patterns.compactMap(DomainPattern.init), writtenByOperator: [])
        let document = PublicDocument.metadata(of: try settings(), naming: hosts)
        let response = await document.respond(to: HTTPRequest(.get, "/x"))
        #expect(response.status.code == status)
        guard case .bytes(let bytes) = response.body else { return }
        #expect(try JSONValue(parsing: bytes)["detail"]?.string == detail)
    }

    @Test func `without a resource there is none`() async {
        let document = PublicDocument.metadata(of: nil, naming: AllowedHosts(writtenByOperator: []))
        #expect(await document.respond(to: HTTPRequest(.get, "/x")).status == .notFound)
    }
}
