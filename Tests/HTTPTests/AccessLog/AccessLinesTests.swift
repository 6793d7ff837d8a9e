import JSON
import Telemetry
import Testing

@testable import HTTP

@Suite struct AccessLinesTests {
    private func line(
        _ request: HTTPRequest,
        _ settings: AccessLogSettings = AccessLogSettings(),
        _ change: (inout AccessRecord) -> Void = { _ in }
    ) throws -> JSONObject {
        var record = AccessRecord(request, showsBody: settings.showsBodies)
        record.status = 200
        change(&record)
        var lines = AccessLines(settings)
        var text = TextOutput()
        lines.append(
            record,
            id: "abc",
            at: AccessLines.Moment(seconds: 1_763_658_545, milliseconds: 7),
            took: 1_234_567,
            to: &text
        )
        let bytes = Array(text.text)
        #expect(bytes.last == 0x0a && bytes.filter { $0 < 0x20 }.count == 1)
        guard case .object(let object) = try JSONValue(parsing: Array(bytes.dropLast())) else { return [:] }
        return object
    }
    private func header(_ name: String, _ object: JSONObject) -> JSONValue? { object["http.request.header.\(name)"] }

    @Test func `a request is one object with the names of OpenTelemetry`() throws {
        let request = HTTPRequest(.post, "/mcp", fields: ["User-Agent": "test/1"], body: [1, 2, 3], from: "192.0.2.1")
        let object = try line(request) { record in
            record.sent = 42
            record.note(.call(CallFact("tools/call", name: "add", revision: "2026-07-28", traceID: "4bf9")))
            record.note(.caller(.token(Identity(subject: "ada", issuer: "https://i.example", scopes: []))))
        }
        #expect(
            object == [
                "time": "2025-11-20T17:09:05.007Z", "level": "info", "event": "request", "http.request.method": "POST",
                "url.path": "/mcp", "http.response.status_code": 200, "duration": 0.001234,
                "http.request.body.size": 3, "http.response.body.size": 42, "client.address": "192.0.2.1",
                "request_id": "abc", "user.id": "ada", "issuer": "https://i.example", "mcp.method.name": "tools/call",
                "mcp.protocol.version": "2026-07-28", "gen_ai.tool.name": "add", "trace_id": "4bf9",
                "http.request.header.user-agent": ["test/1"],
            ]
        )
    }

    @Test func `who stands behind a proxy is named beside it`() throws {
        let object = try line(HTTPRequest(.get, "/", from: "10.0.0.1")) { $0.note(.client("203.0.113.9", id: "x")) }
        #expect(object["client.address"] == "203.0.113.9" && object["network.peer.address"] == "10.0.0.1")
    }

    @Test func `what was refused before it was a request has no method`() throws {
        var record = AccessRecord(refusedFrom: "192.0.2.1", nil)
        record.status = 400
        var lines = AccessLines(AccessLogSettings())
        var text = TextOutput()
        lines.append(record, id: "a", at: .init(seconds: 0, milliseconds: 0), took: 0, to: &text)
        let object = try JSONValue(parsing: Array(text.text.dropLast()))
        #expect(object["http.request.method"] == nil && object["http.response.status_code"] == 400)
    }

    @Test(arguments: [
        "Authorization", "COOKIE", "x-api-key", "X-Auth-Token", "Mcp-Session-Id", "X-Validated-Jwt",
        "Proxy-Authorization", "X-Secret", "Mcp-Param-City", "X-Own",
    ])
    func `secrets are shown without their value, however their name is spelt`(name: String) throws {
        var settings = AccessLogSettings()
        settings.redactedHeaders = ["x-OWN"]
        let field = try #require(HTTPFieldName(name))
        let object = try line(HTTPRequest(.get, "/", fields: [field: "canary"]), settings)
        #expect(header(name.lowercased(), object) == ["[REDACTED]"])
    }

    @Test func `excluded headers are left out, also those that would be redacted`() throws {
        var settings = AccessLogSettings()
        settings.excludedHeaders = ["AUTHORIZATION", "x-trace"]
        settings.redactedHeaders = ["X-Trace"]
        let request = HTTPRequest(.get, "/", fields: ["authorization": "canary", "X-TRACE": "canary", "Accept": "*/*"])
        let object = try line(request, settings)
        #expect(header("authorization", object) == nil && header("x-trace", object) == nil)
        #expect(header("accept", object) == ["*/*"])
    }

    @Test func `the certificate of a client is named`() throws {
        var request = HTTPRequest(.get, "/")
        request.tls = TLSFacts(version: "TLSv1.3", client: ClientCertificate(subject: "CN=a", fingerprint: "0aff"))
        let object = try line(request)
        #expect(object["tls.client.subject"] == "CN=a" && object["tls.client.hash.sha256"] == "0AFF")
        #expect(try line(HTTPRequest(.get, "/"))["tls.client.subject"] == nil)
    }

    @Test func `a header that came twice is one key`() throws {
        let request = HTTPRequest(.get, "/", fields: ["A": "1", "B": "2", "a": "3"])
        let object = try line(request)
        #expect(header("a", object) == ["1", "3"] && header("b", object) == ["2"])
    }

    @Test func `a header that says what the line says is left out, and one that does not is shown`() throws {
        let fields: HTTPFields = ["Mcp-Name": "add", "Mcp-Method": "tools/list", "A": "1", "a": "2"]
        let object = try line(HTTPRequest(.post, "/mcp", fields: fields)) { record in
            record.note(.call(CallFact("tools/call", name: "add", revision: "2026-07-28")))
        }
        #expect(header("mcp-name", object) == nil && header("mcp-method", object) == ["tools/list"])
        #expect(object["gen_ai.tool.name"] == "add" && header("a", object) == ["1", "2"])
    }

    @Test func `names that share a fingerprint are not taken for each other`() throws {
        let request = HTTPRequest(.get, "/", fields: ["a-very-long-header-name": "1", "b-very-long-header-name": "2"])
        let object = try line(request)
        #expect(header("a-very-long-header-name", object) == ["1"])
        #expect(header("b-very-long-header-name", object) == ["2"])
    }

    @Test func `secrets in queries are masked, also behind the page that links here`() throws {
        let fields: HTTPFields = [
            "Referer": "https://a.example/?code=canary&x=1",
            "X-Envoy-Original-Path": "/callback?state=canary&code=canary",
        ]
        let object = try line(HTTPRequest(.get, "/callback", query: "code=canary&state=canary&x=1", fields: fields))
        #expect(object["url.query"] == "code=[REDACTED]&state=[REDACTED]&x=1")
        #expect(header("referer", object) == ["https://a.example/?code=[REDACTED]&x=1"])
        #expect(header("x-envoy-original-path", object) == ["/callback?state=[REDACTED]&code=[REDACTED]"])
    }

    @Test func `a resource shows no secret of its URI`() throws {
        let fields: HTTPFields = ["Mcp-Name": "https://u:canary@a.example/f?sig=canary"]
        let object = try line(HTTPRequest(.post, "/mcp", fields: fields)) {
            $0.note(.call(CallFact("resources/read", name: "https://a.example/f?sig=canary", revision: "2025-06-18")))
        }
        #expect(object["mcp.resource.uri"] == "https://a.example/f?sig=[REDACTED]")
        #expect(header("mcp-name", object) == ["https://[REDACTED]@a.example/f?sig=[REDACTED]"])
    }

    @Test func `a token in the place of a method or a revision is masked`() throws {
        let token = "eyJhbGciOiJub25lIn0.e30.canary"
        let object = try line(HTTPRequest(.post, "/mcp")) {
            $0.note(.call(CallFact(token, name: token, revision: token)))
        }
        #expect(object["mcp.method.name"] == "[REDACTED]" && object["mcp.protocol.version"] == "[REDACTED]")
        #expect(object["mcp.resource.uri"] == "[REDACTED]")
    }

    @Test func `bodies are shown on request, whole or not at all`() throws {
        let request = HTTPRequest(.post, "/mcp", body: Array("{\"a\":\"b\nc\"}".utf8))
        #expect(try line(request)["http.request.body.content"] == nil)
        var settings = AccessLogSettings()
        settings.showsBodies = true
        #expect(try line(request, settings)["http.request.body.content"] == "{\"a\":\"b\nc\"}")
        settings.bodyLimit = 5
        #expect(try line(request, settings)["http.request.body.content"] == nil)
        let form = HTTPRequest(
            .post,
            "/token",
            fields: [.contentType: "application/x-www-form-urlencoded"],
            body: Array("grant_type=x&client_secret=canary".utf8)
        )
        settings.bodyLimit = 1024
        #expect(
            try line(form, settings)["http.request.body.content"] == "grant_type=x&client_secret=[REDACTED]"
        )
    }

    @Test func `nothing in a request breaks its line or a terminal`() throws {
        let evil = "\u{1b}[31m\u{202e}\u{2028}\"\\\u{9b}"
        let request = HTTPRequest(.get, "/\(evil)\r\nx", query: evil, fields: ["A": evil])
        let object = try line(request)
        #expect(object["url.path"] == .string("/\(evil)\r\nx"))
    }

    @Test func `long values are cut`() throws {
        let long = String(repeating: "a", count: 5000)
        let object = try line(HTTPRequest(.get, "/" + long, query: long, fields: ["A": long]))
        guard case .array(let values)? = header("a", object) else { return #expect(Bool(false)) }
        for text in [object["url.path"]?.string, values.first?.string] {
            #expect(text.map { $0.utf8.count < 1100 && $0.hasSuffix("…") } == true)
        }
        #expect(object["url.query"] == "[REDACTED]")
    }

    @Test func `a step that is traced here counts before what the client says`() throws {
        let span = Tracing().tracer.begin("x", .server, for: nil)
        let fields: HTTPFields = ["traceparent": traceparent]
        let object = try line(HTTPRequest(.post, "/mcp", fields: fields)) { record in
            record.note(.call(CallFact("tools/call", revision: "2026-07-28", traceID: "4bf9")))
            record.note(.trace(span.context))
        }
        #expect(object["trace_id"] == .string(span.context.traceID.description))
        #expect(object["span_id"] == .string(span.context.spanID.description))
    }

    @Test func `the trace of a header counts when the message has none`() throws {
        let fields: HTTPFields = ["traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]
        #expect(try line(HTTPRequest(.get, "/", fields: fields))["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(try line(HTTPRequest(.get, "/", fields: ["traceparent": "x"]))["trace_id"] == nil)
    }
}
