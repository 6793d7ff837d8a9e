import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ItemUseTests {
    private static let tool = Item(.tool, "scripted")

    private func server(_ rule: AccessRule? = nil) throws -> MCPServer {
        let rules = AccessRules(rule.map { [Self.tool: $0] } ?? [:])
        let tool = Scripted(requiredScopes: ["x"]) { _ in "ok".result }
        return MCPServer(try Catalog(tools: [tool], resources: [Page()]), access: rules)
    }

    private func call(_ arguments: JSONObject = [:]) -> RPCRequest {
        RPCRequest(
            id: .number(1),
            method: "tools/call",
            params: ["name": "scripted", "arguments": .object(arguments)]
        )
    }

    private func context(_ scopes: Set<String>) -> RequestContext { RequestContext(caller: .ana(scopes)) }

    @Test func `a request uses what it names, and others use nothing`() throws {
        let server = try server()
        #expect(server.use(by: call())?.item == Self.tool && server.use(by: call())?.scopes == ["x"])
        let read = RPCRequest(id: .number(1), method: "resources/read", params: ["uri": "page://one"])
        #expect(server.use(by: read)?.item == Item(.resource, "page://one"))
        let question: JSONObject = [
            "ref": ["type": "ref/resource", "uri": "page://one"], "argument": ["name": "a", "value": ""],
        ]
        let completion = RPCRequest(id: .number(1), method: "completion/complete", params: question)
        #expect(server.use(by: completion) == nil, "it has no template")
        for (method, params) in [
            ("completion/complete", [:]), ("tools/list", [:]), ("tools/call", ["name": "nope"]), ("tools/call", [:]),
            ("prompts/get", ["name": "nope"]), ("resources/read", ["uri": "nope://x"]),
        ] as [(String, JSONObject)] {
            #expect(server.use(by: RPCRequest(id: .number(1), method: method, params: params)) == nil)
        }
    }

    @Test func `who comes for it must hold its scopes, those of the rule of now before those of the code`() throws {
        let use = try #require(try server().use(by: call()))
        #expect(try server().denial(of: use, in: context(["x"])) == nil)
        #expect(try server().denial(of: use, in: context(["y"])) == .forbidden(["x"]))
        let ruled = try server(AccessRule(scopes: ["y"]))
        #expect(ruled.denial(of: use, in: context(["y"])) == nil)
        #expect(ruled.denial(of: use, in: context(["x"])) == .forbidden(["y"]))
    }

    @Test func `a completion uses its prompt, and with a condition on arguments nobody comes back for it`() throws {
        let question: JSONObject = [
            "ref": ["type": "ref/prompt", "name": "opening"], "argument": ["name": "topic", "value": ""],
        ]
        let request = RPCRequest(id: .number(1), method: "completion/complete", params: question)
        let template = MCPServer(try Catalog(resources: [Page(uri: "page://{id}/part")]))
        let part: JSONObject = [
            "ref": ["type": "ref/resource", "uri": "page://{id}/part"], "argument": ["name": "id", "value": ""],
        ]
        let ofTemplate = RPCRequest(id: .number(1), method: "completion/complete", params: part)
        #expect(template.use(by: ofTemplate)?.item == Item(.resource, "page://{id}/part"))
        let item = Item(.prompt, "opening")
        let rule = AccessRule(scopes: ["y"])
        let ruled = MCPServer(try Catalog(prompts: [Opening()]), access: AccessRules([item: rule]))
        let use = try #require(ruled.use(by: request))
        #expect(use.item == item)
        #expect(ruled.denial(of: use, in: context(["y"])) == nil)
        #expect(ruled.denial(of: use, in: context(["x"])) == .forbidden(["y"]))
        let reading = AccessRules([item: AccessRule(condition: Says(readsArguments: true) { _ in true })])
        let strict = MCPServer(try Catalog(prompts: [Opening()]), access: reading)
        #expect(strict.denial(of: try #require(strict.use(by: request)), in: context([])) == .refused)
    }

    @Test func `a condition is asked about the arguments of the beginning`() throws {
        let rule = AccessRule(condition: Says(readsArguments: true) { $0.arguments["path"] == "pub" })
        let server = try server(rule)
        for (path, denial) in [("pub", nil), ("secret", RPCError.refused)] as [(JSONValue, RPCError?)] {
            let use = try #require(server.use(by: call(["path": path])))
            #expect(server.denial(of: use, in: context(["x"])) == denial)
        }
    }

    @Test func `a condition that does not read them needs none`() throws {
        let rule = AccessRule(condition: Says { $0.caller.holds(["z"]) })
        let use = try #require(try server(rule).use(by: call(["path": "pub"])))
        #expect(try server(rule).denial(of: use, in: context(["x", "z"])) == nil)
        #expect(try server(rule).denial(of: use, in: context(["x"])) == .refused)
    }

    @Test func `arguments that are not known any more allow nothing`() throws {
        let rule = AccessRule(condition: Says(readsArguments: true) { _ in true })
        let ruled = try server(rule)
        let unread = try #require(try server().use(by: call(["path": "pub"])))
        #expect(ruled.denial(of: unread, in: context(["x"])) == .refused)
        let long = try #require(ruled.use(by: call(["path": .string(String(repeating: "a", count: 17_000))])))
        #expect(ruled.denial(of: long, in: context(["x"])) == .refused)
        let store = TaskStore(timers: ManualTimers()) { 0 }
        #expect(throws: RPCError.invalidParams("The arguments are too long for a task")) {
            try store.make(for: "a", using: long)
        }
        #expect(store.count == 0)
    }
}

private struct Says: AccessCondition {
    var readsArguments = false
    let answer: @Sendable (AccessUse) -> Bool
    func holds(for use: AccessUse) -> Bool { answer(use) }
}
