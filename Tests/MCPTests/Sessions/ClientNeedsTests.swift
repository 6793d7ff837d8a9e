import JSON
import Testing

@testable import MCP

@Suite struct ClientNeedsTests {
    @Test(
        arguments: [
            ("roots/list", [:], ["roots": [:]]), ("sampling/createMessage", [:], ["sampling": [:]]),
            ("sampling/createMessage", ["tools": []], ["sampling": ["tools": [:]]]),
            ("elicitation/create", [:], ["elicitation": [:]]),
            ("elicitation/create", ["mode": "url"], ["elicitation": ["url": [:]]]),
        ] as [(String, JSONObject, JSONObject)]
    )
    func `a client is asked for what it declared`(method: String, params: JSONObject, able: JSONObject) {
        #expect(ClientNeeds.refusal(of: method, params, by: able) == nil)
        #expect(ClientNeeds.refusal(of: method, params, by: [:])?.code == -32601)
    }

    @Test func `the refusal says what is missing`() {
        let refusal = ClientNeeds.refusal(of: "elicitation/create", ["mode": "url"], by: ["elicitation": ["form": [:]]])
        #expect(refusal?.data == ["requiredCapabilities": ["elicitation": ["url": [:]]]])
        let tools = ClientNeeds.refusal(of: "sampling/createMessage", ["toolChoice": [:]], by: ["sampling": [:]])
        #expect(tools?.data?["requiredCapabilities"]?["sampling"]?["tools"] == [:])
    }

    @Test func `nothing else is ever asked`() {
        #expect(ClientNeeds.refusal(of: "tools/call", [:], by: allAbilities) == .methodNotFound("tools/call"))
    }
}
