import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct MCPServerAccessTests {
    private static let ada = Caller.token(Identity(subject: "ada", scopes: ["tool:user"]))
    private static let nobody = Caller.token(Identity(subject: "nobody", scopes: []))

    private func server(_ rules: [Item: AccessRule], hides: Bool = true, results: Bool = false) throws -> MCPServer {
        let catalog = try Catalog(
            tools: [Greet()],
            resources: [Page(), Page(uri: "page://{id}/part")],
            prompts: [Opening()]
        )
        return MCPServer(
            catalog,
            access: AccessRules(rules, hidesForbidden: hides, deniesWithResults: results)
        )
    }

    private func context(_ caller: Caller, _ change: (inout RequestContext) -> Void = { _ in }) -> RequestContext {
        var context = RequestContext(caller: caller, over: .http)
        context.answersWithStatus = true
        context.origin = RequestOrigin(HTTPRequest(.post, "/mcp", from: "192.0.2.1"))
        change(&context)
        return context
    }

    private func ask(_ server: MCPServer, _ method: String, _ params: JSONObject, _ context: RequestContext)
        async throws -> JSONObject
    { try await server.respond(to: RPCRequest(id: .number(1), method: method, params: params), in: context) }

    private let greeting: JSONObject = ["name": "hello_world", "arguments": ["name": "Ada"]]

    @Test func `a rule's scopes stand in the place of the code's`() async throws {
        let server = try server([Item(.tool, "hello_world"): AccessRule(scopes: ["greet"])])
        await #expect(throws: RPCError.forbidden(["greet"])) {
            try await ask(server, "tools/call", greeting, context(Self.ada))
        }
        let greeter = Caller.token(Identity(subject: "g", scopes: ["greet"]))
        #expect(try await ask(server, "tools/call", greeting, context(greeter))["isError"] == nil)
    }

    @Test func `a condition that does not hold refuses, whatever the scopes`() async throws {
        let server = try server([Item(.tool, "hello_world"): AccessRule(condition: Says { _ in false })])
        await #expect(throws: RPCError.refused) { try await ask(server, "tools/call", greeting, context(Self.ada)) }
    }

    @Test func `a condition sees who uses what, how and from where`() async throws {
        let seen = Mutex<[AccessUse]>([])
        let condition = Says { use in
            seen.withLock { $0.append(use) }
            return true
        }
        let server = try server([
            Item(.tool, "hello_world"): AccessRule(condition: condition),
            Item(.resource, "page://{id}/part"): AccessRule(condition: condition),
        ])
        _ = try await ask(server, "tools/call", greeting, context(Self.ada))
        _ = try await ask(server, "resources/read", ["uri": "page://7/part"], context(Self.ada))
        let uses = seen.withLock { $0 }
        #expect(uses.map(\.arguments) == [["name": "Ada"], ["id": "7"]])
        #expect(uses.map(\.caller) == [Self.ada, Self.ada])
        #expect(uses.map(\.item.name) == ["hello_world", "page://{id}/part"])
        #expect(uses.map(\.request?.remoteAddress) == ["192.0.2.1", "192.0.2.1"])
    }

    @Test func `who owns the process is not asked for conditions`() async throws {
        let server = try server([Item(.tool, "hello_world"): AccessRule(condition: Says { _ in false })])
        let pipe = RequestContext(caller: .trusted)
        #expect(try await ask(server, "tools/call", greeting, pipe)["isError"] == nil)
        await #expect(throws: RPCError.refused) { try await ask(server, "tools/call", greeting, context(.trusted)) }
    }

    @Test func `resources, prompts, completions and subscriptions obey rules too`() async throws {
        let closed = AccessRule(scopes: ["closed"])
        let server = try server([
            Item(.resource, "page://one"): closed, Item(.resource, "page://{id}/part"): closed,
            Item(.prompt, "opening"): closed,
        ])
        let requests: [(String, JSONObject)] = [
            ("resources/read", ["uri": "page://one"]), ("resources/read", ["uri": "page://1/part"]),
            ("prompts/get", ["name": "opening", "arguments": ["topic": "x"]]),
            (
                "completion/complete",
                [
                    "ref": ["type": "ref/resource", "uri": "page://{id}/part"],
                    "argument": ["name": "id", "value": ""],
                ]
            ),
        ]
        for (method, params) in requests {
            await #expect(throws: RPCError.forbidden(["closed"])) {
                try await ask(server, method, params, context(Self.ada))
            }
        }
        #expect(!server.mayRead("page://one", in: context(Self.ada)))
    }

    @Test func `a completion tells only values with which the caller may use the item`() async throws {
        let condition = Says(readsArguments: true) { use in
            use.arguments["id"]?.string?.hasSuffix("7") == true && use.arguments["lang"] == "en"
        }
        let server = try server([Item(.resource, "page://{id}/part"): AccessRule(condition: condition)])
        func values(_ others: JSONObject) async throws -> JSONObject? {
            let params: JSONObject = [
                "ref": ["type": "ref/resource", "uri": "page://{id}/part"],
                "argument": ["name": "id", "value": "x"], "context": ["arguments": .object(others)],
            ]
            return try await ask(server, "completion/complete", params, context(Self.ada))["completion"]?.object
        }
        let told = try await values(["lang": "en"])
        #expect(told?["total"] == 15 && told?["hasMore"] == false)
        #expect(told?["values"]?.array?.first == "idx7" && told?["values"]?.array?.count == 15)
        // What the client says of the argument that is being completed counts for nothing.
        #expect(try await values(["lang": "en", "id": "7"]) == told)
        #expect(try await values(["id": "7"])?["total"] == 0)
    }

    @Test func `a condition that looks at no argument refuses a completion as a whole`() async throws {
        let server = try server([Item(.resource, "page://{id}/part"): AccessRule(condition: Says { _ in false })])
        let params: JSONObject = [
            "ref": ["type": "ref/resource", "uri": "page://{id}/part"], "argument": ["name": "id", "value": "x"],
        ]
        await #expect(throws: RPCError.refused) {
            try await ask(server, "completion/complete", params, context(Self.ada))
        }
    }

    @Test func `lists leave out what the caller may not use`() async throws {
        let rules = [Item(.resource, "page://one"): AccessRule(condition: Says { _ in false })]
        let hiding = try server(rules)
        #expect(try await ask(hiding, "tools/list", [:], context(Self.nobody))["tools"]?.array?.count == 0)
        #expect(try await ask(hiding, "tools/list", [:], context(Self.ada))["tools"]?.array?.count == 1)
        #expect(try await ask(hiding, "resources/list", [:], context(Self.ada))["resources"]?.array?.count == 0)
        let open = try server(rules, hides: false)
        #expect(try await ask(open, "tools/list", [:], context(Self.nobody))["tools"]?.array?.count == 1)
        #expect(try await ask(open, "resources/list", [:], context(Self.ada))["resources"]?.array?.count == 1)
    }

    @Test func `a condition over arguments hides nothing from a list`() async throws {
        let condition = Says(readsArguments: true) { !$0.arguments.isEmpty }
        let server = try server([Item(.tool, "hello_world"): AccessRule(condition: condition)])
        #expect(try await ask(server, "tools/list", [:], context(Self.ada))["tools"]?.array?.count == 1)
        #expect(try await ask(server, "tools/call", greeting, context(Self.ada))["isError"] == nil)
    }

    @Test func `a denied tool is a result where no status can say it, or when so configured`() async throws {
        let refusal = "Insufficient permissions: tool:user scope required"
        let pipe = context(Self.nobody) { $0.answersWithStatus = false }
        let result = try await ask(try server([:]), "tools/call", greeting, pipe)
        #expect(result["isError"] == true && result["content"]?.array?.first?["text"] == .string(refusal))
        let configured = try server([:], results: true)
        #expect(try await ask(configured, "tools/call", greeting, context(Self.nobody))["isError"] == true)
    }
}

/// Says what the test says.
private struct Says: AccessCondition {
    var readsArguments = false
    let answer: @Sendable (AccessUse) -> Bool
    func holds(for use: AccessUse) -> Bool { answer(use) }
}
