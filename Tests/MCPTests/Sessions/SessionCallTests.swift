import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionCallTests {
    /// Asks the client's model and says what it answered.
    private let asking = Scripted { context in
        guard let client = context.client else { return "nobody".result }
        do {
            let answer = try await client.result(of: "sampling/createMessage", ["maxTokens": 1], as: "k")
            return "\(answer["model"]?.string ?? "?")".result
        } catch let error as RPCError {
            return "\(error.code) \(error.message)".result
        }
    }
    private func text(_ message: JSONValue?) -> String? {
        message?["result"]?["content"]?.array?.first?["text"]?.string
    }

    @Test(arguments: [("2025-03-26", false), ("2025-11-25", true)])
    func `a question goes out on the stream of its call and is answered by a POST`(
        version: String,
        isPrimed: Bool
    ) async throws {
        let replica = try Replica([asking])
        let client = await replica.open(version)
        let response = await replica.send(client.tool(id: 5))
        let reader = try #require(StreamReader(response))
        if isPrimed {
            let primer = await reader.next()
            #expect(primer?.data == "" && primer?.retry == 500 && primer?.id != nil)
        }
        let question = try #require(await reader.next()?.json)
        #expect(question["method"] == "sampling/createMessage")
        #expect(question["params"] == ["maxTokens": 1])
        let id = try #require(question["id"])
        #expect(await replica.send(client.answer(id, ["model": "m"])).status == .accepted)
        let result = await reader.next()
        #expect(result?.json?["id"] == 5)
        #expect(text(result?.json) == "m")
        #expect(await reader.next() == nil)
    }

    @Test func `the client's error reaches the tool`() async throws {
        let replica = try Replica([asking])
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.tool())))
        let id = try #require(await reader.next()?.json?["id"])
        let refusal: JSONValue = [
            "jsonrpc": "2.0", "id": id, "error": ["code": -1, "message": "User rejected sampling request"],
        ]
        #expect(await replica.send(client.request(refusal)).status == .accepted)
        #expect(text(await reader.next()?.json) == "-1 User rejected sampling request")
    }

    @Test func `a client is not asked for what it did not declare`() async throws {
        let replica = try Replica([asking])
        let client = await replica.open(able: ["roots": [:]])
        let response = await replica.send(client.tool())
        #expect(text(response.json)?.hasPrefix("-32601") == true)
    }

    @Test func `a client that reads no stream cannot be asked`() async throws {
        let replica = try Replica([asking])
        let client = await replica.open()
        var request = client.tool()
        request.fields[.accept] = "application/json"
        #expect(text(await replica.send(request).json)?.hasPrefix("503") == true)
    }

    @Test func `a question that is not answered in time is withdrawn`() async throws {
        let replica = try Replica([asking])
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.tool())))
        let id = try #require(await reader.next()?.json?["id"])
        replica.exchange.manualTimers.fire(.seconds(300))
        let withdrawal = await reader.next()?.json
        #expect(withdrawal?["method"] == "notifications/cancelled")
        #expect(withdrawal?["params"]?["requestId"] == id)
        #expect(text(await reader.next()?.json)?.hasPrefix("504") == true)
        // An answer that comes too late is no mistake of the client.
        #expect(await replica.send(client.answer(id, [:])).status == .accepted)
    }

    @Test func `an answer that another replica waits for is refused`() async throws {
        let clock = SessionClock()
        let (first, second) = (try Replica([asking], clock: clock), try Replica([asking], clock: clock))
        let client = await first.open("2025-06-18")
        let reader = try #require(StreamReader(await first.send(client.tool())))
        let id = try #require(await reader.next()?.json?["id"])
        #expect(await second.send(client.answer(id, ["model": "m"])).status == .badRequest)
        #expect(await first.send(client.answer(id, ["model": "m"])).status == .accepted)
        #expect(text(await reader.next()?.json) == "m")
    }

    @Test func `while its client thinks a call does not run out of time`() async throws {
        let replica = try Replica([asking])
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.tool())))
        let id = try #require(await reader.next()?.json?["id"])
        replica.exchange.manualTimers.fire(.seconds(60))
        _ = await replica.send(client.answer(id, ["model": "m"]))
        #expect(text(await reader.next()?.json) == "m")
    }

    @Test func `a cancelled call is not answered, and what it asked is withdrawn`() async throws {
        let replica = try Replica([asking])
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.tool(id: "c"))))
        #expect(await reader.next()?.json?["method"] == "sampling/createMessage")
        let cancel = client.tell("notifications/cancelled", ["requestId": "c"])
        #expect(await replica.send(cancel).status == .accepted)
        let rest = await reader.rest()
        #expect(rest.allSatisfy { $0.json?["method"] == "notifications/cancelled" })
    }

    @Test func `messages come before the result, from the level that was set`() async throws {
        let talkative = Scripted { context in
            context.log(.debug, "d")
            context.log(.warning, "w")
            context.progress(1)
            return "ok".result
        }
        let replica = try Replica([talkative])
        let client = await replica.open("2025-06-18")
        let set = await replica.send(client.call("logging/setLevel", ["level": "debug"]))
        #expect(set.json == ["jsonrpc": "2.0", "id": 1, "result": [:]])
        let more: JSONObject = ["_meta": ["progressToken": "t"]]
        let events = await StreamReader(await replica.send(client.tool(id: 2, more)))?.rest()
        #expect(events?.compactMap { $0.json?["params"]?["level"] } == ["debug", "warning"])
        #expect(events?.compactMap { $0.json?["params"]?["progressToken"] } == ["t"])
        #expect(events?.last?.json?["id"] == 2)
        _ = await replica.send(client.call("logging/setLevel", ["level": "error"]))
        #expect(text(await replica.send(client.tool()).json) == "ok")
        let wrong = await replica.send(client.call("logging/setLevel", ["level": "loud"]))
        #expect(wrong.json?["error"]?["code"] == -32602)
    }

    @Test func `a client that leaves does not cancel, and comes back for the result`() async throws {
        let gate = Gate()
        let slow = Scripted { context in
            context.log(.error, "begun")
            await gate.wait()
            return "done".result
        }
        let replica = try Replica([slow])
        let client = await replica.open("2025-06-18")
        let reader = try #require(StreamReader(await replica.send(client.tool(id: 9))))
        let begun = await reader.next()
        await reader.cut()
        gate.open()
        let again = try #require(StreamReader(await replica.send(client.get(after: begun?.id))))
        let rest = await again.rest()
        #expect(rest.map { $0.json?["id"] } == [9])
        // And once more, as long as the event is kept.
        let third = try #require(StreamReader(await replica.send(client.get(after: begun?.id))))
        #expect(await third.rest() == rest)
    }

    @Test func `a call that takes long becomes a stream, so that it can be found again`() async throws {
        let gate = Gate()
        let replica = try Replica([
            Scripted { _ in
                await gate.wait()
                return "done".result
            }
        ])
        let client = await replica.open()
        async let response = replica.send(client.tool(id: 9))
        while !replica.exchange.manualTimers.delays.contains(.milliseconds(500)) { await Task.yield() }
        replica.exchange.manualTimers.fire(.milliseconds(500))
        let reader = try #require(StreamReader(await response))
        #expect(await reader.next()?.retry == 500)
        gate.open()
        #expect(await reader.next()?.json?["id"] == 9)
    }

    @Test func `a call that waits a little is answered as JSON`() async throws {
        let replica = try Replica([
            Scripted { _ in
                await Task.yield()
                return "done".result
            }
        ])
        let client = await replica.open()
        #expect(text(await replica.send(client.tool()).json) == "done")
    }

    @Test func `the server closes the connection and goes on with the call`() async throws {
        let gate = Gate()
        let replica = try Replica([
            Scripted { context in
                context.leaveConnection()
                await gate.wait()
                return "done".result
            }
        ])
        let client = await replica.open()
        let reader = try #require(StreamReader(await replica.send(client.tool(id: 9))))
        let primer = try #require(await reader.next())
        #expect(primer.data == "" && primer.retry == 500)
        #expect(await reader.next() == nil)
        gate.open()
        let again = try #require(StreamReader(await replica.send(client.get(after: primer.id))))
        #expect(await again.rest().last?.json?["id"] == 9)
    }
}
