import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct KeySourceTests {
    private let issuer = TestIssuer()

    private func source(_ place: String? = nil, issuer name: String = TestIssuer.name) -> KeySource {
        KeySource(issuer: name, place: place.flatMap(HTTPURL.init), client: issuer)
    }

    @Test func `keys come from where the configuration says`() async throws {
        #expect(try await source(TestIssuer.keys).keys(reusing: []).keys.map(\.id) == ["k1"])
        #expect(issuer.asked.map(\.url.text) == [TestIssuer.keys])
        #expect(issuer.asked.map(\.origin) == [.configuration])
    }

    @Test func `or from where the issuer says`() async throws {
        #expect(try await source().keys(reusing: []).keys.map(\.id) == ["k1"])
        #expect(issuer.asked.map(\.origin) == [.configuration, .configuration])
    }

    @Test func `the next place is tried when there is nothing at the first`() async throws {
        let well = TestIssuer.name + "/.well-known/openid-configuration"
        issuer["https://login.example.com/.well-known/oauth-authorization-server/realm"] = issuer[well]
        issuer[well] = nil
        #expect(try await source().keys(reusing: []).keys.count == 1)
    }

    @Test func `a host that only a document names is a stranger`() async throws {
        issuer[TestIssuer.name + "/.well-known/openid-configuration"] = [
            "issuer": .string(TestIssuer.name), "jwks_uri": "https://169.254.169.254/keys",
        ]
        await #expect(throws: KeySource.Failure.status(404)) { try await source().keys(reusing: []) }
        #expect(issuer.asked.last?.origin == .document)
    }

    @Test func `keys that anybody on the way could put there are not asked for`() async throws {
        issuer[TestIssuer.name + "/.well-known/openid-configuration"] = [
            "issuer": .string(TestIssuer.name), "jwks_uri": "http://login.example.com/realm/keys",
        ]
        await #expect(throws: KeySource.Failure.self) { try await source().keys(reusing: []) }
        #expect(!issuer.asked.contains { $0.url.text.hasPrefix("http://") })
        // An issuer without TLS, on this machine or in a test, keeps nothing safe in any case.
        let plain = "http://localhost/realm"
        issuer[plain + "/.well-known/openid-configuration"] = [
            "issuer": .string(plain), "jwks_uri": "http://localhost/k",
        ]
        issuer["http://localhost/k"] = issuer[TestIssuer.keys]
        #expect(try await source(issuer: plain).keys(reusing: []).keys.count == 1)
    }

    @Test func `the metadata must be the issuer's own`() async {
        issuer[TestIssuer.name + "/.well-known/openid-configuration"] = [
            "issuer": "https://login.example.com/other", "jwks_uri": .string(TestIssuer.keys),
        ]
        await #expect(throws: KeySource.Failure.self) { try await source().keys(reusing: []) }
        #expect(!issuer.asked.contains { $0.url.text == TestIssuer.keys })
    }

    @Test func `a document without a key that verifies does not count`() async {
        issuer.publish([])
        await #expect(throws: KeySource.Failure.noKeys) { try await source(TestIssuer.keys).keys(reusing: []) }
        issuer[TestIssuer.keys] = ["error": "later"]
        await #expect(throws: KeySource.Failure.unreadable) { try await source(TestIssuer.keys).keys(reusing: []) }
        issuer.isDown = true
        await #expect(throws: KeySource.Failure.unreachable(.unreachable)) { try await source().keys(reusing: []) }
    }

    @Test func `a key that is still there is not made again`() async throws {
        let first = try await source(TestIssuer.keys).keys(reusing: []).keys
        let second = try await source(TestIssuer.keys).keys(reusing: first).keys
        #expect(first.first === second.first)
    }
}
