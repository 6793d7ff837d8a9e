import HTTP
import JSON
import Testing

@testable import MCP

private let ada = Caller.token(Identity(subject: "ada", issuer: "a", scopes: ["tool:user"]))
private let bob = Caller.token(Identity(subject: "bob", issuer: "a", scopes: ["tool:user"]))

/// Whatever one principal holds is worth nothing to another: it is answered as what never was, and nothing happens.
@Suite struct OwnershipTests {
    @Test(arguments: Holding.all)
    func `what somebody else holds is as unknown as anything`(holding: Holding) async throws {
        let house = try House()
        let value = try #require(await holding.value(house))
        for use in holding.uses {
            let stolen = await house.send(use(value), as: bob)
            let invented = await house.send(use(holding.invented), as: bob)
            #expect(stolen.status == invented.status && stolen.json == invented.json)
            #expect(stolen.json?["error"]?["code"] == -32602)
        }
        #expect(await house.send(holding.uses[0](value), as: ada).json?["result"] != nil, "its owner loses nothing")
    }

    @Test func `nobody cancels another's call, or answers what it asked`() async throws {
        let replica = try Replica([
            Scripted { context in
                let answer = try await context.client?.result(of: "roots/list", [:], as: "k")
                return "\(answer?["roots"]?.array?.count ?? -1)".result
            }
        ])
        let (mine, theirs) = (await replica.open(as: ada), await replica.open(as: bob))
        let reader = try #require(StreamReader(await replica.send(mine.tool(id: 1, [:]))))
        var question = await reader.next()
        while question?.json == nil { question = await reader.next() }
        let id = question?.json?["id"] ?? .null
        #expect(
            await replica.send(theirs.tell("notifications/cancelled", ["requestId": 1])).status == .accepted
        )
        #expect(await replica.send(theirs.answer(id, ["roots": []])).status == .badRequest)
        #expect(await replica.send(mine.answer(id, ["roots": [["uri": "file:///a"]]])).status == .accepted)
        let result = await reader.rest().compactMap(\.json).last
        #expect(result?["result"]?["content"]?.array?.first?["text"] == "1")
    }

    @Test func `an event of another session cannot be gone on from`() async throws {
        let replica = try Replica()
        let (mine, theirs) = (await replica.open("2025-06-18", as: ada), await replica.open("2025-06-18", as: bob))
        let reader = try #require(StreamReader(await replica.send(mine.get())))
        _ = await replica.send(theirs.get())
        replica.changes.publish(.tools)
        let event = try #require(await reader.next())
        let stolen = await replica.send(theirs.get(after: event.id))
        let invented = await replica.send(theirs.get(after: "0123456789abcdef_1"))
        #expect(stolen.status == .notFound && stolen.json == invented.json)
        #expect(await replica.send(mine.get(after: event.id)).status == .ok)
    }
}

/// Something that a server hands to one client: how to come by it, and what to do with it.
struct Holding: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let value: @Sendable (House) async -> String?
    /// What this could be and is not.
    let invented: String
    let uses: [@Sendable (String) -> HTTPRequest]

    static let all = [requestState, cursor, task]

    private static let requestState = Holding(
        testDescription: "requestState",
        value: { await $0.send(House.call, as: ada).json?["result"]?["requestState"]?.string },
        invented: "AAAA.AAAA",
        uses: [
            { state in
                let answers: JSONValue = ["k": ["action": "accept", "content": ["name": "Ada"]]]
                return House.request(
                    "tools/call",
                    ["name": "scripted", "requestState": .string(state), "inputResponses": answers]
                )
            }
        ]
    )
    private static let cursor = Holding(
        testDescription: "cursor",
        value: { await $0.send(House.request("tools/list"), as: ada).json?["result"]?["nextCursor"]?.string },
        invented: "AAAA.AAAA",
        uses: [{ House.request("tools/list", ["cursor": .string($0)]) }]
    )
    private static let task = Holding(
        testDescription: "task",
        value: {
            let call = House.request("tools/call", ["name": "long"])
            return await $0.send(call, as: ada).json?["result"]?["taskId"]?.string
        },
        invented: "0123456789abcdef0123456789abcdef",
        uses: [
            { House.request("tasks/get", ["taskId": .string($0)]) },
            { House.request("tasks/update", ["taskId": .string($0), "inputResponses": [:]]) },
            { House.request("tasks/cancel", ["taskId": .string($0)]) },
        ]
    )
}

/// A process with a key, in which calls ask and become tasks, and lists have pages.
struct House: Sendable {
    let endpoint: MCPEndpoint

    init() throws {
        var settings = MCPSettings()
        settings.pageSize = 1
        let asking = Scripted { context in
            let name = try await context.ask("k", "Who?", for: UserName.self)
            return "\(name.content?.name ?? "nobody")".result
        }
        let long = Scripted(name: "long") { context in
            try await context.asTask { _ in
                await untilCancelled()
                return "".result
            }
        }
        let server = MCPServer(
            try Catalog(tools: [asking, long]),
            settings,
            sealing: Sealing(PlainSealer()) { 1_800_000_000 },
            tasks: TaskStore { 1_800_000_000 }
        )
        endpoint = MCPEndpoint(server, settings)
    }

    func send(_ request: HTTPRequest, as caller: Caller) async -> HTTPResponse {
        var request = request
        request.caller = caller
        return await endpoint.respond(to: request)
    }

    static var call: HTTPRequest { request("tools/call", ["name": "scripted"]) }

    static func request(_ method: String, _ params: JSONObject = [:]) -> HTTPRequest {
        let able: JSONObject = ["elicitation": [:], "extensions": ["io.modelcontextprotocol/tasks": [:]]]
        let meta: JSONObject = ["io.modelcontextprotocol/clientCapabilities": .object(able)]
        return post(currentCall(method, params, meta: meta)) { fields in
            if let task = params["taskId"]?.string { fields[.mcpName] = task }
        }
    }
}
