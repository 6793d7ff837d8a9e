import Auth
import HTTP
import JSON
import MCP
import Platform
import TOML
import Telemetry
import Testing

@testable import App

@Suite struct GateTests {
    /// The digest of "abc".
    private static let tokens = """
        [server.transport.http]
        websocket = true
        [mcp]
        legacy_sse = true
        [middleware.jwt]
        enabled = true
        [middleware.jwt.validation]
        strategy = "local"
        [[middleware.jwt.validation.tokens]]
        name = "robot"
        sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        scopes = ["tool:user"]
        [oauth_protected_resource]
        enabled = true
        resource = "https://mcp.example.com/mcp"
        auth_servers = []
        jwks_uri = "https://login.example.com/keys"
        scopes_supported = ["tool:user"]
        """

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        token: String?,
        _ configuration: Configuration = ConfigurationText(tokens).configuration
    ) async throws -> HTTPResponse {
        var fields: HTTPFields = [
            .host: "localhost:8080", .contentType: "application/json",
            .accept: "application/json, text/event-stream",
        ]
        if let token { fields[.authorization] = "Bearer \(token)" }
        let call = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whom","arguments":{}}}"#
        let live = LiveCatalog(try Catalog(tools: [Whom()]))
        let own = Route.get("/mine") { _ in .text("mine") }
        let application = Application(configuration, offering: live, with: [own], log: .silent)
        return await application.handler.respond(to: HTTPRequest(method, path, fields: fields, body: Array(call.utf8)))
    }

    @Test(
        arguments: [
            (.post, "/mcp"), (.post, "/mcp/"), (.get, "/mcp"), (.delete, "/mcp"), (.get, "/sse"), (.post, "/messages/"),
            (.get, "/ws"), (.head, "/mcp"), (.get, "/mine"),
        ] as [(HTTPMethod, String)]
    )
    func `every guarded route needs a token, whatever the method`(method: HTTPMethod, path: String) async throws {
        for token in [nil, "bad"] {
            let response = try await send(method, path, token: token)
            #expect(response.status == .unauthorized)
            let challenge = try #require(response.fields[.wwwAuthenticate])
            #expect(challenge.contains(#"="https://mcp.example.com/.well-known/oauth-protected-resource/mcp""#))
            #expect(challenge.hasSuffix(#"scope="tool:user""#) && challenge.contains("error=") == (token != nil))
        }
    }

    /// Whoever adds a route either guards it or adds it to those that are open here.
    @Test func `every route but those that are meant to be open needs a token`() async throws {
        let open: Set<String> = [
            "/", "/health", "/api/v1/health", "/livez", "/readyz", "/ready", "/startupz", "/login", "/callback",
            "/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp",
            "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration",
        ]
        let everything = """
            [auth]
            client_id = "a"
            client_secret = "b"
            issuer = "https://login.example.com"
            redirect_uri = "https://mcp.example.com/callback"
            [oauth_authorization_server]
            enabled = true
            issuer_uri = "https://login.example.com"
            """
        let configuration = ConfigurationText(Self.tokens + "\n" + everything).configuration
        let live = LiveCatalog(try Catalog(tools: [Whom()]))
        let application = Application(configuration, offering: live, asking: Nobody(), log: .silent)
        let router = try #require(application.handler as? Router)
        #expect(
            Set(router.table.map(\.path)).isSuperset(of: open.union(["/mcp", "/mcp/", "/sse", "/messages/", "/ws"]))
        )
        for (method, path) in router.table where !open.contains(path) {
            let methods = method.map { [$0] } ?? [.get, .head, .post, .put, .delete, .options, HTTPMethod("PURGE")]
            for method in methods {
                let request = HTTPRequest(method, path, fields: [.host: "localhost:8080"])
                let status = await application.handler.respond(to: request).status
                #expect(status == .unauthorized, "\(method.text) \(path)")
            }
        }
    }

    @Test func `a good token opens them, and the tool knows who calls`() async throws {
        let response = try await send(.post, "/mcp", token: "abc")
        #expect(response.status == .ok)
        guard case .bytes(let bytes) = response.body else { return #expect(Bool(false)) }
        #expect(String(decoding: bytes, as: UTF8.self).contains("static robot"))
    }

    @Test func `open routes stay open`() async throws {
        for path in ["/", "/health"] { #expect(try await send(.get, path, token: nil).status == .ok) }
    }

    @Test func `the examples of docs authentication load`() throws {
        let page = try FileSystem.read("\(Self.top)/docs/authentication.md", limit: 1 << 20)
        let blocks = String(decoding: page, as: UTF8.self).split(separator: "```toml\n").dropFirst()
            .map { String($0.prefix { $0 != "`" }) }
        #expect(blocks.count == 5)
        let strategy = "[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'local'\n"
        for block in blocks {
            let text = block.contains("enabled = true") ? block : strategy + block
            let problems = ConfigurationText(text, variables: ["CLIENT_SECRET": "x"]).problems
            #expect(problems.isEmpty, "\(text)")
        }
    }

    private static let top = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
        separator: "/"
    )

    @Test func `without authentication everybody is trusted`() async throws {
        #expect(try await send(.post, "/mcp", token: nil, Configuration()).status == .ok)
    }
}

private struct Nobody: HTTPClient {
    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse { throw .unreachable }
}

private struct Whom: Tool {
    let name = "whom"
    let description = "Whom."
    func call(_ arguments: NoArguments, in context: RequestContext) async throws -> String {
        context.caller.identity.map { "\($0.issuer) \($0.subject)" } ?? "nobody"
    }
}
