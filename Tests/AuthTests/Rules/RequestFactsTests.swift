import CEL
import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct RequestFactsTests {
    private let request = HTTPRequest(
        .post,
        "/mcp",
        query: "token=x",
        fields: [
            "X-Team": "blue", "x-team": "red", "Authorization": "Bearer x", "PROXY-Authorization": "x", "Cookie": "x",
        ],
        from: "192.0.2.7"
    )

    private func map(
        _ facts: RequestFacts,
        for subject: Condition.Subject = .item,
        reading names: Set<String> = ["tls", "headers", "arguments"]
    ) -> CELMap {
        facts.map(for: subject) { names.contains($0) }
    }

    private func inner(_ map: CELMap, _ member: String) -> CELMap? {
        if case .map(let inner)? = map[member] { inner } else { nil }
    }

    private func text(_ value: CELValue?) -> String? { if case .string(let text)? = value { text } else { nil } }

    @Test func `a request is seen by its method, path and address`() {
        let map = map(RequestFacts(request))
        #expect(text(map["method"]) == "POST" && text(map["path"]) == "/mcp")
        #expect(text(map["remote_address"]) == "192.0.2.7")
        #expect(map["query"] == nil)
    }

    @Test func `headers are named in lower case, joined, and none of them is a secret`() throws {
        let headers = try #require(inner(map(RequestFacts(request)), "headers"))
        #expect(headers.count == 1 && text(headers["x-team"]) == "blue, red")
    }

    @Test func `only what is read is made`() {
        let none = map(RequestFacts(request), reading: [])
        #expect(none["headers"] == nil && none["tls"] == nil && none["arguments"] == nil)
        #expect(inner(map(RequestFacts(request), reading: ["headers"]), "headers") != nil)
    }

    @Test func `the client's certificate is that of the connection`() throws {
        var request = request
        request.tls = TLSFacts(version: "TLSv1.3", client: ClientCertificate(subject: "CN=a", fingerprint: "0aff"))
        let shown = try #require(inner(map(RequestFacts(request)), "tls"))
        #expect(text(shown["client_subject"]) == "CN=a" && text(shown["client_fingerprint"]) == "0aff")
        let empty = try #require(inner(map(RequestFacts()), "tls"))
        #expect(text(empty["client_subject"]) == "" && text(empty["client_fingerprint"]) == "")
    }

    @Test(arguments: ["tool", "resource", "prompt"])
    func `an item has its name under its kind, and the other kinds are empty`(kind: String) {
        var facts = RequestFacts(request)
        facts.item = (kind, "deploy")
        facts.arguments = ["stage": "test"]
        let map = map(facts)
        for other in ["tool", "resource", "prompt"] { #expect(text(map[other]) == (other == kind ? "deploy" : "")) }
        #expect(text(inner(map, "arguments")?["stage"]) == "test")
    }

    @Test func `a request as a whole has no item`() {
        var facts = RequestFacts(request)
        facts.item = ("tool", "deploy")
        let map = map(facts, for: .request)
        #expect(map["tool"] == nil && map["arguments"] == nil)
    }
}
