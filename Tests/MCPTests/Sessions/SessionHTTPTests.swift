import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionHTTPTests {
    private func named(_ subject: String) -> Caller { .token(Identity(subject: subject, scopes: ["tool:user"])) }

    @Test func `initialize hands out an id, and never the same`() async throws {
        let replica = try Replica()
        let first = await replica.open()
        let second = await replica.open()
        #expect(first.id != second.id)
        #expect(first.id.utf8.count <= 500 && first.id.utf8.allSatisfy { (0x21...0x7e).contains($0) })
    }

    @Test(arguments: ["2025-03-26", "2025-06-18", "2025-11-25"])
    func `a session answers`(version: String) async throws {
        let replica = try Replica()
        let client = await replica.open(version)
        #expect(await replica.send(client.tell("notifications/initialized")).status == .accepted)
        #expect(await replica.send(client.call("ping")).json == ["jsonrpc": "2.0", "id": 1, "result": [:]])
        let call = await replica.send(client.tool("hello_world", ["arguments": ["name": "Ada"]]))
        #expect(call.json?["result"]?["content"]?.array?.first?["text"] == "Hello, Ada!")
        #expect(replica.sessions.book.liveCount == 0)
    }

    @Test func `what a session can do is said`() async throws {
        let replica = try Replica()
        let capabilities = await replica.send(post(initialize("2025-06-18"))).json?["result"]?["capabilities"]
        #expect(capabilities?["logging"] == [:])
        #expect(capabilities?["resources"]?["subscribe"] == true)
        #expect(capabilities?["tools"]?["listChanged"] == true)
    }

    @Test func `any replica with the keys serves a session it never saw`() async throws {
        let clock = SessionClock()
        let replicas = [try Replica(clock: clock), try Replica(clock: clock), try Replica(clock: clock)]
        let client = await replicas[0].open()
        let requests = [
            client.call("tools/list"), client.tool("hello_world", ["arguments": ["name": "Ada"]]),
            client.call("resources/read", ["uri": "page://one"]),
            client.call("prompts/get", ["name": "opening", "arguments": ["topic": "x"]]),
            client.call(
                "completion/complete",
                ["ref": ["type": "ref/prompt", "name": "opening"], "argument": ["name": "topic", "value": ""]]
            ),
            client.call("ping"),
        ]
        for (index, request) in requests.enumerated() {
            let response = await replicas[index % 3].send(request)
            #expect(response.status == .ok && response.json?["result"] != nil)
        }
        let stranger = try Replica(clock: clock, sealer: KeyedSealer(key: 2))
        #expect(await stranger.send(requests[0]).status == .notFound)
    }

    @Test func `an id is worth nothing to anybody else`() async throws {
        let replica = try Replica()
        let ada = await replica.open(as: named("ada"))
        #expect(await replica.send(ada.call("ping")).status == .ok)
        let thief = SessionClient(id: ada.id, caller: named("bob"))
        let madeUp = SessionClient(id: "madeup", caller: named("bob"))
        for (stolen, invented) in [
            (thief.call("ping"), madeUp.call("ping")), (thief.get(), madeUp.get()), (thief.delete(), madeUp.delete()),
            (thief.tell("notifications/cancelled"), madeUp.tell("notifications/cancelled")),
            (thief.answer("x", [:]), madeUp.answer("x", [:])),
        ] {
            let (first, second) = (await replica.send(stolen), await replica.send(invented))
            #expect(first.status == .notFound && second.status == .notFound)
            #expect(first.json == second.json)
        }
        #expect(await replica.send(ada.call("ping")).status == .ok)
    }

    @Test func `a caller whose name has no room in an id is served without one`() async throws {
        let replica = try Replica()
        let client = await replica.open(as: named(String(repeating: "a", count: 200)))
        #expect(client.id == "none")
        let longest = await replica.open(as: named(String(repeating: "a", count: 186)))
        #expect(longest.id.utf8.count <= 450)
    }

    @Test func `a session ends with its time`() async throws {
        let replica = try Replica { $0.lifetime = .seconds(60) }
        let client = await replica.open()
        replica.clock.advance(by: .seconds(59))
        #expect(await replica.send(client.call("ping")).status == .ok)
        replica.clock.advance(by: .seconds(1))
        #expect(await replica.send(client.call("ping")).status == .notFound)
    }

    @Test func `a session that was deleted is unknown`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        #expect(await replica.send(client.delete()).status == .noContent)
        for request in [client.call("tools/list"), client.get(), client.delete(), client.tell("notifications/x")] {
            #expect(await replica.send(request).status == .notFound)
        }
    }

    @Test func `a replica that did not see the end of a session serves it on`() async throws {
        let clock = SessionClock()
        let (first, second) = (try Replica(clock: clock), try Replica(clock: clock))
        let client = await first.open()
        _ = await first.send(client.delete())
        #expect(await second.send(client.call("ping")).status == .ok)
    }

    @Test func `without an id each request stands alone, unless sessions are required`() async throws {
        let list: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "tools/list"]
        let note: JSONValue = ["jsonrpc": "2.0", "method": "notifications/initialized"]
        let offered = try Replica()
        #expect(await offered.send(post(list)).status == .ok)
        #expect(await offered.send(post(note)).status == .accepted)
        let required = try Replica { $0.mode = .required }
        #expect(await required.send(post(list)).status == .badRequest)
        #expect(await required.send(post(note)).status == .badRequest)
        #expect(await required.send(post([list])).status == .badRequest)
        #expect(await required.send(post(currentCall("tools/list"))).status == .ok)
        for method in [HTTPMethod.get, .delete] {
            var request = HTTPRequest(method, "/mcp")
            request.caller = .trusted
            #expect(await offered.send(request).status == .badRequest)
        }
    }

    @Test(
        arguments: [
            (nil, 200), ("2025-11-25", 200), ("2025-03-26", 200), ("2026-07-28", 400), ("1.0", 400), ("", 400),
        ] as [(String?, Int)]
    )
    func `the version of a request must be one with sessions`(version: String?, status: Int) async throws {
        let replica = try Replica()
        let client = await replica.open()
        let request = client.request(["jsonrpc": "2.0", "id": 1, "method": "ping"]) {
            $0[.mcpProtocolVersion] = version
        }
        #expect(await replica.send(request).status.code == status)
    }

    @Test func `a request of 2026-07-28 has no session`() async throws {
        let replica = try Replica()
        let request = post(currentCall("tools/list")) { $0[.mcpSessionID] = "madeup" }
        let response = await replica.send(request)
        #expect(response.status == .ok && response.fields[.mcpSessionID] == nil)
    }

    @Test func `initialize within a session is refused`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        #expect(await replica.send(client.request(initialize("2025-06-18"))).json?["error"]?["code"] == -32600)
    }

    @Test func `a hundred thousand abandoned sessions leave nothing behind`() async throws {
        let replica = try Replica()
        for _ in 0..<1000 { _ = await replica.open() }
        for _ in 0..<99_000 { _ = replica.sessions.book.issue(.v2025_11_25, [:], to: .trusted) }
        #expect(replica.sessions.book.liveCount == 0)
    }
}
