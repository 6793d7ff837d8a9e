import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import MCP

@Suite struct MCPServerRoundsTests {
    /// Asks for a name and then a color.
    private static let twice: @Sendable (RequestContext) async throws -> ToolResult = { context in
        let name = try await context.ask("name", "Who?", for: UserName.self).content?.name ?? "?"
        let color = try await context.ask("color", "Which?", schema: ["type": "object"]).content?["color"]?.string
        return ToolResult([.text("\(name) likes \(color ?? "?")")])
    }

    @Test func `a question ends the round, and its answer finishes the call`() async throws {
        let server = try roundServer { context in
            ToolResult([
                .text("Hello, \(try await context.ask("user", "Who?", for: UserName.self).content?.name ?? "")!")
            ])
        }
        let first = try await server.round()
        #expect(first.isQuestion)
        #expect(first["inputRequests"]?["user"]?["method"] == "elicitation/create")
        #expect(first["inputRequests"]?["user"]?["params"]?["mode"] == "form")
        #expect(first["inputRequests"]?["user"]?["params"]?["requestedSchema"]?["required"] == ["name"])
        let state = try #require(first["requestState"])
        let second = try await server.round([
            "inputResponses": ["user": accepted(["name": "Ada"])], "requestState": state,
        ])
        #expect(second.said == "Hello, Ada!")
    }

    @Test func `a second round needs no first, and unknown keys do not matter`() async throws {
        let server = try roundServer { context in
            ToolResult([.text(try await context.ask("user", "Who?", for: UserName.self).content?.name ?? "")])
        }
        let answers: JSONValue = ["user": accepted(["name": "Ada"]), "more": [:]]
        #expect(try await server.round(["inputResponses": answers]).said == "Ada")
    }

    @Test func `a wrong key is asked again`() async throws {
        let server = try roundServer(body: Self.twice)
        let result = try await server.round(["inputResponses": ["other": accepted([:])]])
        #expect(result["inputRequests"]?.object?.keys.first == "name")
    }

    @Test func `what was answered in the first round holds in the third`() async throws {
        let server = try roundServer(body: Self.twice)
        let first = try await server.round()
        let second = try await server.round([
            "inputResponses": ["name": accepted(["name": "Ada"])], "requestState": try #require(first["requestState"]),
        ])
        #expect(second["inputRequests"]?.object?.keys.first == "color")
        #expect(second["requestState"] != first["requestState"])
        let third = try await server.round([
            "inputResponses": ["color": accepted(["color": "blue"]), "name": accepted(["name": "Eve"])],
            "requestState": try #require(second["requestState"]),
        ])
        #expect(third.said == "Ada likes blue")
    }

    @Test func `questions asked at once come in one round`() async throws {
        let together = try roundServer { context in
            let (name, sample, roots) = try await context.ask(
                all: .form("name", "Who?", UserName.self),
                .sample("greeting", SampleRequest("Greet", tokens: 50)),
                .roots("roots")
            )
            return ToolResult([.text("\(name.content?.name ?? "") \(sample.text) \(roots.count)")])
        }
        let first = try await together.round()
        #expect(first["inputRequests"]?.object?.keys.map { $0 } == ["name", "greeting", "roots"])
        let second = try await together.round([
            "inputResponses": [
                "name": accepted(["name": "Ada"]),
                "greeting": ["role": "assistant", "model": "m", "content": ["type": "text", "text": "Hi"]],
                "roots": ["roots": [["uri": "file:///a"]]],
            ]
        ])
        #expect(second.said == "Ada Hi 1")
    }

    @Test func `questions asked by async let come in one round`() async throws {
        let server = try roundServer { context in
            async let name = context.ask("name", "Who?", for: UserName.self)
            async let roots = context.roots()
            return ToolResult([.text("\(try await name) \(try await roots)")])
        }
        let first = try await server.round()
        #expect(Set(first["inputRequests"]?.object?.keys.map { $0 } ?? []) == ["name", "roots"])
    }

    @Test func `a call remembers from round to round`() async throws {
        let drawn = Mutex(0)
        let server = try roundServer { context in
            let card =
                context.remembered?.int
                ?? drawn.withLock { count in
                    count += 1
                    return count
                }
            context.remember(.int(card))
            _ = try await context.ask("sure", "Sure?", schema: ["type": "object"])
            return ToolResult([.text("card \(card)")])
        }
        let first = try await server.round()
        _ = try await server.round()
        let result = try await server.round([
            "inputResponses": ["sure": ["action": "decline"]], "requestState": try #require(first["requestState"]),
        ])
        #expect(result.said == "card 1")
    }

    @Test func `a state is good for its call alone, and not for ever`() async throws {
        let clock = ManualClock()
        let server = try roundServer(clock: clock, body: Self.twice)
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        let state = try #require(try await server.round(as: ada)["requestState"]?.string)
        let more: JSONObject = ["requestState": .string(state)]
        let refusal = RPCError.invalidParams("params.requestState is not valid here, or no longer")
        #expect(try await server.round(more, as: ada).isQuestion)
        await #expect(throws: refusal) {
            try await server.round(["requestState": .string(state + "-TAMPERED")], as: ada)
        }
        await #expect(throws: refusal) { try await server.round(more) }
        await #expect(throws: refusal) { try await server.round(more, as: ada, name: "other") }
        await #expect(throws: refusal) {
            try await server.round(["requestState": .string(state), "arguments": ["a": 1]], as: ada)
        }
        clock.advance(by: 601)
        await #expect(throws: refusal) { try await server.round(more, as: ada) }
    }

    @Test(
        arguments: [
            ["inputResponses": .null], ["inputResponses": 5], ["inputResponses": ["name": 12345]],
            ["requestState": 5], ["inputResponses": ["name": ["action": "perhaps"]]],
            ["inputResponses": ["name": ["action": "accept", "content": ["name": 5]]]],
        ] as [JSONObject]
    )
    func `malformed answers are invalid parameters`(params: JSONObject) async throws {
        let server = try roundServer(body: Self.twice)
        let error = await #expect(throws: RPCError.self) { try await server.round(params) }
        #expect(error?.code == -32602)
    }

    @Test func `a client that cannot be asked is told what it lacks`() async throws {
        let server = try roundServer(body: Self.twice)
        let missing = RPCError.missingCapability(["elicitation": ["form": [:]]])
        await #expect(throws: missing) { try await server.round(able: [:]) }
        await #expect(throws: missing) { try await server.round(able: ["sampling": [:]]) }
    }

    @Test func `a client that refuses is not asked for ever`() async throws {
        let server = try roundServer { context in
            switch try await context.ask("name", "Who?", for: UserName.self) {
            case .accepted(let answer): ToolResult([.text(answer.name)])
            case .declined: .failure("declined")
            case .cancelled: .failure("cancelled")
            }
        }
        #expect(try await server.round(["inputResponses": ["name": ["action": "decline"]]]).said == "declined")
        #expect(try await server.round(["inputResponses": ["name": ["action": "cancel"]]]).said == "cancelled")
    }

    @Test func `rounds are counted`() async throws {
        var settings = MCPSettings()
        settings.roundLimit = 1
        let server = try roundServer(settings, body: Self.twice)
        let state = try #require(try await server.round()["requestState"])
        let error = await #expect(throws: RPCError.self) {
            try await server.round(["inputResponses": ["name": accepted(["name": "A"])], "requestState": state])
        }
        #expect(error?.code == 429)
    }

    @Test func `without a key one round works, and two do not`() async throws {
        let server = try roundServer(sealed: false, body: Self.twice)
        let first = try await server.round()
        #expect(first.isQuestion && first["requestState"] == nil)
        let answers: JSONValue = ["name": accepted(["name": "A"])]
        let error = await #expect(throws: RPCError.self) { try await server.round(["inputResponses": answers]) }
        #expect(error?.code == -32603)
    }

    @Test func `prompts and resources ask too, and what comes of answers is not kept`() async throws {
        let server = MCPServer(try Catalog(resources: [AskingResource()], prompts: [AskingPrompt()]))
        var context = RequestContext(caller: .trusted)
        context.clientCapabilities = everything
        for (method, key, name) in [("prompts/get", "name", "asking"), ("resources/read", "uri", "asking://one")] {
            let first = try await server.respond(
                to: RPCRequest(id: .number(1), method: method, params: [key: .string(name)]),
                in: context
            )
            #expect(first.isQuestion && first["ttlMs"] == nil)
            let second = try await server.respond(
                to: RPCRequest(
                    id: .number(2),
                    method: method,
                    params: [key: .string(name), "inputResponses": ["name": accepted(["name": "Ada"])]]
                ),
                in: context
            )
            #expect(second["messages"] != nil || second["contents"]?.array?.first?["text"] == "Ada")
            #expect(second["ttlMs"] == nil || second["ttlMs"] == 0 && second["cacheScope"] == "private")
        }
    }

    @Test func `over HTTP the round has its type, and a lacking capability is a bad request`() async throws {
        let endpoint = MCPEndpoint(try roundServer(body: Self.twice))
        let able = currentCall(
            "tools/call",
            ["name": "scripted"],
            meta: ["io.modelcontextprotocol/clientCapabilities": .object(everything)]
        )
        let response = await endpoint.respond(to: post(able))
        #expect(response.status == .ok && response.json?["result"]?["resultType"] == "input_required")
        let refused = await endpoint.respond(to: post(currentCall("tools/call", ["name": "scripted"])))
        #expect(refused.status == .badRequest && refused.json?["error"]?["code"] == -32021)
    }
}

private func name(_ context: RequestContext) async throws -> String {
    try await context.ask("name", "Who?", for: UserName.self).content?.name ?? ""
}

private struct AskingPrompt: Prompt {
    let name = "asking"
    let description = "Asks."
    func messages(_: NoArguments, in context: RequestContext) async throws -> [PromptMessage] {
        [.user(.text(try await MCPTests.name(context)))]
    }
}

private struct AskingResource: Resource {
    let uri = "asking://one"
    let name = "asking"
    let mimeType = "text/plain"
    func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
        .text(try await MCPTests.name(context))
    }
}
