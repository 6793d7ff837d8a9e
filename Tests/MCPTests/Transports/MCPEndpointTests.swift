import HTTP
import Synchronization
import Testing

@testable import JSON
@testable import MCP

@Suite struct MCPEndpointTests {
    private func respond(_ request: HTTPRequest) async throws -> HTTPResponse {
        await MCPEndpoint(try makeServer()).respond(to: request)
    }
    private func raw(_ body: String, _ change: (inout HTTPFields) -> Void = { _ in }) -> HTTPRequest {
        var request = post(.null, change)
        request.body = Array(body.utf8)
        return request
    }
    private let list = #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#

    @Test(arguments: [.get, .delete, .put, .head, .patch, .options] as [HTTPMethod])
    func `only POST is answered`(method: HTTPMethod) async throws {
        let response = try await respond(HTTPRequest(method, "/mcp"))
        #expect(response.status == .methodNotAllowed)
        #expect(response.fields[.allow] == "POST")
    }

    @Test(
        arguments: [
            (["application/json"], 200), (["application/json; charset=utf-8"], 200), (["Application/JSON"], 200),
            (["application/json ;charset=utf-8"], 200), ([], 415), (["text/plain"], 415),
            (["application/x-www-form-urlencoded"], 415), (["multipart/form-data; boundary=x"], 415),
            (["application/json, text/plain"], 415), (["text/plain; application/json"], 415), ([""], 415),
            (["application/json", "application/json"], 415), (["application/jsonx"], 415),
        ] as [([String], Int)]
    )
    func `the body must say that it is JSON`(types: [String], status: Int) async throws {
        let request = raw(list) { fields in
            fields[.contentType] = nil
            for type in types { fields.append(.contentType, type) }
        }
        #expect(try await respond(request).status.code == status)
    }

    @Test func `what a client says of itself in every request is read once, and means the same`() async throws {
        let endpoint = MCPEndpoint(try makeServer())
        let exchange = ManualExchange()
        var results: [JSONValue?] = []
        for id in 1...4 {
            var request = post(currentCall("tools/list", id: .int(id)))
            request.exchange = exchange
            let answer = await endpoint.respond(to: request).json
            #expect(answer?["id"] == .int(id))
            results.append(answer?["result"])
        }
        #expect(Set(results).count == 1 && results[0]?["tools"] != nil)
        let known = exchange.repeats?.object(in: meta().bytes.span, at: 0)
        #expect(known != nil)
    }

    @Test func `a compressed body is not read`() async throws {
        #expect(try await respond(raw(list) { $0[.contentEncoding] = "gzip" }).status == .unsupportedMediaType)
    }

    @Test(
        arguments: [
            (nil, 200), ("application/json, text/event-stream", 200), ("text/event-stream, application/json", 200),
            ("*/*", 200), ("application/json", 200), ("application/*;q=0.5", 200), ("text/event-stream", 200),
            ("text/html", 406), ("", 406), ("application/json;q=0", 406), ("application/json; q=0.000", 406),
            ("application/xml, image/png", 406),
        ] as [(String?, Int)]
    )
    func `the client must read one of the two forms`(accept: String?, status: Int) async throws {
        #expect(try await respond(raw(list) { $0[.accept] = accept }).status.code == status)
    }

    @Test(
        arguments: [
            "", "{", "nonsense", #"{"a":1} {"b":2}"#, "\u{feff}{}", #"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#,
            #"{"jsonrpc":"2.0","id":1,"method":"a","\u006dethod":"b"}"#, "{'a':1}", #"{"a":NaN}"#,
            #"{"jsonrpc":"2.0","id":01,"method":"ping"}"#, #"{"a":"\ud800"}"#,
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"x":1,"x":2}}}"#,
        ]
    )
    func `what is not strict JSON is a parse error without id`(body: String) async throws {
        let response = try await respond(raw(body))
        #expect(response.status == .badRequest)
        #expect(response.json?["error"]?["code"] == -32700)
        #expect(response.json?["id"] == nil)
    }

    @Test(
        arguments: [
            #"{}"#, #"5"#, #"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, #"{"jsonrpc":2,"id":1,"method":"ping"}"#,
            #"{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}"#, #"{"jsonrpc":"2.0","id":{},"method":"ping"}"#,
            #"{"jsonrpc":"2.0","id":1,"Method":"ping"}"#,
        ]
    )
    func `what is no message is an invalid request`(body: String) async throws {
        let response = try await respond(raw(body))
        #expect(response.status == .badRequest)
        #expect(response.json?["error"]?["code"] == -32600)
    }

    @Test(
        arguments: [
            // §2.1 rule a: the body decides, even with a header of another era.
            (nil, "2026-07-28", "tools/list", "current"), ("2025-11-25", "2026-07-28", "tools/list", "-32020"),
            ("2026-07-28", "2026-07-28", "initialize", "-32601"), (nil, "2026-07-28", "ping", "-32601"),
            // Rule c and e: a header that names an earlier revision.
            ("2025-11-25", nil, "initialize", "earlier"), ("2025-06-18", nil, "tools/list", "earlier"),
            // Rule d: a header that names none of them.
            ("2026-07-28", nil, "tools/list", "-32602"), ("2099-01-01", nil, "tools/list", "-32602"),
            ("garbage", nil, "initialize", "-32602"),
            // Rule f: neither header nor body.
            (nil, nil, "tools/list", "earlier"), (nil, nil, "initialize", "earlier"), (nil, nil, "ping", "earlier"),
        ] as [(String?, String?, String, String)]
    )
    func `the era follows from the body, then the header`(
        header: String?,
        version: String?,
        method: String,
        answer: String
    ) async throws {
        var params: JSONObject = ["protocolVersion": "2025-11-25"]
        if let version { params["_meta"] = meta(version: version) }
        let body: JSONValue = ["jsonrpc": "2.0", "id": 3, "method": .string(method), "params": .object(params)]
        let response = try await respond(
            post(body) { fields in if let header { fields[.mcpProtocolVersion] = header } }
        )
        #expect(response.json?["id"] == 3)
        switch answer {
        case "current": #expect(response.json?["result"]?["resultType"] == "complete")
        case "earlier":
            #expect(response.status == .ok)
            #expect(response.json?["result"]?["resultType"] == nil && response.json?["result"] != nil)
        default:
            #expect(response.json?["error"]?["code"] == Int(answer).map { .int($0) })
            #expect(response.status == (answer == "-32601" ? .notFound : .badRequest))
        }
    }

    @Test(arguments: [(nil, 202), ("2025-06-18", 202), ("2026-07-28", 202), ("2099-01-01", 400)] as [(String?, Int)])
    func `a notification is accepted without a word`(header: String?, status: Int) async throws {
        let response = try await respond(
            raw(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#) { $0[.mcpProtocolVersion] = header }
        )
        #expect(response.status.code == status)
        #expect(response.json == nil)
    }

    @Test(arguments: [(nil, 202), ("2025-06-18", 202), ("2026-07-28", 400)] as [(String?, Int)])
    func `a response is for earlier clients only`(header: String?, status: Int) async throws {
        let response = try await respond(
            raw(#"{"jsonrpc":"2.0","id":1,"result":{}}"#) { $0[.mcpProtocolVersion] = header }
        )
        #expect(response.status.code == status)
    }

    @Test func `two versions in the header are refused`() async throws {
        let response = try await respond(
            raw(list) { fields in
                fields.append(.mcpProtocolVersion, "2025-06-18")
                fields.append(.mcpProtocolVersion, "2025-11-25")
            }
        )
        #expect(response.status == .badRequest)
        #expect(response.json?["error"]?["code"] == -32020)
    }

    @Test func `sessions and resumption are ignored`() async throws {
        let response = try await respond(
            post(currentCall("tools/list")) { fields in
                fields[.mcpSessionID] = "abc"
                fields[.lastEventID] = "5"
            }
        )
        #expect(response.status == .ok)
        #expect(response.fields[.mcpSessionID] == nil)
    }

    @Test func `a large request counts for as long as it is worked on, or is refused for now`() async throws {
        let exchange = ManualExchange()
        exchange.room = 100_000
        let seen = Mutex(0)
        let tool = Scripted { _ in
            seen.withLock { $0 = exchange.room }
            return "ok".result
        }
        let endpoint = MCPEndpoint(try makeServer(tools: [tool]))
        var request = post(
            currentCall("tools/call", ["name": "scripted"], meta: ["x": .array(Array(repeating: 1, count: 200))])
        )
        request.exchange = exchange
        #expect(await endpoint.respond(to: request).status == .ok)
        #expect(seen.withLock { $0 } < 80_000)
        #expect(exchange.room == 100_000)
        exchange.room = 1000
        let refused = await endpoint.respond(to: request)
        #expect(refused.status == .serviceUnavailable && refused.fields[.retryAfter] != nil)
    }

    @Test func `each message of a batch counts, and none runs when they do not fit`() async throws {
        var settings = LimitSettings()
        settings.principal = .window(5, within: .seconds(86_400))
        let limits = try #require(RequestLimits(settings, in: LimitTable()))
        let endpoint = MCPEndpoint(try makeServer(), within: limits)
        let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
        func send(_ count: Int) async -> HTTPResponse {
            var request = raw("[" + Array(repeating: ping, count: count).joined(separator: ",") + "]")
            // The gate counts the first.
            if let refusal = limits.answer(to: &request) { return refusal }
            return await endpoint.respond(to: request)
        }
        #expect(await send(3).json?.array?.count == 3)
        #expect(await send(3).status == .tooManyRequests)
        #expect(await send(1).status == .tooManyRequests)
    }

    @Test func `a batch that is too long is refused for that`() async throws {
        var settings = LimitSettings()
        settings.principal = .window(1, within: .seconds(86_400))
        let endpoint = MCPEndpoint(try makeServer(), within: RequestLimits(settings, in: LimitTable()))
        let messages = Array(repeating: #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, count: 101)
        #expect(await endpoint.respond(to: raw("[\(messages.joined(separator: ","))]")).status == .badRequest)
    }
}
