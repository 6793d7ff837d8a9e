import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionHTTPStreamsTests {
    @Test func `a session has one stream of its own`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        let first = await replica.send(client.get())
        #expect(first.fields[.xAccelBuffering] == "no" && first.fields[.contentType] == "text/event-stream")
        let reader = try #require(StreamReader(first))
        #expect(await reader.next()?.data == "")
        #expect(await replica.send(client.get()).status == .conflict)
        await reader.cut()
        #expect(await replica.send(client.get()).status == .ok)
    }

    @Test func `changes are told on the stream of the session`() async throws {
        let replica = try Replica()
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.get())))
        replica.changes.publish(.tools)
        replica.changes.publish(.resource(uri: "page://one"))
        let answer = await replica.send(client.call("resources/subscribe", ["uri": "page://one"]))
        #expect(answer.json == ["jsonrpc": "2.0", "id": 1, "result": [:]])
        replica.changes.publish(.resource(uri: "page://one"))
        #expect(await replica.send(client.call("resources/unsubscribe", ["uri": "page://one"])).json?["error"] == nil)
        replica.changes.publish(.resource(uri: "page://one"))
        replica.changes.publish(.prompts)
        #expect(await reader.next()?.json?["method"] == "notifications/tools/list_changed")
        let updated = await reader.next()?.json
        #expect(updated?["method"] == "notifications/resources/updated")
        #expect(updated?["params"]?["uri"] == "page://one")
        #expect(await reader.next()?.json?["method"] == "notifications/prompts/list_changed")
    }

    @Test func `what was missed is sent again, once, and nothing else`() async throws {
        let replica = try Replica()
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.get())))
        replica.changes.publish(.tools)
        let last = try #require(await reader.next())
        await reader.cut()
        replica.changes.publish(.prompts)
        replica.changes.publish(.resources)
        let again = try #require(StreamReader(await replica.send(client.get(after: last.id))))
        #expect(await again.next()?.json?["method"] == "notifications/prompts/list_changed")
        #expect(await again.next()?.json?["method"] == "notifications/resources/list_changed")
        replica.changes.publish(.tools)
        #expect(await again.next()?.json?["method"] == "notifications/tools/list_changed")
    }

    @Test func `what a call says is not sent again to who may not make it`() async throws {
        let replica = try Replica([
            Scripted(requiredScopes: ["x"]) { context in
                _ = try await context.client?.result(of: "sampling/createMessage", ["maxTokens": 1], as: "k")
                return "secret".result
            }
        ])
        let wide = await replica.open(as: .ana(["x"]))
        let reader = try #require(StreamReader(await replica.send(wide.tool(id: 5))))
        let primer = try #require(await reader.next())
        await reader.cut()
        let refused = await replica.send(SessionClient(id: wide.id, caller: .ana(["y"])).get(after: primer.id))
        #expect(refused.status == .forbidden && refused.json?["error"]?["code"] == 403)
        #expect(refused.fields[.wwwAuthenticate]?.contains(#"scope="x""#) == true)
        let again = try #require(StreamReader(await replica.send(wide.get(after: primer.id))))
        #expect(await again.next()?.data == "")
        #expect(await again.next()?.json?["method"] == "sampling/createMessage")
        _ = await replica.send(wide.delete())
    }

    @Test func `what waits for a task's result is not sent again to who may not call its tool`() async throws {
        let replica = try Replica([
            Scripted(requiredScopes: ["x"]) { _ in
                await untilCancelled()
                return "secret".result
            }
        ])
        let wide = await replica.open(as: .ana(["x"]))
        let made = await replica.send(wide.tool("scripted", ["task": [:]])).json
        let named: JSONObject = ["taskId": made?["result"]?["task"]?["taskId"] ?? .null]
        async let answer = replica.send(wide.call("tasks/result", named))
        let delay = SessionSettings().streamDelay
        while !replica.exchange.manualTimers.delays.contains(delay) { await Task.yield() }
        replica.exchange.manualTimers.fire(delay)
        let reader = try #require(StreamReader(await answer))
        let primer = try #require(await reader.next())
        await reader.cut()
        let narrow = SessionClient(id: wide.id, caller: .ana())
        #expect(await replica.send(narrow.get(after: primer.id)).status == .forbidden)
        #expect(await replica.send(wide.get(after: primer.id)).status == .ok)
        _ = await replica.send(wide.delete())
    }

    @Test(arguments: ["", "x", "0123456789abcdef_1", "0123456789abcdef_-1", "_", "a_b_c"])
    func `an event that is not known here cannot be gone on from`(event: String) async throws {
        let replica = try Replica()
        let client = await replica.open()
        let reader = try #require(StreamReader(await replica.send(client.get())))
        #expect(await replica.send(client.get(after: event)).status == .notFound)
        await reader.cut()
    }

    @Test func `beyond what is kept a client begins anew`() async throws {
        let replica = try Replica { $0.replayLimit = 200 }
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.get())))
        replica.changes.publish(.tools)
        let last = try #require(await reader.next())
        await reader.cut()
        for _ in 0..<20 { replica.changes.publish(.prompts) }
        #expect(await replica.send(client.get(after: last.id)).status == .notFound)
    }

    @Test func `another replica knows no events of this one`() async throws {
        let clock = SessionClock()
        let (first, second) = (try Replica(clock: clock), try Replica(clock: clock))
        let client = await first.open()
        let reader = try #require(StreamReader(await first.send(client.get())))
        let primer = await reader.next()
        #expect(await second.send(client.get(after: primer?.id)).status == .notFound)
        await reader.cut()
    }

    @Test func `a stream needs a client that reads it, and a session`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        var request = client.get()
        request.fields[.accept] = "application/json"
        #expect(await replica.send(request).status == .notAcceptable)
        #expect(await replica.send(SessionClient(id: "made-up").get()).status == .notFound)
        var other = client.get()
        other.method = .put
        let refused = await replica.send(other)
        #expect(refused.status == .methodNotAllowed && refused.fields[.allow] == "GET, POST, DELETE")
    }

    @Test func `a server that stops ends the stream, and nothing is lost by it`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        let reader = try #require(StreamReader(await replica.send(client.get())))
        _ = await reader.next()
        replica.exchange.drain()
        #expect(await reader.next() == nil)
    }

    @Test func `sessions beyond the limit are refused for now, and others go on`() async throws {
        let replica = try Replica { $0.limit = 1 }
        let (first, second) = (await replica.open(), await replica.open())
        let reader = try #require(StreamReader(await replica.send(first.get())))
        let refused = await replica.send(second.get())
        #expect(refused.status == .serviceUnavailable && refused.fields[.retryAfter] != nil)
        let level = await replica.send(second.call("logging/setLevel", ["level": "info"]))
        #expect(level.status == .serviceUnavailable && level.fields[.retryAfter] != nil)
        #expect(await replica.send(second.call("ping")).status == .ok)
        #expect(await replica.send(first.call("logging/setLevel", ["level": "info"])).status == .ok)
        _ = await replica.send(first.delete())
        _ = await reader.rest()
        #expect(await replica.send(second.call("logging/setLevel", ["level": "info"])).status == .ok)
    }

    @Test func `a session of which nothing is heard ends, one that is listened to does not`() async throws {
        let replica = try Replica { $0.idleTime = .seconds(40) }
        let (quiet, listening) = (await replica.open(), await replica.open())
        _ = await replica.send(quiet.call("logging/setLevel", ["level": "info"]))
        let reader = try #require(StreamReader(await replica.send(listening.get())))
        replica.clock.advance(by: .seconds(39))
        replica.exchange.manualTimers.fire(.seconds(10))
        #expect(await replica.send(quiet.tool("hello_world", ["arguments": ["name": "A"]])).status == .ok)
        replica.clock.advance(by: .seconds(40))
        replica.exchange.manualTimers.fire(.seconds(10))
        #expect(await replica.send(quiet.call("ping")).status == .notFound)
        #expect(await replica.send(listening.call("ping")).status == .ok)
        await reader.cut()
    }
}
