import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

@Suite struct LoginTests {
    @Test func `the browser is sent to the provider with all that guards a login`() async throws {
        var browser = try TestBrowser { $0.resource = "https://mcp.example.com/mcp" }
        let response = await browser.begin()
        #expect(response.status == .found)
        #expect(browser.location.hasPrefix("https://login.example.com/authorize?p=1&response_type=code&"))
        let fields = try #require(browser.sentTo)
        #expect(fields["client_id"] == "client" && fields["scope"] == "openid profile email")
        #expect(fields["redirect_uri"] == "https://mcp.example.com/callback")
        #expect(fields["code_challenge_method"] == "S256" && fields["code_challenge"]?.count == 43)
        #expect(fields["state"]?.count == 43 && fields["nonce"]?.count == 43)
        #expect(fields["resource"] == "https://mcp.example.com/mcp" && fields["audience"] == nil)
        #expect(response.fields[.cacheControl] == "no-store")
        #expect(fields.text.contains("s3cret") == false)
    }

    @Test func `what must not be seen lies sealed in a cookie for the callback only`() async throws {
        var browser = try TestBrowser()
        let cookie = await browser.begin().fields["Set-Cookie"] ?? ""
        #expect(cookie.hasPrefix("__Secure-mcp-login="))
        #expect(cookie.hasSuffix("; Path=/callback; HttpOnly; SameSite=Lax; Secure; Max-Age=600"))
        #expect(!cookie.contains(browser.state))
        let first = browser.state
        await browser.begin()
        #expect(browser.state != first)
    }

    @Test func `whoever logged in sees who that is, and no token`() async throws {
        var browser = try TestBrowser()
        await browser.begin()
        let response = await browser.finish()
        #expect(response.status == .ok)
        #expect(response.text.contains("Ada &lt;b&gt;") && response.text.contains("My &lt;tools&gt;"))
        #expect(!response.text.contains("the-token") && !response.text.contains("<b>"))
        #expect(response.fields["Set-Cookie"]?.hasSuffix("Max-Age=0") == true)
        #expect(response.fields[.cacheControl] == "no-store")
    }

    @Test func `the token is shown where the configuration says so, and never in a cookie`() async throws {
        var browser = try TestBrowser { $0.showsToken = true }
        await browser.begin()
        let response = await browser.finish()
        #expect(response.text.contains(">the-token</textarea>"))
        #expect(!response.fields.contains { $0.value.contains("the-token") })
    }

    @Test func `any replica with the same keys finishes what another began`() async throws {
        let provider = TestProvider()
        let ring = [Secret(String(repeating: "k", count: 32))]
        var browser = try TestBrowser(provider, sealer: KeyRing(ring))
        await browser.begin()
        let other = try TestBrowser(provider, sealer: KeyRing(ring)).login
        var request = HTTPRequest(.get, "/callback", query: "code=good&state=\(browser.state)")
        request.fields["Cookie"] = browser.cookie
        #expect(await other.finish(request).status == .ok)
        let stranger = try TestBrowser(provider).login
        #expect(await stranger.finish(request).status == .badRequest)
    }

    @Test func `a state is good once`() async throws {
        var browser = try TestBrowser()
        await browser.begin()
        #expect(await browser.finish().status == .ok)
        let asked = browser.provider.asked.count
        #expect(await browser.finish().status == .badRequest)
        #expect(browser.provider.asked.count == asked)
    }

    @Test(arguments: [
        "code=good", "code=good&state=", "code=good&state=other", "state=STATE", "code=&state=STATE",
        "code=good&state=STATE&state=STATE", "code=good&code=evil&state=STATE", "code=%zz&state=STATE", "",
        "code=good&state=STATE&iss=https://evil.example", "code=good&state=STATE&iss=https://login.example.com/",
        "code=good&state=STATE&iss=",
    ])
    func `an answer that does not belong to the login gets no token`(query: String) async throws {
        var browser = try TestBrowser()
        await browser.begin()
        let response = await browser.finish(query.replacing("STATE", with: browser.state))
        #expect(response.status == .badRequest)
        #expect(response.fields[.contentType] == "application/json")
        #expect(response.fields["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
        #expect(!browser.provider.asked.contains { $0.method == .post })
    }

    @Test(arguments: [
        String?.none, "x=y", "__Secure-mcp-login=", "__Secure-mcp-login=AAAA",
        "__Secure-mcp-login=a; __Secure-mcp-login=b",
    ])
    func `without the cookie of this browser nothing happens`(cookie: String?) async throws {
        var browser = try TestBrowser()
        await browser.begin()
        #expect(await browser.finish(cookie: .some(cookie)).status == .badRequest)
        #expect(!browser.provider.asked.contains { $0.method == .post })
    }

    @Test func `so many codes are exchanged at one time, and one more is told to come back`() async throws {
        let (codes, code) = AsyncStream<Void>.makeStream()
        let (leave, left) = AsyncStream<Void>.makeStream()
        let answer = Task { for await _ in leave {} }
        let provider = TestProvider { behavior in
            behavior.whileAsked = {
                code.yield()
                await answer.value
            }
        }
        var browsers = [TestBrowser](repeating: try TestBrowser(provider), count: Login.exchangeLimit + 1)
        for index in browsers.indices { await browsers[index].begin() }
        let last = browsers.removeLast()
        await withTaskGroup(of: Void.self) { group in
            for (index, browser) in browsers.enumerated() {
                group.addTask { _ = await browser.finish(from: "192.0.2.\(index)") }
            }
            for await _ in codes.prefix(Login.exchangeLimit) {}
            let response = await last.finish()
            #expect(response.status == .serviceUnavailable && response.fields[.retryAfter] == "1")
            #expect(response.fields["Set-Cookie"] == nil)
            left.finish()
        }
        #expect(provider.asked.count { $0.method == .post } == Login.exchangeLimit)
        // Its state is not spent.
        #expect(await last.finish().status == .ok)
        #expect(provider.asked.count { $0.method == .post } == Login.exchangeLimit + 1)
    }

    @Test func `a login that took too long is over`() async throws {
        let clock = Seconds()
        var browser = try TestBrowser(time: Time(secondsSince1970: { clock.now }))
        await browser.begin()
        clock.advance(600)
        #expect(await browser.finish().status == .badRequest)
    }

    @Test func `the right issuer in the answer is right, and a promised one must be there`() async throws {
        var browser = try TestBrowser(
            TestProvider { $0.metadata["authorization_response_iss_parameter_supported"] = true }
        )
        await browser.begin()
        #expect(await browser.finish().status == .badRequest)
        await browser.begin()
        let query = "code=good&state=\(browser.state)&iss=https%3A%2F%2Flogin.example.com"
        #expect(await browser.finish(query).status == .ok)
    }

    @Test func `what the provider refused is told, unless another issuer says it`() async throws {
        var browser = try TestBrowser()
        await browser.begin()
        let denied = "error=access_denied&error_description=No%0Away%3C&state=\(browser.state)"
        let response = await browser.finish(denied)
        #expect(response.status == .badRequest)
        #expect(response.text == #"{"error":"access_denied","description":"Noway<"}"#)
        await browser.begin()
        let forged = await browser.finish("error=forged&state=\(browser.state)&iss=https://evil.example")
        #expect(!forged.text.contains("forged"))
    }

    @Test func `the code is exchanged with the verifier of this login, and once`() async throws {
        var browser = try TestBrowser { $0.resource = "https://mcp.example.com/mcp" }
        await browser.begin()
        _ = await browser.finish()
        let posts = browser.provider.asked.filter { $0.method == .post }
        #expect(posts.count == 1)
        let request = try #require(posts.first)
        let form = try #require(FormFields(parsing: String(decoding: request.body, as: UTF8.self)))
        #expect(form["grant_type"] == "authorization_code" && form["code"] == "good")
        #expect(form["redirect_uri"] == "https://mcp.example.com/callback")
        #expect(form["resource"] == "https://mcp.example.com/mcp")
        let verifier = try #require(form["code_verifier"])
        let challenge = Base64URL.text(SHA2.sha256.digest(of: verifier.utf8.span))
        #expect(challenge == browser.sentTo?["code_challenge"])
        #expect(request.fields[.authorization] == "Basic Y2xpZW50OnMzY3JldCUyNg==")
        #expect(form["client_secret"] == nil)
        #expect(request.origin == .document)
    }

    @Test func `the secret stands in the body where the provider wants it there`() async throws {
        var browser = try TestBrowser(
            TestProvider { $0.metadata["token_endpoint_auth_methods_supported"] = ["client_secret_post"] }
        )
        await browser.begin()
        #expect(await browser.finish().status == .ok)
        let request = try #require(browser.provider.asked.first { $0.method == .post })
        let form = try #require(FormFields(parsing: String(decoding: request.body, as: UTF8.self)))
        #expect(form["client_secret"] == "s3cret&" && form["client_id"] == "client")
        #expect(request.fields[.authorization] == nil)
    }

    @Test(
        arguments: [
            { $0.tokenStatus = .badRequest }, { $0.answer = ["error": "bad", "error_description": "the-token"] },
            { $0.answer["token_type"] = "DPoP" }, { $0.answer["access_token"] = 7 }, { $0.claims = nil },
            { $0.claims?["iss"] = "https://evil.example" }, { $0.claims?["aud"] = "other" },
            { $0.claims?["aud"] = ["client", "other"] }, { $0.claims?["azp"] = "other" },
            { $0.claims?["exp"] = .int(now - 120) }, { $0.claims?["nonce"] = "stolen" }, { $0.claims?["sub"] = nil },
            { $0.claims?["at_hash"] = "AAAA" },
        ] as [@Sendable (inout TestProvider.Behavior) -> Void]
    )
    func `a provider that does not do its part is a bad gateway, and nothing of it is shown`(
        change: @Sendable (inout TestProvider.Behavior) -> Void
    ) async throws {
        let lines = Lines()
        let log = Logger(level: .trace) { _, event, fields in lines.add("\(event) \(JSONValue.object(fields).text)") }
        var browser = try TestBrowser(TestProvider(change), log: log) { $0.showsToken = true }
        await browser.begin()
        let response = await browser.finish()
        #expect(response.status == .badGateway)
        #expect(response.text == #"{"error":"The login server did not answer as it should"}"#)
        #expect(!lines.all.isEmpty && !lines.all.contains { $0.contains("the-token") || $0.contains("s3cret") })
    }

    @Test(
        arguments: [
            (.badRequest, "invalid_grant", true), (.ok, "bad_verification_code", true),
            (.badRequest, "invalid_client", false), (.serviceUnavailable, "invalid_grant", false),
        ] as [(HTTPStatus, JSONValue, Bool)]
    )
    func `a code that the provider refuses counts against its address, and nothing else does`(
        status: HTTPStatus,
        error: JSONValue,
        counts: Bool
    ) async throws {
        let provider = TestProvider {
            $0.tokenStatus = status
            $0.answer = ["error": error]
        }
        let throttle = FailureThrottle(.window(1, within: .seconds(60)), in: LimitTable())
        var browser = try TestBrowser(provider, throttle: throttle)
        for address in ["192.0.2.1", "192.0.2.2"] {
            await browser.begin()
            #expect(await browser.finish(from: address).status == .badGateway)
        }
        await browser.begin()
        let response = await browser.finish(from: "192.0.2.1")
        #expect(response.status == (counts ? .tooManyRequests : .badGateway))
        #expect(response.fields[.cacheControl] == "no-store" && response.fields["Set-Cookie"] != nil)
    }

    @Test func `a provider that is down is a bad gateway at once`() async throws {
        var browser = try TestBrowser(TestProvider { $0.isDown = true })
        #expect(await browser.begin().status == .badGateway)
    }

    @Test func `without redirect URI or provider the configuration is incomplete`() async throws {
        for change in [{ $0.redirectURI = nil }, { $0.provider = nil }] as [(inout LoginSettings) -> Void] {
            var browser = try TestBrowser { change(&$0) }
            let response = await browser.begin()
            #expect(response.status == .badRequest && response.text == #"{"error":"Config incomplete"}"#)
        }
    }

    @Test func `OAuth without OpenID Connect asks its own API who that is`() async throws {
        let urls = try ["/authorize", "/token", "/user"].map { try #require(HTTPURL("https://github.example\($0)")) }
        var browser = try TestBrowser(TestProvider { $0.claims = nil }) {
            $0.provider = .oauth2(authorization: urls[0], token: urls[1], user: urls[2])
        }
        await browser.begin()
        #expect(browser.sentTo?["nonce"] == nil && browser.sentTo?["code_challenge"] != nil)
        let response = await browser.finish()
        #expect(response.status == .ok && response.text.contains("<dd>ada</dd>"))
        #expect(response.text.contains("https://github.example:443") || response.text.contains("github.example"))
        let requests = browser.provider.asked
        #expect(requests.map(\.url.path) == ["/token", "/user"])
        #expect(requests.last?.fields[.authorization] == "Bearer the-token")
    }
}

private final class Seconds: Sendable {
    private let seconds = Mutex(testNow)
    var now: Int { seconds.withLock(\.self) }
    func advance(_ more: Int) { seconds.withLock { $0 += more } }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock(\.self) }
}
