import JSON
import Testing

@testable import MCP

@Suite struct RequestMetaTests {
    private func read(_ members: JSONObject) -> RequestMeta { RequestMeta(["_meta": .object(members)]) }

    @Test func `version and capabilities are required`() throws {
        let (version, capabilities) = try RequestMeta(["_meta": meta()]).required()
        #expect(version == "2026-07-28")
        #expect(capabilities.isEmpty)
    }

    @Test func `they may stand anywhere`() throws {
        let (version, capabilities) = try read([
            "a": 1, "io.modelcontextprotocol/clientCapabilities": ["roots": [:]], "traceparent": "x", "b": [],
            "io.modelcontextprotocol/protocolVersion": "v",
        ]).required()
        #expect(version == "v" && capabilities == ["roots": [:]])
    }

    @Test(
        arguments: [
            [:],
            ["io.modelcontextprotocol/protocolVersion": "2026-07-28"],
            ["io.modelcontextprotocol/clientCapabilities": [:]],
            ["io.modelcontextprotocol/protocolVersion": 5, "io.modelcontextprotocol/clientCapabilities": [:]],
            ["io.modelcontextprotocol/protocolVersion": "v", "io.modelcontextprotocol/clientCapabilities": []],
            ["io.modelcontextprotocol/protocolVersion": "v", "io.modelcontextprotocol/clientCapabilitieS": [:]],
            ["io.modelcontextprotocol/protocolVersioN": "v", "io.modelcontextprotocol/clientCapabilities": [:]],
        ] as [JSONObject]
    )
    func `without either, the parameters are invalid`(members: JSONObject) {
        let meta = read(members)
        #expect(throws: RPCError.self) { try meta.required() }
    }

    @Test func `the version makes a request current, whatever it says`() {
        #expect(read(["io.modelcontextprotocol/protocolVersion": 1]).isCurrent)
        #expect(!read(["io.modelcontextprotocol/protocolversion": "2026-07-28"]).isCurrent)
        #expect(!RequestMeta(["_meta": "text"]).isCurrent)
    }

    @Test func `a token or a level invites notifications`() throws {
        #expect(read(["progressToken": 1]).invitesNotifications)
        #expect(read(["io.modelcontextprotocol/logLevel": "info"]).invitesNotifications)
        #expect(!read(["traceparent": "00"]).invitesNotifications)
        #expect(try read(["progressToken": "p"]).token() == .string("p"))
        #expect(try read(["io.modelcontextprotocol/logLevel": "info"]).level() == .info)
    }

    @Test func `a bad token or level is refused`() {
        let meta = read(["progressToken": [], "io.modelcontextprotocol/logLevel": "loud"])
        #expect(throws: RPCError.self) { try meta.token() }
        #expect(throws: RPCError.self) { try meta.level() }
    }
}
