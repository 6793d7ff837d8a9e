import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct HandshakeTests {
    private func ask(_ method: String, _ params: JSONObject = [:], _ settings: MCPSettings = MCPSettings()) async throws
        -> JSONObject
    {
        try await Handshake(try makeServer(settings), settings).respond(
            to: RPCRequest(id: .number(1), method: method, params: params),
            in: RequestContext(caller: .trusted, version: .v2025_11_25)
        )
    }

    @Test(
        arguments: [
            ("2024-11-05", "2024-11-05"), ("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"),
            ("2025-11-25", "2025-11-25"), ("2026-07-28", "2025-11-25"), ("1.0", "2025-11-25"), ("", "2025-11-25"),
        ]
    )
    func `the version of the client is taken when it has a handshake`(asked: String, answered: String) async throws {
        #expect(
            try await ask("initialize", ["protocolVersion": .string(asked)])["protocolVersion"] == .string(answered)
        )
    }

    @Test func `the answer names the server and what it offers`() async throws {
        var settings = MCPSettings()
        settings.title = "Forge"
        settings.instructions = "Be kind."
        let result = try await ask("initialize", ["protocolVersion": "2025-06-18"], settings)
        #expect(
            result == [
                "protocolVersion": "2025-06-18",
                "capabilities": ["tools": [:], "resources": [:], "prompts": [:], "completions": [:]],
                "serverInfo": ["name": "mcp-forge", "title": "Forge", "version": "0.1.0"],
                "instructions": "Be kind.",
            ]
        )
    }

    @Test func `the oldest clients get what they know`() async throws {
        var settings = MCPSettings()
        settings.title = "Forge"
        let result = try await ask("initialize", ["protocolVersion": "2024-11-05"], settings)
        #expect(result["capabilities"] == ["tools": [:], "resources": [:], "prompts": [:]])
        #expect(result["serverInfo"] == ["name": "mcp-forge", "version": "0.1.0"])
    }

    @Test func `a version must be asked for`() async throws {
        await #expect(throws: RPCError.invalidParams("params.protocolVersion must be a string")) {
            try await ask("initialize")
        }
    }

    @Test func `a ping is empty`() async throws {
        #expect(try await ask("ping").isEmpty)
    }

    @Test(arguments: [
        "server/discover", "subscriptions/listen", "logging/setLevel", "resources/subscribe", "tasks/list",
    ])
    func `what earlier clients may not ask is not found`(method: String) async throws {
        await #expect(throws: RPCError.methodNotFound(method)) { try await ask(method, ["notifications": [:]]) }
    }

    @Test func `everything else is for the handler`() async throws {
        #expect(try await ask("tools/list")["tools"]?.array?.count == 1)
    }
}
