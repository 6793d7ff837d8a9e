import JSON
import Testing

@testable import MCP

@Suite struct ClientAbilitiesTests {
    private static let all: JSONObject = [
        "roots": ["listChanged": true], "sampling": ["tools": [:], "context": [:]],
        "elicitation": ["form": [:], "url": [:]],
        "tasks": [
            "list": [:], "cancel": [:],
            "requests": ["sampling": ["createMessage": [:]], "elicitation": ["create": [:]]],
        ],
    ]

    @Test func `what was declared survives being packed`() {
        #expect(ClientAbilities(Self.all).capabilities == Self.all)
        #expect(ClientAbilities([:]).capabilities == [:])
    }

    @Test func `what is no ability is not one`() {
        let declared: JSONObject = ["sampling": false, "roots": ["listChanged": false], "experimental": ["x": [:]]]
        #expect(ClientAbilities(declared).capabilities == ["roots": [:]])
    }

    @Test func `a client is known for what there is in its revision`() {
        func known(_ version: ProtocolVersion) -> JSONObject { ClientAbilities(Self.all, in: version).capabilities }
        #expect(known(.v2025_11_25) == Self.all)
        #expect(known(.v2025_06_18) == ["roots": ["listChanged": true], "sampling": [:], "elicitation": [:]])
        #expect(known(.v2025_03_26) == ["roots": ["listChanged": true], "sampling": [:]])
        #expect(known(.v2024_11_05) == known(.v2025_03_26))
    }

    @Test func `bits keep their places`() {
        #expect(ClientAbilities(["roots": [:]]).rawValue == 1)
        #expect(ClientAbilities(["elicitation": ["url": [:]]]).rawValue == 1 << 5 | 1 << 7)
        #expect(ClientAbilities(["tasks": ["requests": ["elicitation": ["create": [:]]]]]).rawValue == 1 << 8 | 1 << 12)
    }
}
