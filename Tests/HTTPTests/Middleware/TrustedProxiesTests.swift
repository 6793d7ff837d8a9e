import HTTP
import Testing

@Suite struct TrustedProxiesTests {
    private func proxies(_ headers: ProxySettings.Headers = .legacy) throws -> TrustedProxies {
        var settings = ProxySettings()
        settings.trusted = try ["10.0.0.0/8", "2001:db8::/32"].map { try #require(CIDR($0)) }
        settings.headers = headers
        return TrustedProxies(settings)
    }
    private func seen(
        _ fields: HTTPFields,
        from peer: String = "10.0.0.1",
        by headers: ProxySettings.Headers = .legacy
    ) throws -> HTTPRequest {
        var request = HTTPRequest(.get, "/", fields: fields, from: peer)
        request.id = "made"
        #expect(try proxies(headers).answer(to: &request) == nil)
        return request
    }

    @Test func `without proxies nobody is believed`() {
        var request = HTTPRequest(
            .get,
            "/",
            fields: ["X-Real-IP": "1.1.1.1", "X-Forwarded-For": "1.1.1.1", "X-Request-Id": "evil", "A": "b"],
            from: "10.0.0.1"
        )
        #expect(TrustedProxies(ProxySettings()).answer(to: &request) == nil)
        #expect(request.remoteAddress == "10.0.0.1" && request.forwarding == nil)
        #expect(request.fields.map(\.name) == ["A"])
    }

    @Test(arguments: [
        ("203.0.113.9", "203.0.113.9"), ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"), ("10.0.0.9", "10.0.0.9"), ("", "10.0.0.1"),
        ("203.0.113.9, unknown", "10.0.0.1"), ("203.0.113.9, unknown, 10.0.0.2", "10.0.0.2"),
        ("203.0.113.9:1234", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"), ("[2001:db9::1]:1", "2001:db9::1"),
    ])
    func `the client is the first from the right that is not trusted`(list: String, client: String) throws {
        #expect(try seen(["X-Forwarded-For": list]).remoteAddress == client)
    }

    @Test func `scheme and host are those of the outermost trusted proxy`() throws {
        let request = try seen([
            "X-Forwarded-For": "6.6.6.6, 203.0.113.9, 10.0.0.2", "X-Forwarded-Proto": "gopher, https, http",
            "X-Forwarded-Host": "evil.example, mcp.example.com, inner",
        ])
        #expect(request.forwarding == Forwarding(scheme: "https", host: "mcp.example.com"))
    }

    @Test func `a proxy that names no client still says how it was reached`() throws {
        #expect(try seen(["X-Forwarded-Proto": "https"]).forwarding == Forwarding(scheme: "https"))
        #expect(try seen([:]).forwarding == Forwarding())
    }

    @Test func `Forwarded is read where it is what the proxies write, and only there`() throws {
        let fields: HTTPFields = [
            "Forwarded": "for=203.0.113.9;proto=https;host=mcp.example.com", "X-Forwarded-For": "6.6.6.6",
        ]
        let request = try seen(fields, by: .standard)
        #expect(request.remoteAddress == "203.0.113.9")
        #expect(request.forwarding == Forwarding(scheme: "https", host: "mcp.example.com"))
        #expect(try seen(fields).remoteAddress == "6.6.6.6")
    }

    @Test(arguments: ["203.0.113.1", "127.0.0.1", "::1", "11.0.0.1", "unknown"])
    func `nobody else is believed, and what they claim goes no further`(peer: String) throws {
        let request = try seen(
            [
                "X-Forwarded-For": "1.1.1.1", "Forwarded": "for=1.1.1.1", "x-forwarded-proto": "https",
                "X-Forwarded-Host": "localhost", "X-Real-IP": "1.1.1.1", "X-Original-URL": "/health",
                "X-HTTP-Method-Override": "DELETE", "CF-Connecting-IP": "1.1.1.1", "X-Request-Id": "evil", "A": "b",
            ],
            from: peer
        )
        #expect(request.remoteAddress == peer && request.forwarding == nil && request.id == "made")
        #expect(request.fields.map(\.name) == ["A"])
    }

    @Test func `a mapped address is the same proxy`() throws {
        #expect(try seen(["X-Forwarded-For": "1.1.1.1"], from: "::ffff:10.0.0.1").remoteAddress == "1.1.1.1")
    }

    @Test(arguments: [
        ("4bf92f35-77b3", "4bf92f35-77b3"), ("a b", "made"), ("", "made"), ("a\"b", "made"), ("é", "made"),
        (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
        (String(repeating: "a", count: 65), "made"),
    ])
    func `a request id of a proxy is taken when it is harmless`(id: String, expected: String) throws {
        #expect(try seen(["X-Request-Id": id]).id == expected)
    }
}
