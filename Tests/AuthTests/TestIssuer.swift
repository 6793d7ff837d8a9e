import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

let now = 1_800_000_000
/// The same, where `now` is the name of something else.
let testNow = now

extension Time {
    /// Stands still, unless a test moves it.
    static func standing(at seconds: @escaping @Sendable () -> Int = { testNow }, _ clock: TestClock = TestClock())
        -> Time
    {
        Time(secondsSince1970: seconds, uptime: { clock.uptime })
    }
}

final class TestClock: Sendable {
    private let value = Mutex(Duration.seconds(1000))
    var uptime: Duration { value.withLock(\.self) }
    func advance(_ duration: Duration) { value.withLock { $0 += duration } }
}

/// An issuer that publishes keys, goes down, and counts how often it is asked.
final class TestIssuer: HTTPClient {
    private struct State {
        var documents: [String: JSONObject] = [:]
        var isDown = false
        var asked: [HTTPClientRequest] = []
        var held: [CheckedContinuation<Void, Never>]?
    }
    private let state = Mutex(State())

    static let name = "https://login.example.com/realm"
    static let keys = "https://login.example.com/realm/keys"

    init(_ keys: [TestKey] = [TestKey()]) {
        publish(keys)
        let metadata: JSONObject = ["issuer": .string(Self.name), "jwks_uri": .string(Self.keys)]
        self[Self.name + "/.well-known/openid-configuration"] = metadata
    }

    func publish(_ keys: [TestKey]) { self[Self.keys] = ["keys": .array(keys.map { .object($0.jwk) })] }
    var isDown: Bool {
        get { state.withLock { $0.isDown } }
        set { state.withLock { $0.isDown = newValue } }
    }
    subscript(url: String) -> JSONObject? {
        get { state.withLock { $0.documents[url] } }
        set { state.withLock { $0.documents[url] = newValue } }
    }
    var asked: [HTTPClientRequest] { state.withLock(\.asked) }

    /// From now on requests wait until `letGo`.
    func hold() { state.withLock { $0.held = [] } }
    func letGo() {
        let held = state.withLock { state in
            defer { state.held = nil }
            return state.held ?? []
        }
        for continuation in held { continuation.resume() }
    }

    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        state.withLock { $0.asked.append(request) }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                state.held?.append(continuation)
                return state.held == nil
            }
            if isFree { continuation.resume() }
        }
        guard !isDown else { throw .unreachable }
        guard let document = self[request.url.text] else { return HTTPClientResponse(.notFound) }
        return HTTPClientResponse(.ok, body: JSONValue.object(document).bytes)
    }
}

/// Good claims, changed by `changes`; `null` takes one away.
func claims(_ changes: JSONObject = [:]) -> JSONObject {
    var claims: JSONObject = [
        "iss": .string(TestIssuer.name), "aud": "https://mcp.example.com", "sub": "ana", "exp": .int(now + 600),
        "iat": .int(now - 5), "scope": "tool:user",
    ]
    for change in changes.members { claims[change.key] = change.value == .null ? nil : change.value }
    return claims
}

extension LocalVerifier {
    init(_ issuer: TestIssuer, rules: ClaimRules = ClaimRules(), time: Time = .standing()) {
        let source = KeySource(issuer: TestIssuer.name, place: HTTPURL(TestIssuer.keys), client: issuer)
        let keys = KeySet(source, time: time, log: .silent)
        self.init(
            issuers: [Issuer(name: TestIssuer.name, audiences: ["https://mcp.example.com"], keys: .published(keys))],
            rules: rules,
            identities: IdentityRules(),
            time: time,
            remembering: 300
        )
    }

    /// With keys at hand, what is said at once is the same.
    func refusal(of token: [UInt8]) async -> TokenError? {
        let refusal: TokenError?
        do throws(TokenError) {
            _ = try await verify(BearerToken(token))
            refusal = nil
        } catch { refusal = error }
        do throws(TokenError) {
            let verified = try verifyAtOnce(BearerToken(token))
            // What is said of keys that are not there takes waiting.
            #expect(verified != nil ? refusal == nil : [.unknownKey, .unsupportedAlgorithm].contains(refusal))
        } catch { #expect(error == refusal) }
        return refusal
    }
}
