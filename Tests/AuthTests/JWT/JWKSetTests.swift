import JSON
import Testing

@testable import Auth

@Suite struct JWKSetTests {
    private func set(_ keys: [TestKey]) throws -> JWKSet {
        try #require(JWKSet(["keys": .array(keys.map { .object($0.jwk) })]))
    }

    @Test func `a token finds the key that it names`() throws {
        let set = try set([TestKey("a", seed: 1), TestKey("b", seed: 2)])
        #expect(set.key(for: try JWS(TestKey("b", seed: 2).token([:])))?.id == "b")
        #expect(set.key(for: try JWS(TestKey("c", seed: 2).token([:]))) == nil)
    }

    @Test func `a name is its bytes`() throws {
        // The Kelvin sign, which `==` takes for a K.
        let kelvin = TestKey("\u{212A}", seed: 2)
        let token = try JWS(kelvin.token([:]))
        #expect(try set([TestKey("K", seed: 1)]).key(for: token) == nil)
        let both = try set([TestKey("K", seed: 1), kelvin])
        #expect(both.keys.count == 2 && both.key(for: token) === both.keys[1])
    }

    @Test func `without a name there must be one key only`() throws {
        let nameless = try JWS(TestKey(nil, seed: 1).token([:]))
        #expect(try set([TestKey("a", seed: 1)]).key(for: nameless)?.id == "a")
        #expect(try set([TestKey("a", seed: 1), TestKey("b", seed: 2)]).key(for: nameless) == nil)
    }

    @Test func `keys that share a name are left out`() throws {
        let set = try set([TestKey("a", seed: 1), TestKey("a", seed: 2), TestKey("b", seed: 3)])
        #expect(set.keys.map(\.id) == ["b"])
    }

    @Test func `keys of unknown kinds are left out, the others stay`() throws {
        let document: JSONObject = ["keys": [["kty": "FUTURE", "kid": "x"], .object(TestKey("a").jwk), "text", 5]]
        #expect(JWKSet(document)?.keys.map(\.id) == ["a"])
    }

    @Test func `there is a limit to the keys of one document`() throws {
        let keys = (0..<200).map { TestKey("k\($0)", seed: UInt8($0)) }
        let set = try set(keys)
        #expect(set.keys.count == JWKSet.limit && set.excess == 200 - JWKSet.limit)
    }

    @Test func `a document without keys is none`() {
        #expect(JWKSet([:]) == nil)
        #expect(JWKSet(["keys": "a"]) == nil)
    }
}
