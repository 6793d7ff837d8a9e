import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct HTTPReplyTests {
    private func call(_ tool: Scripted, _ meta: JSONObject = ["progressToken": "p"]) -> HTTPRequest {
        post(currentCall("tools/call", ["name": .string(tool.name)], meta: meta))
    }
    private func respond(_ tool: Scripted, _ request: HTTPRequest) async throws -> HTTPResponse {
        await MCPEndpoint(try makeServer(tools: [tool])).respond(to: request)
    }

    @Test func `one message is JSON`() async throws {
        let tool = Scripted { _ in "ok".result }
        let response = try await respond(tool, call(tool))
        #expect(response.fields[.contentType] == "application/json")
        #expect(response.json?["result"]?["resultType"] == "complete")
    }

    @Test func `more are an event stream that ends with the response`() async throws {
        let tool = Scripted { context in
            context.progress(1, of: 2)
            context.progress(1, of: 2)
            context.progress(2, of: 2, "half\nway\r\u{2028}")
            return "ok".result
        }
        let response = try await respond(tool, call(tool))
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == "text/event-stream")
        let events = try await response.events()
        #expect(events.compactMap { $0["params"]?["progress"] } == [1.0, 2.0])
        #expect(events.dropLast().allSatisfy { $0["params"]?["progressToken"] == "p" })
        #expect(events.last?["id"] == 7)
    }

    @Test func `messages are sent to who asked for their level`() async throws {
        let tool = Scripted { context in
            context.log(.debug, "no")
            context.log(.warning, "yes")
            return "ok".result
        }
        let events = try await respond(tool, call(tool, ["io.modelcontextprotocol/logLevel": "info"])).events()
        #expect(events.first?["method"] == "notifications/message")
        #expect(events.first?["params"] == ["level": "warning", "data": "yes"])
        #expect(events.count == 2)
    }

    @Test func `without a token nothing is sent`() async throws {
        let tool = Scripted { context in
            context.progress(1)
            context.log(.emergency, "no")
            return "ok".result
        }
        #expect(try await respond(tool, call(tool, [:])).json != nil)
    }

    @Test func `a client that leaves cancels the call`() async throws {
        let stopped = Gate()
        let tool = Scripted { context in
            context.progress(1)
            await untilCancelled()
            stopped.open()
            return "late".result
        }
        let response = try await respond(tool, call(tool))
        guard case .stream(let produce) = response.body else {
            Issue.record("no stream")
            return
        }
        let begun = Gate()
        let reader = Task { await produce { _ in begun.open() } }
        await begun.wait()
        reader.cancel()
        await stopped.wait()
    }

    @Test func `a stream that is never begun cancels the call`() async throws {
        let stopped = Gate()
        let tool = Scripted { context in
            context.progress(1)
            await untilCancelled()
            stopped.open()
            return "late".result
        }
        do { _ = try await respond(tool, call(tool)) }
        await stopped.wait()
    }

    @Test func `a client that leaves before the first message cancels the call`() async throws {
        let started = Gate()
        let stopped = Gate()
        let tool = Scripted { _ in
            started.open()
            await untilCancelled()
            stopped.open()
            return "late".result
        }
        let server = try makeServer(tools: [tool])
        let request = call(tool)
        let waiting = Task { await MCPEndpoint(server).respond(to: request) }
        await started.wait()
        waiting.cancel()
        await stopped.wait()
    }

    @Test func `a call that takes too long is answered, and counted until it ends`() async throws {
        let exchange = ManualExchange()
        let gate = Gate()
        let started = Gate()
        let tool = Scripted { _ in
            started.open()
            await gate.wait()
            return "late".result
        }
        let server = try makeServer(tools: [tool])
        var request = call(tool)
        request.exchange = exchange
        let answering = Task { [request] in await MCPEndpoint(server).respond(to: request) }
        await started.wait()
        exchange.manualTimers.fire(.seconds(600))
        let response = await answering.value
        #expect(response.json?["error"]?["code"] == 504)
        #expect(response.json?["id"] == 7)
        #expect(server.counters.overdue == 1)
        gate.open()
    }

    @Test func `a failure before the first message keeps its status`() async throws {
        var settings = MCPSettings()
        settings.callLimit = 0
        let tool = Scripted { _ in "ok".result }
        let response = await MCPEndpoint(try makeServer(tools: [tool], settings)).respond(to: call(tool))
        #expect(response.status == .serviceUnavailable)
        #expect(response.fields[.retryAfter] == "1")
    }

    @Test func `a subscription begins at once and ends with its client`() async throws {
        let listen = currentCall("subscriptions/listen", ["notifications": ["toolsListChanged": true]], id: 9)
        let response = await MCPEndpoint(try makeServer()).respond(to: post(listen))
        guard case .stream(let produce) = response.body else {
            Issue.record("no stream")
            return
        }
        let begun = Gate()
        let pieces = Mutex<[UInt8]>([])
        let reader = Task {
            await produce { piece in
                pieces.withLock { $0 += piece }
                begun.open()
            }
        }
        await begun.wait()
        reader.cancel()
        await reader.value
        #expect(
            String(decoding: pieces.withLock { $0 }, as: UTF8.self)
                == #"data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","#
                + #""params":{"notifications":{"toolsListChanged":true},"_meta":{"io.modelcontextprotocol/subscriptionId":9}}}"#
                + "\n\n"
        )
    }

    @Test func `a subscription ends with its result when the server is asked to stop`() async throws {
        let exchange = ManualExchange()
        var request = post(currentCall("subscriptions/listen", ["notifications": [:]], id: 9))
        request.exchange = exchange
        let response = await MCPEndpoint(try makeServer()).respond(to: request)
        guard case .stream(let produce) = response.body else {
            Issue.record("no stream")
            return
        }
        let begun = Gate()
        let pieces = Mutex<[UInt8]>([])
        let reader = Task {
            await produce { piece in
                pieces.withLock { $0 += piece }
                begun.open()
            }
        }
        await begun.wait()
        exchange.drain()
        await reader.value
        let text = String(decoding: pieces.withLock { $0 }, as: UTF8.self)
        #expect(text.hasSuffix("}\n\n"))
        #expect(
            text.contains(
                #"data: {"jsonrpc":"2.0","id":9,"result":{"_meta":{"io.modelcontextprotocol/subscriptionId":9"#
            )
        )
    }
}
