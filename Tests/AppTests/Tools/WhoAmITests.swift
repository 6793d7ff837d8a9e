import HTTP
import JSON
import MCP
import Testing

@testable import App

@Suite struct WhoAmITests {
    @Test func `shows the claims that are exposed`() async throws {
        let identity = Identity(subject: "ada", scopes: ["tool:admin"], claims: ["sub": "ada"])
        let result = try await WhoAmI().call([:], in: RequestContext(caller: .token(identity)))
        #expect(result == ToolResult([.text(#"{"sub":"ada"}"#)], structured: ["sub": "ada"]))
    }

    @Test func `says when there is no token`() async throws {
        let result = try await WhoAmI().call([:], in: RequestContext(caller: .trusted))
        #expect(result == ToolResult([.text("No JWT available (running in stdio mode or invalid token)")]))
    }

    @Test func `is for administrators`() {
        #expect(WhoAmI().requiredScopes == ["tool:admin"])
    }
}
