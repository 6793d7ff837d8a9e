import HTTP
import Testing

@Suite struct CORSTests {
    private struct Empty: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(.ok) }
    }
    private let cors = CORS(
        {
            var settings = CORSSettings()
            settings.allowOrigins = ["https://app.example.com"]
            settings.allowCredentials = true
            return settings
        }()
    )
    private func answer(_ method: HTTPMethod, _ fields: HTTPFields, of cors: CORS) async -> HTTPResponse {
        await Router([.any("/mcp", Empty())], behind: [cors]).respond(to: HTTPRequest(method, "/mcp", fields: fields))
    }

    @Test func `a listed page may read, and caches are told why`() async {
        let response = await answer(.post, [.origin: "https://app.example.com"], of: cors)
        #expect(response.fields["Access-Control-Allow-Origin"] == "https://app.example.com")
        #expect(response.fields["Access-Control-Allow-Credentials"] == "true")
        #expect(response.variesByOrigin)
    }

    @Test func `a foreign page gets nothing, and caches are told why`() async {
        let response = await answer(.post, [.origin: "https://evil.example"], of: cors)
        #expect(response.fields["Access-Control-Allow-Origin"] == nil)
        #expect(response.variesByOrigin)
    }

    @Test func `a preflight is answered here, with the headers it asks for`() async {
        let ask: HTTPFields = [
            .origin: "https://app.example.com", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, mcp-name",
        ]
        let response = await answer(.options, ask, of: cors)
        #expect(response.status == .noContent)
        #expect(response.fields["Access-Control-Allow-Headers"] == "authorization, mcp-name")
        #expect(response.fields["Access-Control-Allow-Methods"] == "GET, HEAD, POST, DELETE")
    }

    @Test func `whatever the list of headers says, those of MCP are allowed`() async {
        var settings = CORSSettings()
        settings.allowOrigins = ["https://app.example.com"]
        settings.allowHeaders = ["X-Own"]
        let ask: HTTPFields = [
            .origin: "https://app.example.com", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "x-evil, mcp-param-city, mcp-param-a b",
        ]
        let allowed = await answer(.options, ask, of: CORS(settings)).fields["Access-Control-Allow-Headers"] ?? ""
        let names = allowed.split(separator: ", ").map { $0.lowercased() }
        #expect(names.contains("authorization") && names.contains("mcp-session-id") && names.contains("last-event-id"))
        #expect(names.contains("x-own") && names.contains("mcp-param-city") && !names.contains("x-evil"))
    }

    @Test func `a page may read what it must know`() async {
        let exposed = await answer(.post, [.origin: "https://app.example.com"], of: cors).fields[
            "Access-Control-Expose-Headers"
        ]
        for name in ["Mcp-Session-Id", "WWW-Authenticate", "Retry-After", "RateLimit", "X-Request-Id"] {
            #expect(exposed?.split(separator: ", ").contains(Substring(name)) == true, "\(name)")
        }
    }

    @Test func `a preflight from a foreign page gets no permission`() async {
        let ask: HTTPFields = [.origin: "https://evil.example", "Access-Control-Request-Method": "POST"]
        let response = await answer(.options, ask, of: cors)
        #expect(!response.fields.contains { $0.name.lowercased().hasPrefix("access-control") })
    }

    @Test func `a wildcard never goes with credentials`() async {
        var settings = CORSSettings()
        settings.allowOrigins = ["*"]
        let response = await answer(.post, [.origin: "https://any.example"], of: CORS(settings))
        #expect(response.fields["Access-Control-Allow-Origin"] == "*")
        settings.allowCredentials = true
        let other = await answer(.post, [.origin: "https://any.example"], of: CORS(settings))
        #expect(other.fields["Access-Control-Allow-Origin"] == nil)
    }
}
