import HTTP
import Synchronization
import Telemetry
import Testing

@testable import App

@Suite struct AdmissionTests {
    private let tokens = LocalTokens.begin + LocalTokens.token()

    private func admission(_ text: String, _ client: Issuer = Issuer(), after earlier: Admission? = nil) -> Admission {
        Admission(of: text, asking: client, after: earlier)
    }

    private func request(_ token: String?) -> HTTPRequest {
        var request = HTTPRequest(.get, "/ws", fields: token.map { [.authorization: "Bearer \($0)"] } ?? [:])
        // What it claims to be is forgotten first.
        request.caller = .trusted
        return request
    }

    @Test func `everybody may come in where nobody is asked`() async {
        #expect(await admission("").caller(of: request(nil)) == .trusted)
    }

    @Test func `only who proves it comes in elsewhere`() async {
        let admission = admission(tokens)
        #expect(
            await admission.caller(of: request(LocalTokens.good))?.identity?.subject == "machine"
        )
        for token in [nil, "bad-token-bad-token-bad-token-bad-1"] {
            #expect(await admission.caller(of: request(token)) == nil)
        }
    }

    @Test func `what a request claims to be counts for nothing`() async {
        let admission = admission(tokens)
        for caller in [Caller.trusted, .token(Identity(subject: "machine", scopes: ["tool:user"]))] {
            for token in [nil, "bad-token-bad-token-bad-token-bad-1"] {
                var request = request(token)
                request.caller = caller
                #expect(await admission.caller(of: request) == nil)
            }
        }
    }

    @Test func `keys of issuers are kept while the same hosts may be asked for them`() async {
        let issuer = """
            [middleware.jwt.validation.local]
            issuer = "https://a.example"
            audience = "a"
            jwks_uri = "https://a.example/keys"

            """
        let client = Issuer()
        let text = LocalTokens.begin + issuer
        // `{"alg":"EdDSA","kid":"a"}.{"iss":"https://a.example"}`: whose signature nobody made, and whose key is looked for.
        let token =
            "eyJhbGciOiJFZERTQSIsImtpZCI6ImEifQ.eyJpc3MiOiJodHRwczovL2EuZXhhbXBsZSJ9.\(String(repeating: "A", count: 86))"
        func asked(_ admission: Admission) async -> Int {
            _ = await admission.caller(of: request(token))
            return client.asked
        }
        let first = admission(text, client)
        #expect(await asked(first) == 1)
        #expect(await asked(admission("[mcp]\npage_size = 3\n" + text, client, after: first)) == 1)
        #expect(await asked(admission("oauth_whitelist_domains = ['a.example']\n" + text, client, after: first)) == 2)
    }

    @Test func `and for whom the conditions hold`() async {
        let condition = "[[middleware.jwt.validation.allow_conditions]]\nexpression = \"false\"\n"
        let admission = admission(tokens + condition)
        #expect(await admission.caller(of: request(LocalTokens.good)) == nil)
    }

    @Test func `what decides is equal only where it decides the same`() {
        let rules = { (text: String) in Admission.Rules(ConfigurationText(text).configuration) }
        #expect(rules(tokens) == rules(tokens + "[mcp]\npage_size = 3\n"))
        #expect(rules(tokens) != rules(LocalTokens.begin + LocalTokens.token(scopes: ["more"])))
        #expect(rules(tokens) != rules(tokens + "[server.transport.http]\ntrusted_proxies = ['10.0.0.1']\n"))
    }

    /// Answers with a key, that of RFC 8037 appendix A, and counts who asks.
    private final class Issuer: HTTPClient {
        private let count = Mutex(0)
        var asked: Int { count.withLock { $0 } }

        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
            count.withLock { $0 += 1 }
            let key = #"{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
            return HTTPClientResponse(
                .ok,
                fields: [.contentType: "application/json"],
                body: Array(#"{"keys":[\#(key)]}"#.utf8)
            )
        }
    }
}
