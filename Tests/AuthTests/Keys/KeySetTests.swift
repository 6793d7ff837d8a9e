import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

@Suite struct KeySetTests {
    private let issuer = TestIssuer()
    private let clock = TestClock()
    private let set: KeySet

    init() {
        let source = KeySource(issuer: TestIssuer.name, place: HTTPURL(TestIssuer.keys), client: issuer)
        set = KeySet(source, time: .standing(at: { now }, clock), log: .silent)
    }

    private func token(_ id: String, seed: UInt8 = 1) throws -> JWS { try JWS(TestKey(id, seed: seed).token([:])) }

    private func refusal(_ token: JWS) async -> TokenError? {
        do throws(TokenError) {
            _ = try await set.key(for: token)
            return nil
        } catch { return error }
    }

    @Test func `keys are fetched once, however many ask`() async throws {
        let token = try token("k1")
        issuer.hold()
        async let answers = withTaskGroup(of: TokenError?.self) { group in
            for _ in 0..<50 { group.addTask { await refusal(token) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        while issuer.asked.isEmpty { await Task.yield() }
        issuer.letGo()
        #expect(await answers.allSatisfy { $0 == nil })
        #expect(issuer.asked.count == 1)
        clock.advance(.seconds(299))
        #expect(await refusal(token) == nil)
        #expect(issuer.asked.count == 1)
    }

    @Test func `keys that are left out for their number are told of, once as long as they are as many`() async throws {
        let lines = Mutex<[String]>([])
        let log = Logger(level: .warning) { _, event, fields in
            lines.withLock { $0.append("\(event) \(JSONValue.object(fields).text)") }
        }
        let source = KeySource(issuer: TestIssuer.name, place: HTTPURL(TestIssuer.keys), client: issuer)
        let set = KeySet(source, time: .standing(at: { now }, clock), log: log)
        for (count, warnings) in [(64, 0), (66, 1), (66, 1), (70, 2), (64, 2)] {
            issuer.publish((0..<count).map { TestKey("k\($0)", seed: UInt8($0)) })
            clock.advance(.seconds(601))
            #expect(try await set.key(for: token("k1")).id == "k1")
            #expect(lines.withLock(\.count) == warnings)
        }
        #expect(
            lines.withLock(\.first)
                == "the issuer has too many keys, and the last of them verify nothing "
                + #"{"issuer":"https://login.example.com/realm","limit":64,"excess":2}"#
        )
    }

    @Test func `a key is at hand while it needs no other word, and looking asks nobody`() async throws {
        let token = try token("k1")
        #expect(set.keyAtHand(for: token) == nil && issuer.asked.isEmpty)
        #expect(await refusal(token) == nil)
        #expect(set.keyAtHand(for: token)?.id == "k1")
        #expect(set.keyAtHand(for: try self.token("k2", seed: 2)) == nil)
        clock.advance(.seconds(299))
        #expect(set.keyAtHand(for: token)?.id == "k1")
        clock.advance(.seconds(1))
        #expect(set.keyAtHand(for: token) == nil)
        #expect(issuer.asked.count == 1)
    }

    @Test func `a new key is found at once`() async throws {
        #expect(try await set.key(for: token("k1")).id == "k1")
        issuer.publish([TestKey("k1"), TestKey("k2", seed: 2)])
        #expect(try await set.key(for: token("k2", seed: 2)).id == "k2")
        #expect(issuer.asked.count == 2)
    }

    @Test func `a flood of unknown key ids is one fetch in half a minute`() async throws {
        for index in 0..<100 { #expect(await refusal(try token("x\(index)")) == .unknownKey) }
        #expect(issuer.asked.count <= 2)
        clock.advance(.seconds(31))
        for index in 0..<100 { #expect(await refusal(try token("y\(index)")) == .unknownKey) }
        #expect(issuer.asked.count <= 3)
    }

    @Test func `a token that is younger than the keys may have a key that is younger still`() async throws {
        #expect(await refusal(try token("x")) == .unknownKey)
        let token = try token("y")
        for (issued, error) in [(now - 1, .unknownKey), (now, .unknownKey), (now + 1, .undecided(retryAfter: 31))]
            as [(Int, TokenError)]
        {
            await #expect(throws: error) { _ = try await set.key(for: token, issued: issued) }
        }
    }

    @Test func `without keys nobody can say, until the issuer is back`() async throws {
        issuer.isDown = true
        #expect(await refusal(try token("k1")) == .undecided(retryAfter: 2))
        let asked = issuer.asked.count
        #expect(await refusal(try token("k1")) == .undecided(retryAfter: 2))
        #expect(issuer.asked.count == asked)
        issuer.isDown = false
        clock.advance(.seconds(2))
        #expect(await refusal(try token("k1")) == nil)
    }

    @Test func `pauses grow while an issuer is down`() async throws {
        issuer.isDown = true
        for _ in 0..<600 {
            _ = await refusal(try token("k1"))
            clock.advance(.seconds(1))
        }
        #expect(issuer.asked.count < 20)
    }

    @Test func `old keys serve on while the issuer is down`() async throws {
        #expect(await refusal(try token("k1")) == nil)
        issuer.isDown = true
        for _ in 0..<50 {
            clock.advance(.seconds(600))
            #expect(await refusal(try token("k1")) == nil)
        }
        #expect(await refusal(try token("new")) != nil)
        guard case .undecided? = await refusal(try token("new")) else {
            Issue.record("an unknown key of an issuer that is down is undecided")
            return
        }
    }

    @Test func `a key that is gone vouches for nothing any more`() async throws {
        let old = try await set.key(for: token("k1"))
        issuer.publish([TestKey("k2", seed: 2)])
        clock.advance(.seconds(601))
        #expect(await refusal(try token("k1")) == .unknownKey)
        #expect(!old.isCurrent)
    }

    @Test func `nobody waits for newer keys while the old ones are fresh enough`() async throws {
        let old = try await set.key(for: token("k1"))
        clock.advance(.seconds(301))
        issuer.hold()
        #expect(try await set.key(for: token("k1")) === old)
        while issuer.asked.count < 2 { await Task.yield() }
        issuer.letGo()
    }

    @Test func `callers beyond the limit do not wait`() async throws {
        var settings = KeySet.Settings()
        settings.waiters = 1
        let source = KeySource(issuer: TestIssuer.name, place: HTTPURL(TestIssuer.keys), client: issuer)
        let set = KeySet(source, settings, time: .standing(at: { now }, clock), log: .silent)
        let token = try token("k1")
        issuer.hold()
        async let first = set.key(for: token)
        while issuer.asked.isEmpty { await Task.yield() }
        await #expect(throws: TokenError.undecided(retryAfter: 1)) { _ = try await set.key(for: token) }
        issuer.letGo()
        #expect(try await first.id == "k1")
    }

    @Test func `one who sends many tokens leaves others room to wait`() async throws {
        var settings = KeySet.Settings()
        settings.waiters = 8
        let source = KeySource(issuer: TestIssuer.name, place: HTTPURL(TestIssuer.keys), client: issuer)
        let set = KeySet(source, settings, time: .standing(at: { now }, clock), log: .silent)
        let (token, invented) = (try token("k1"), try token("invented"))
        issuer.hold()
        await withTaskGroup(of: TokenError?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do throws(TokenError) {
                        _ = try await set.key(for: invented, from: .peer("mallory"))
                        return nil
                    } catch { return error }
                }
            }
            var turnedAway = 0
            while turnedAway < 17, await group.next() == .undecided(retryAfter: 1) { turnedAway += 1 }
            #expect(turnedAway == 17)
            async let good = set.key(for: token, from: .peer("ada"))
            while issuer.asked.isEmpty { await Task.yield() }
            issuer.letGo()
            #expect((try? await good)?.id == "k1")
        }
    }

    @Test func `a key that is there but signs otherwise is not asked for`() async throws {
        _ = await refusal(try token("k1"))
        let other = try JWS(Array("\(Base64URL.text(Array(#"{"alg":"ES256","kid":"k1"}"#.utf8))).e30.AAAA".utf8))
        #expect(await refusal(other) == .unsupportedAlgorithm)
        #expect(issuer.asked.count == 1)
    }
}
