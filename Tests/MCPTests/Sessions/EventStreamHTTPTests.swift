import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct EventStreamHTTPTests {
    private func server(_ tools: [any Tool] = [Greet()], limit: Int = 10) throws -> (Router, EventStreamHTTP) {
        var settings = MCPSettings()
        settings.sessions.limit = limit
        let transport = EventStreamHTTP(try makeServer(tools: tools, settings), settings)
        return (Router(transport.routes), transport)
    }
    private func get(as caller: Caller = .trusted) -> HTTPRequest {
        var request = HTTPRequest(.get, "/sse", fields: [.accept: "text/event-stream"])
        request.caller = caller
        return request
    }
    private func message(_ body: JSONValue, _ query: String?, as caller: Caller = .trusted) -> HTTPRequest {
        var request = post(body)
        request.path = "/messages/"
        request.query = query
        request.caller = caller
        return request
    }
    private func text(_ response: HTTPResponse) -> String {
        if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { "stream" }
    }
    /// The query that the first event names.
    private func endpoint(_ reader: StreamReader) async throws -> String {
        let first = try #require(await reader.next())
        #expect(first.name == "endpoint")
        #expect(first.data.hasPrefix("/messages/?session_id="))
        return String(first.data.dropFirst("/messages/?".count))
    }

    @Test func `messages are posted and answered on the stream`() async throws {
        let asking = Scripted { context in
            let answer = try await context.client?.result(of: "roots/list", [:], as: "k")
            return "\(answer?["roots"]?.array?.count ?? -1)".result
        }
        let (router, transport) = try server([asking])
        let reader = try #require(StreamReader(await router.respond(to: get())))
        let query = try await endpoint(reader)
        #expect(transport.count == 1)
        let accepted = await router.respond(to: message(initialize("2024-11-05"), query))
        #expect(accepted.status == .accepted && text(accepted) == "Accepted")
        let opening = try #require(await reader.next())
        #expect(opening.name == "message")
        #expect(opening.json?["result"]?["protocolVersion"] == "2024-11-05")
        let call: JSONValue = ["jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": ["name": "scripted"]]
        _ = await router.respond(to: message(call, query))
        let question = await reader.next()?.json
        #expect(question?["method"] == "roots/list")
        let answer: JSONValue = ["jsonrpc": "2.0", "id": question?["id"] ?? .null, "result": ["roots": []]]
        _ = await router.respond(to: message(answer, query))
        #expect(await reader.next()?.json?["result"]?["content"]?.array?.first?["text"] == "0")
        await reader.cut()
        #expect(transport.count == 0)
        #expect(await router.respond(to: message(call, query)).status == .notFound)
    }

    @Test(
        arguments: [
            (nil, 400, "session_id is required"), ("x=1", 400, "session_id is required"),
            ("session_id=", 400, "Invalid session ID"), ("session_id=../etc", 400, "Invalid session ID"),
            ("session_id=0123456789ABCDEF0123456789ABCDEF", 400, "Invalid session ID"),
            ("session_id=0123456789abcdef0123456789abcdef", 404, "Could not find session"),
        ] as [(String?, Int, String)]
    )
    func `a message needs a stream`(query: String?, status: Int, reason: String) async throws {
        let response = await (try server()).0.respond(to: message(initialize("2024-11-05"), query))
        #expect(response.status.code == status)
        #expect(text(response) == reason)
    }

    @Test func `what is no message is refused`() async throws {
        let (router, _) = try server()
        let reader = try #require(StreamReader(await router.respond(to: get())))
        let query = try await endpoint(reader)
        for body in ["{", "[]", #"{"jsonrpc":"2.0"}"#] {
            var request = message(.null, query)
            request.body = Array(body.utf8)
            let response = await router.respond(to: request)
            #expect(response.status == .badRequest && text(response) == "Could not parse message")
        }
        var form = message(initialize("2024-11-05"), query)
        form.fields[.contentType] = "text/plain"
        #expect(await router.respond(to: form).status == .unsupportedMediaType)
        await reader.cut()
    }

    @Test func `nobody else speaks on a stream`() async throws {
        let (router, _) = try server()
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        let reader = try #require(StreamReader(await router.respond(to: get(as: ada))))
        let query = try await endpoint(reader)
        #expect(await router.respond(to: message(initialize("2024-11-05"), query)).status == .notFound)
        #expect(await router.respond(to: message(initialize("2024-11-05"), query, as: ada)).status == .accepted)
        await reader.cut()
    }

    @Test func `neither does somebody whose name Unicode holds equivalent`() async throws {
        let (router, _) = try server()
        let (jose, twin) = (
            Caller.token(Identity(subject: "jos\u{e9}", scopes: [])),
            Caller.token(Identity(subject: "jose\u{301}", scopes: []))
        )
        let reader = try #require(StreamReader(await router.respond(to: get(as: jose))))
        let query = try await endpoint(reader)
        #expect(await router.respond(to: message(initialize("2024-11-05"), query, as: twin)).status == .notFound)
        #expect(await router.respond(to: message(initialize("2024-11-05"), query, as: jose)).status == .accepted)
        await reader.cut()
    }

    @Test func `tools of the pipe are not offered`() async throws {
        let (router, _) = try server([Scripted(stdioOnly: true) { _ in "ok".result }])
        let reader = try #require(StreamReader(await router.respond(to: get())))
        let query = try await endpoint(reader)
        _ = await router.respond(to: message(initialize("2024-11-05"), query))
        _ = await reader.next()
        let list: JSONValue = ["jsonrpc": "2.0", "id": 2, "method": "tools/list"]
        _ = await router.respond(to: message(list, query))
        #expect(await reader.next()?.json?["result"]?["tools"] == [])
        await reader.cut()
    }

    @Test func `one stream more than allowed is refused for now`() async throws {
        let (router, _) = try server(limit: 1)
        let reader = try #require(StreamReader(await router.respond(to: get())))
        #expect(await router.respond(to: get()).status == .serviceUnavailable)
        await reader.cut()
        #expect(await router.respond(to: get()).status == .ok)
    }

    @Test func `other methods are refused`() async throws {
        let (router, _) = try server()
        var request = get()
        request.method = .post
        #expect(await router.respond(to: request).status == .methodNotAllowed)
        request.path = "/messages/"
        request.method = .get
        #expect(await router.respond(to: request).status == .methodNotAllowed)
    }

    @Test func `a message is judged by its own token, not by that of the stream`() async throws {
        let ada = { (scopes: Set<String>) in Caller.token(Identity(subject: "ada", scopes: scopes)) }
        let (router, _) = try server()
        let reader = try #require(StreamReader(await router.respond(to: get(as: ada(["tool:user"])))))
        let query = try await endpoint(reader)
        _ = await router.respond(to: message(initialize("2024-11-05"), query, as: ada(["tool:user"])))
        _ = await reader.next()
        let params: JSONValue = ["name": "hello_world", "arguments": ["name": "Ada"]]
        let call: JSONValue = ["jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params]
        _ = await router.respond(to: message(call, query, as: ada([])))
        #expect(await reader.next()?.json?["result"]?["isError"] == true)
        _ = await router.respond(to: message(call, query, as: ada(["tool:user"])))
        #expect(await reader.next()?.json?["result"]?["isError"] == nil)
        await reader.cut()
    }
}
