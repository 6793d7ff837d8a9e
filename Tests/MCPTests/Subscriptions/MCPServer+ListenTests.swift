import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

/// Notifications that one listener got.
final class Heard: Sendable {
    private let state = Mutex<(notes: [RPCNotification], count: Int, gate: Gate?)>(([], 0, nil))
    var all: [RPCNotification] { state.withLock { $0.notes } }

    func take(_ note: RPCNotification) {
        let gate = state.withLock { state -> Gate? in
            state.notes.append(note)
            return state.notes.count >= state.count ? state.gate : nil
        }
        gate?.open()
    }

    /// Returns when there are `count`.
    func wait(for count: Int) async {
        let gate = Gate()
        let isThere = state.withLock { state in
            state.count = count
            state.gate = gate
            return state.notes.count >= count
        }
        if !isThere { await gate.wait() }
    }
}

extension MCPServer {
    /// Begins to listen.
    func listening(
        _ wishes: JSONObject,
        as caller: Caller = .trusted,
        able: JSONObject = [:],
        id: RPCID = .number(7),
        heard: Heard
    ) -> Task<JSONObject, any Error> {
        var context = RequestContext(caller: caller) { heard.take($0) }
        context.clientCapabilities = able
        let request = RPCRequest(id: id, method: "subscriptions/listen", params: ["notifications": .object(wishes)])
        return Task { [context] in try await self.respond(to: request, in: context) }
    }
}

@Suite struct MCPServerListenTests {
    private static let all: JSONObject = [
        "toolsListChanged": true, "promptsListChanged": true, "resourcesListChanged": true,
        "resourceSubscriptions": ["page://one", "page://nowhere"],
    ]

    @Test func `the first message says what is honoured, under the id of the request`() async throws {
        let server = try makeServer(prompts: [])
        let heard = Heard()
        let listening = server.listening(Self.all, id: .string("s"), heard: heard)
        await heard.wait(for: 1)
        let honoured: JSONValue = [
            "toolsListChanged": true, "resourcesListChanged": true, "resourceSubscriptions": ["page://one"],
        ]
        let meta: JSONValue = ["io.modelcontextprotocol/subscriptionId": "s"]
        #expect(heard.all.first?.method == "notifications/subscriptions/acknowledged")
        #expect(heard.all.first?.params == ["notifications": honoured, "_meta": meta])
        listening.cancel()
        #expect(try await listening.value == ["_meta": meta])
        #expect(server.listeners.total == 0)
    }

    @Test func `only what was asked for is told`() async throws {
        let server = try makeServer()
        let heard = Heard()
        let listening = server.listening(
            ["promptsListChanged": true, "resourceSubscriptions": ["page://one"]],
            heard: heard
        )
        await heard.wait(for: 1)
        for change: Changes.Change in [
            .tools, .resources, .resource(uri: "page://two"), .resource(uri: "page://one"), .prompts,
        ] {
            server.changes.publish(change)
        }
        listening.cancel()
        _ = try await listening.value
        let meta: JSONValue = ["io.modelcontextprotocol/subscriptionId": 7]
        #expect(
            Array(heard.all.dropFirst()) == [
                RPCNotification(
                    method: "notifications/resources/updated",
                    params: ["uri": "page://one", "_meta": meta]
                ),
                RPCNotification(method: "notifications/prompts/list_changed", params: ["_meta": meta]),
            ]
        )
    }

    @Test func `a resource that the caller may not read is not told about`() async throws {
        struct Secret: Resource {
            let uri = "secret://one"
            let name = "secret"
            let mimeType = "text/plain"
            let requiredScopes: Set = ["admin"]
            func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent { .text("") }
        }
        let server = MCPServer(try Catalog(resources: [Secret()]))
        let heard = Heard()
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        let listening = server.listening(["resourceSubscriptions": ["secret://one"]], as: ada, heard: heard)
        await heard.wait(for: 1)
        #expect(heard.all.first?.params["notifications"] == [:])
        listening.cancel()
    }

    @Test func `another catalog is told to those who listen, once it is there`() async throws {
        let server = try makeServer()
        let heard = Heard()
        let listening = server.listening(Self.all, heard: heard)
        await heard.wait(for: 1)
        server.offer(try Catalog(tools: [Greet(), Regional()], resources: [Page()], prompts: [Opening()]))
        await heard.wait(for: 3)
        #expect(
            heard.all.dropFirst().map(\.method) == [
                "notifications/tools/list_changed", "notifications/resources/list_changed",
            ]
        )
        listening.cancel()
    }

    @Test func `the capabilities say what can be listened to`() async throws {
        let result = try await makeServer().respond(
            to: RPCRequest(id: .number(1), method: "server/discover"),
            in: RequestContext()
        )
        #expect(result["capabilities"]?["tools"] == ["listChanged": true])
        #expect(result["capabilities"]?["resources"] == ["subscribe": true, "listChanged": true])
        #expect(result["capabilities"]?["prompts"] == ["listChanged": true])
    }

    @Test func `streams are counted, for each principal and in all`() async throws {
        var settings = MCPSettings()
        settings.listenerLimit = 2
        settings.listenersPerPrincipal = 1
        let server = MCPServer(try Catalog(tools: [Greet()]), settings)
        let (ada, bob) = (
            Caller.token(Identity(subject: "a", scopes: [])), Caller.token(Identity(subject: "b", scopes: []))
        )
        let heard = [Heard(), Heard()]
        let first = server.listening([:], as: ada, heard: heard[0])
        await heard[0].wait(for: 1)
        await #expect(throws: RPCError.busy) { try await server.listening([:], as: ada, heard: Heard()).value }
        let second = server.listening([:], as: bob, heard: heard[1])
        await heard[1].wait(for: 1)
        await #expect(throws: RPCError.busy) { try await server.listening([:], heard: Heard()).value }
        for listening in [first, second] {
            listening.cancel()
            _ = try await listening.value
        }
        #expect(server.listeners.total == 0)
    }
}
