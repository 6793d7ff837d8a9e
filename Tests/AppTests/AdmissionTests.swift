import HTTP
import Telemetry
import Testing

@testable import App

@Suite struct AdmissionTests {
    private let tokens = LocalTokens.begin + LocalTokens.token()

    private func admission(_ text: String) -> Admission {
        let read = ConfigurationText(text)
        #expect(read.errors.isEmpty)
        return Admission(
            read.configuration,
            client: Nobody(),
            counting: LimitTable(),
            secondsSince1970: { 1_800_000_000 },
            log: .silent
        )
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

    private struct Nobody: HTTPClient {
        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
            throw .unreachable
        }
    }
}
