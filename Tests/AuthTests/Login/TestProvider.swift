import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

/// A provider that gives a token for the code `good`, and remembers what it was asked.
final class TestProvider: HTTPClient {
    struct Behavior: Sendable {
        var metadata: JSONObject = [
            "issuer": "https://login.example.com",
            "authorization_endpoint": "https://login.example.com/authorize?p=1",
            "token_endpoint": "https://login.example.com/token", "jwks_uri": "https://login.example.com/keys",
        ]
        var tokenStatus = HTTPStatus.ok
        var answer: JSONObject = ["access_token": "the-token", "token_type": "Bearer"]
        /// Claims of the ID token; `nil` leaves it out.
        var claims: JSONObject? = [
            "iss": "https://login.example.com", "aud": "client", "sub": "u1", "name": "Ada <b>", "exp": .int(now + 60),
        ]
        var user: JSONObject = ["login": "ada"]
        var isDown = false
        /// What happens before a code is looked at.
        var whileAsked: @Sendable () async -> Void = {}
    }
    private let state: Mutex<(behavior: Behavior, nonce: String?, asked: [HTTPClientRequest])>
    private let key = TestKey()

    init(_ change: (inout Behavior) -> Void = { _ in }) {
        var behavior = Behavior()
        change(&behavior)
        state = Mutex((behavior, nil, []))
    }

    /// What the browser was sent with.
    var nonce: String? {
        get { state.withLock(\.nonce) }
        set { state.withLock { $0.nonce = newValue } }
    }
    var asked: [HTTPClientRequest] { state.withLock(\.asked) }
    func change(_ change: (inout Behavior) -> Void) { state.withLock { change(&$0.behavior) } }

    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        state.withLock { $0.asked.append(request) }
        let behavior = state.withLock(\.behavior)
        if behavior.isDown { throw .unreachable }
        switch request.url.path {
        case let path where path.contains("/.well-known/") && !path.hasSuffix("/keys"):
            return HTTPClientResponse(.ok, body: JSONValue.object(behavior.metadata).bytes)
        case let path where path.hasSuffix("/keys"):
            return HTTPClientResponse(.ok, body: JSONValue.object(["keys": .array([.object(key.jwk)])]).bytes)
        case "/user": return HTTPClientResponse(.ok, body: JSONValue.object(behavior.user).bytes)
        default:
            await behavior.whileAsked()
            return tokens(behavior)
        }
    }

    private func tokens(_ behavior: Behavior) -> HTTPClientResponse {
        var answer = behavior.answer
        if var claims = behavior.claims {
            if claims["nonce"] == nil { claims["nonce"] = nonce.map(JSONValue.string) }
            answer["id_token"] = .string(String(decoding: key.token(claims), as: UTF8.self))
        }
        return HTTPClientResponse(behavior.tokenStatus, body: JSONValue.object(answer).bytes)
    }
}

/// A browser that logs in.
struct TestBrowser {
    let login: Login
    let provider: TestProvider
    private(set) var sentTo: FormFields?
    private(set) var cookie: String?
    private(set) var location = ""

    init(
        _ provider: TestProvider = TestProvider(),
        sealer: any Sealer = KeyRing(),
        time: Time = .standing(),
        log: Logger = .silent,
        throttle: FailureThrottle? = nil,
        issuer: HTTPURL? = nil,
        hosts: AllowedHosts? = nil,
        _ change: (inout LoginSettings) -> Void = { _ in }
    ) throws {
        var settings = LoginSettings(clientID: "client", clientSecret: Secret("s3cret&"))
        let issuer = try issuer ?? #require(HTTPURL("https://login.example.com"))
        let client: any HTTPClient = hosts.map { GuardedClient(provider, to: $0, log: log) } ?? provider
        settings.redirectURI = HTTPURL("https://mcp.example.com/callback")
        settings.provider = .oidc(issuer: issuer)
        change(&settings)
        var login = Login(
            settings,
            server: "My <tools>",
            provider: IssuerDocument(of: issuer, from: client, time: time, log: log),
            client: client,
            sealer: sealer,
            time: time,
            log: log
        )
        login.throttle = throttle
        self.login = login
        self.provider = provider
    }

    @discardableResult
    mutating func begin() async -> HTTPResponse {
        let response = await login.begin(HTTPRequest(.get, "/login"))
        location = response.fields[.location] ?? ""
        sentTo = location.split(separator: "?", maxSplits: 1).last.flatMap { FormFields(parsing: String($0)) }
        provider.nonce = sentTo?["nonce"]
        cookie = response.fields["Set-Cookie"]?.split(separator: ";").first.map(String.init)
        return response
    }

    var state: String { sentTo?["state"] ?? "" }

    /// Comes back with `query`; by default as the provider would have it.
    func finish(
        _ query: String? = nil,
        cookie: String?? = .none,
        from address: String = "127.0.0.1"
    ) async -> HTTPResponse {
        var request = HTTPRequest(.get, "/callback", query: query ?? "code=good&state=\(state)", from: address)
        if let cookie = cookie ?? self.cookie { request.fields["Cookie"] = cookie }
        return await login.finish(request)
    }
}

extension HTTPResponse {
    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
