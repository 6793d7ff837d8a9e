import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ErrorResponseTests {
    private func respond(_ change: (inout HTTPRequest) -> Void) async throws -> HTTPResponse {
        var request = post(currentCall("tools/call", ["name": "hello_world", "arguments": ["name": "Ada"]]))
        request.caller = .token(Identity(subject: "ada", scopes: []))
        change(&request)
        return await MCPEndpoint(try makeServer()).respond(to: request)
    }

    private let challenge =
        #"Bearer error="insufficient_scope", scope="tool:user", error_description="Insufficient permissions""#

    @Test func `a missing scope is 403 with the challenge that clients step up by`() async throws {
        let response = try await respond { _ in }
        #expect(response.status == .forbidden)
        #expect(response.fields[.wwwAuthenticate] == challenge)
        #expect(response.json?["error"]?["code"] == 403)
        #expect(response.json?["error"]?["data"]?["requiredScopes"] == ["tool:user"])
    }

    @Test func `the same holds for a client that reads progress, and for one of an earlier revision`() async throws {
        let progress = try await respond { request in
            let params: JSONObject = ["name": "hello_world", "arguments": ["name": "Ada"]]
            request.body = currentCall("tools/call", params, meta: ["progressToken": 1]).bytes
        }
        #expect(progress.status == .forbidden && progress.fields[.wwwAuthenticate] == challenge)
        let earlier = try await respond { request in
            let params: JSONValue = ["name": "hello_world", "arguments": ["name": "Ada"]]
            let body: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params]
            request.body = body.bytes
            request.fields[.mcpProtocolVersion] = "2025-06-18"
        }
        #expect(earlier.status == .forbidden && earlier.fields[.wwwAuthenticate] == challenge)
    }

    @Test func `what no scope mends is a plain 403`() {
        let response = HTTPResponse.answer([], RPCError.refused.status, .refused)
        #expect(response.status == .forbidden && response.fields[.wwwAuthenticate] == nil)
    }

    @Test func `a scope that would break the field is not in it`() {
        #expect(RPCError.forbidden(["a\"b", "ok", "c\r\nd", "e f"]).challenge?.contains(#"scope="ok""#) == true)
    }

    @Test func `lack of room says when to come back`() {
        #expect(HTTPResponse.answer([], RPCError.busy.status, .busy).fields[.retryAfter] == "1")
    }
}
