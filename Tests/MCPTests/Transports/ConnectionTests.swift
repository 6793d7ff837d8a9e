import HTTP
import Synchronization
import Testing

@testable import JSON
@testable import MCP

/// The custom transport of the documentation, whose other end a test holds.
final class Pipe: MessageChannel {
    private let channel = InMemoryChannel()
    /// What stands for a mistake in the order of messages.
    private static let mistake: [UInt8] = [0]
    private let error = Mutex<MessageChannelError?>(nil)

    func receive() async throws(MessageChannelError) -> [UInt8]? {
        let message = await channel.receive()
        if message == Self.mistake, let error = error.withLock({ $0 }) { throw error }
        return message
    }
    func send(_ message: [UInt8]) async {
        #expect(!message.contains(UInt8(ascii: "\n")))
        await channel.send(message)
    }

    typealias Answers = AsyncCompactMapSequence<AsyncStream<[UInt8]>, JSONValue>
    var answers: Answers { channel.heard.compactMap { try? JSONValue(parsing: $0) } }
    func say(_ line: String) { channel.say(Array(line.utf8)) }
    func say(_ value: JSONValue) { say(value.text) }
    func fail(_ error: MessageChannelError) {
        self.error.withLock { $0 = error }
        channel.say(Self.mistake)
    }
    func hangUp() { channel.hangUp() }
    func end() { channel.end() }
}

@Suite struct ConnectionTests {
    /// What the server writes to a client that says all of `lines` and hangs up.
    private func answers(
        to lines: [String],
        from server: MCPServer? = nil,
        over origin: RequestOrigin? = nil,
        _ settings: MCPSettings = MCPSettings()
    ) async throws -> [JSONValue] {
        let pipe = Pipe()
        for line in lines { pipe.say(line) }
        pipe.hangUp()
        let server = try server ?? makeServer()
        await Connection(to: server, as: .trusted, from: origin, settings).run(on: pipe)
        pipe.end()
        return await pipe.answers.reduce(into: []) { $0.append($1) }
    }

    private let initialize =
        #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#
    private func call(_ id: JSONValue, _ name: String = "hello_world") -> JSONValue {
        currentCall("tools/call", ["name": .string(name), "arguments": ["name": "Ada"]], id: id)
    }

    @Test func `a tool of the pipe is not offered to a WebSocket`() async throws {
        let server = try makeServer(tools: [Scripted(stdioOnly: true) { _ in "ok".result }])
        let line = call(1, "scripted").text
        #expect(try await answers(to: [line], from: server).first?["result"] != nil)
        let socket = RequestOrigin(HTTPRequest(.get, "/ws"))
        #expect(try await answers(to: [line], from: server, over: socket).first?["error"]?["code"] == -32602)
    }

    @Test func `a WebSocket remembers what messages repeat where its loop does`() async throws {
        let exchange = ManualExchange()
        let pipe = Pipe()
        for id in 1...2 { pipe.say(call(.int(id))) }
        pipe.hangUp()
        let origin = RequestOrigin(HTTPRequest(.get, "/ws"))
        await Connection(to: try makeServer(), as: .trusted, from: origin, within: exchange).run(on: pipe)
        let known = exchange.repeats?.object(in: meta().bytes.span, at: 0)
        #expect(known != nil)
    }

    @Test func `both eras are served at once`() async throws {
        let list = #"{"jsonrpc":"2.0","id":"old","method":"tools/list"}"#
        let answers = try await answers(to: [
            initialize, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, list, call("new").text,
        ])
        #expect(answers.map { $0["id"] } == [0, "old", "new"])
        #expect(answers[0]["result"]?["protocolVersion"] == "2025-06-18")
        #expect(answers[1]["result"]?["ttlMs"] == nil)
        #expect(answers[2]["result"]?["resultType"] == "complete")
    }

    @Test func `before initialize only a ping is answered`() async throws {
        let answers = try await answers(to: [
            #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
        ])
        #expect(answers[0] == ["jsonrpc": "2.0", "id": 1, "result": [:]])
        #expect(answers[1]["error"]?["code"] == -32602)
    }

    @Test func `initialize comes once`() async throws {
        #expect(try await answers(to: [initialize, initialize])[1]["error"]?["code"] == -32600)
    }

    @Test(
        arguments: [
            ("{", -32700, nil), ("[]", -32600, nil), ("{}", -32600, nil),
            (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, -32600, nil),
            (#"{"jsonrpc":"2.0","id":5,"method":"m"}"#, -32602, 5),
            (
                #"{"jsonrpc":"2.0","id":5,"method":"initialize","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}"#,
                -32601, 5
            ),
            (
                #"{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"v9","io.modelcontextprotocol/clientCapabilities":{}}}}"#,
                -32022, 5
            ),
            (
                #"{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#,
                -32602, 5
            ),
            (#"{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":{"progressToken":{}}}}"#, -32602, 5),
        ] as [(String, Int, JSONValue?)]
    )
    func `a bad line is answered and the next one served`(line: String, code: Int, id: JSONValue?) async throws {
        let answers = try await answers(to: [line, call(1).text])
        #expect(answers[0]["error"]?["code"] == .int(code))
        #expect(answers[0]["id"] == id)
        #expect(answers[1]["result"] != nil)
    }

    @Test func `a line that is too long is answered and the next one served`() async throws {
        let pipe = Pipe()
        pipe.fail(.tooLong(limit: 16))
        pipe.say(call(1))
        pipe.hangUp()
        await Connection(to: try makeServer(), as: .trusted).run(on: pipe)
        pipe.end()
        let answers = await pipe.answers.reduce(into: [JSONValue]()) { $0.append($1) }
        #expect(answers[0]["error"]?["code"] == -32600)
        #expect(answers[0]["id"] == nil)
        #expect(answers[1]["result"] != nil)
    }

    @Test func `blank lines, responses and notifications are not answered`() async throws {
        #expect(
            try await answers(to: [
                "", " \t\r", #"{"jsonrpc":"2.0","id":1,"result":{}}"#, #"{"jsonrpc":"2.0","method":"x"}"#,
                #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":77}}"#,
            ]).isEmpty
        )
    }

    @Test func `progress is written before the result`() async throws {
        let tool = Scripted { context in
            context.progress(1)
            return "ok".result
        }
        let request = currentCall("tools/call", ["name": "scripted"], id: 3, meta: ["progressToken": 5])
        let answers = try await answers(to: [request.text], from: makeServer(tools: [tool]))
        #expect(answers[0]["params"]?["progressToken"] == 5)
        #expect(answers[1]["id"] == 3)
    }

    @Test func `a thousand calls are answered in order`() async throws {
        let answers = try await answers(to: (0..<1000).map { call(.int($0)).text })
        #expect(answers.compactMap { $0["id"]?.int } == Array(0..<1000))
    }

    @Test func `tools of the pipe are offered`() async throws {
        let server = try makeServer(tools: [Scripted(stdioOnly: true) { _ in "ok".result }])
        #expect(try await answers(to: [call(1, "scripted").text], from: server)[0]["error"] == nil)
    }
}

/// Calls that take time.
@Suite struct ConnectionConcurrencyTests {
    private func run(_ server: MCPServer, _ settings: MCPSettings = MCPSettings()) -> (Pipe, Task<Void, Never>) {
        let pipe = Pipe()
        return (
            pipe,
            Task {
                await Connection(to: server, as: .trusted, settings).run(on: pipe)
                pipe.end()
            }
        )
    }
    private func call(_ id: JSONValue, _ name: String) -> JSONValue {
        currentCall("tools/call", ["name": .string(name)], id: id)
    }
    private func waiting(_ started: Gate, _ stopped: Gate = Gate()) -> Scripted {
        Scripted(name: "waiting") { _ in
            started.open()
            await untilCancelled()
            stopped.open()
            return "late".result
        }
    }
    private let quick = Scripted(name: "quick") { _ in "ok".result }

    @Test func `a call that waits holds up no other`() async throws {
        let (pipe, running) = run(try makeServer(tools: [waiting(Gate()), quick]))
        pipe.say(call(1, "waiting"))
        pipe.say(call(2, "quick"))
        var answers = pipe.answers.makeAsyncIterator()
        #expect(await answers.next()?["id"] == 2)
        pipe.hangUp()
        await running.value
    }

    @Test func `a cancelled call is not answered`() async throws {
        let started = Gate()
        let stopped = Gate()
        let (pipe, running) = run(try makeServer(tools: [waiting(started, stopped), quick]))
        pipe.say(call("a", "waiting"))
        await started.wait()
        pipe.say(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": "a", "reason": "x"]])
        await stopped.wait()
        pipe.say(call("a", "quick"))
        pipe.hangUp()
        await running.value
        #expect(await pipe.answers.reduce(into: [JSONValue]()) { $0.append($1) }.map { $0["id"] } == ["a"])
    }

    @Test func `an id that is in use is refused`() async throws {
        let started = Gate()
        let (pipe, running) = run(try makeServer(tools: [waiting(started), quick]))
        pipe.say(call(1, "waiting"))
        await started.wait()
        pipe.say(call(1, "quick"))
        pipe.say(call("1", "quick"))
        var answers = pipe.answers.makeAsyncIterator()
        #expect(await answers.next()?["error"]?["code"] == -32600)
        #expect(await answers.next()?["id"] == "1")
        pipe.hangUp()
        await running.value
    }

    @Test func `one call more than allowed waits for its turn`() async throws {
        var settings = MCPSettings()
        settings.callsPerConnection = 1
        let started = Gate()
        let gate = Gate()
        let slow = Scripted(name: "slow") { _ in
            started.open()
            await gate.wait()
            return "slow".result
        }
        let (pipe, running) = run(try makeServer(tools: [slow, quick]), settings)
        pipe.say(call(1, "slow"))
        pipe.say(call(2, "quick"))
        await started.wait()
        gate.open()
        var answers = pipe.answers.makeAsyncIterator()
        #expect(await answers.next()?["id"] == 1)
        #expect(await answers.next()?["id"] == 2)
        pipe.hangUp()
        await running.value
    }

    @Test func `subscriptions take no turn, and are limited by themselves`() async throws {
        var settings = MCPSettings()
        settings.callsPerConnection = 1
        let (pipe, running) = run(try makeServer(tools: [quick]), settings)
        pipe.say(currentCall("subscriptions/listen", ["notifications": [:]], id: "s"))
        pipe.say(currentCall("subscriptions/listen", ["notifications": [:]], id: "t"))
        pipe.say(call(1, "quick"))
        var answers = pipe.answers.makeAsyncIterator()
        #expect(await answers.next()?["method"] == "notifications/subscriptions/acknowledged")
        #expect(await answers.next()?["error"]?["code"] == 503)
        #expect(await answers.next()?["id"] == 1)
        pipe.hangUp()
        await running.value
    }

    @Test func `the end of input cancels what runs`() async throws {
        let started = Gate()
        let stopped = Gate()
        let (pipe, running) = run(try makeServer(tools: [waiting(started, stopped)]))
        pipe.say(call(1, "waiting"))
        await started.wait()
        pipe.hangUp()
        await running.value
        await stopped.wait()
        #expect(await pipe.answers.reduce(into: [JSONValue]()) { $0.append($1) }.isEmpty)
    }
}
