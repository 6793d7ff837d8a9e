import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct CallDigestTests {
    private func digest(_ params: JSONObject, by caller: Caller = .trusted, _ method: String = "tools/call") -> String {
        CallDigest.text(of: RPCRequest(id: .number(1), method: method, params: params), by: caller)
    }

    @Test func `order, spelling of numbers and what differs from round to round do not count`() {
        let first = digest(["name": "a", "arguments": ["x": 1, "y": [2]], "_meta": ["progressToken": 1]])
        let second = digest([
            "arguments": ["y": [2.0], "x": 1], "name": "a", "requestState": "s", "inputResponses": [:],
        ])
        #expect(first == second)
    }

    @Test func `no arguments are the same call however they are left out`() {
        #expect(digest(["name": "a"]) == digest(["name": "a", "arguments": [:]]))
    }

    @Test func `caller, method and parameters count`() {
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        let trusted = Caller.token(Identity(subject: "trusted", scopes: []))
        let digests = [
            digest(["name": "a"]), digest(["name": "b"]), digest(["name": "a"], by: ada),
            digest(["name": "a"], by: trusted),
            digest(["name": "a"], "prompts/get"), digest(["name": "a", "arguments": ["x": [:]]]),
            digest(["name": "a", "y": [:]]),
        ]
        #expect(Set(digests).count == digests.count)
    }
}
