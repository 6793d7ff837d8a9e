import CEL
import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct ConditionTests {
    private let ada: JSONObject = [
        "email": "ada@example.com", "roles": ["admin", "user"], "iss": "https://login.example.com",
    ]

    private func holds(_ source: String, _ payload: JSONObject, _ facts: RequestFacts = RequestFacts()) throws -> Bool {
        try Condition(source, about: .item).holds(payload: payload, in: facts)
    }

    @Test(arguments: [
        #"has(payload.email) && payload.email.endsWith("@example.com")"#,
        #"has(payload.email) && payload.email.endswith("@example.com")"#,
        #"payload.iss == "https://login.example.com" && "admin" in payload.roles"#,
        #"payload.roles.exists(r, r.startsWith("adm"))"#,
    ])
    func `conditions of the editions before this one hold and fail as meant`(source: String) throws {
        #expect(try holds(source, ada))
        #expect(try !holds(source, ["email": "ada@evil.example", "roles": [], "iss": "https://evil.example"]))
    }

    @Test(arguments: ["payload.missing == 1", "payload.email > 3", "1 / 0 == 1", #"payload["email"].size() / 0 == 1"#])
    func `what cannot be evaluated does not hold`(source: String) throws {
        #expect(try !holds(source, ada))
    }

    @Test func `a condition sees how the request came, but no secret of it`() throws {
        let fields: HTTPFields = [
            "X-Team": "blue", "x-team": "red", .authorization: "Bearer x", "Cookie": "session=1",
        ]
        var facts = RequestFacts(HTTPRequest(.post, "/mcp", fields: fields, from: "192.0.2.7"))
        facts.item = ("tool", "deploy")
        facts.arguments = ["stage": "test"]
        #expect(try holds(#"request.method == "POST" && request.path == "/mcp""#, [:], facts))
        #expect(try holds(#"request.headers["x-team"] == "blue, red""#, [:], facts))
        #expect(try holds(#"!("authorization" in request.headers) && !("cookie" in request.headers)"#, [:], facts))
        #expect(try holds(#"cidr("192.0.2.0/24").containsIP(request.remote_address)"#, [:], facts))
        #expect(try holds(#"request.tool == "deploy" && request.arguments.stage == "test""#, [:], facts))
        #expect(try holds(#"request.prompt == """#, [:], facts))
        #expect(try holds(#"request.tls.client_subject == """#, [:], facts))
        facts.certificate = ClientCertificate(subject: "CN=a", fingerprint: "0aff")
        let shown = #"request.tls.client_subject == "CN=a" && request.tls.client_fingerprint == "0aff""#
        #expect(try holds(shown, [:], facts))
    }

    @Test(arguments: [
        ("payload.email.endWith('x')", Condition.Subject.request), ("payload.", .request), ("", .request),
        ("payload.size()", .item), ("request.tool == 'x'", .request), ("request.tol == 'x'", .item),
        ("user == 1", .item),
    ])
    func `what can never hold is refused when it is read`(source: String, subject: Condition.Subject) {
        #expect(throws: CELError.self) { try Condition(source, about: subject) }
    }

    @Test func `only a condition that names arguments reads them`() throws {
        #expect(try Condition("size(request.arguments) > 0", about: .item).readsArguments)
        #expect(try !Condition("request.tool != ''", about: .item).readsArguments)
    }
}
