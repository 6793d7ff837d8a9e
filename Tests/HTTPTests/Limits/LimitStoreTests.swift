import HTTP
import Testing

@Suite struct LimitStoreTests {
    @Test func `who has a token is its holder, and who has none is its address`() {
        let ada = Caller.token(Identity(subject: "ada", issuer: "i", scopes: []))
        #expect(LimitKey.caller(ada, at: "192.0.2.1") == .principal(issuer: "i", subject: "ada"))
        #expect(LimitKey.caller(.trusted, at: "192.0.2.1") == .address(of: "192.0.2.1"))
        #expect(LimitKey.caller(.unknown, at: "unknown") == .peer("unknown"))
    }

    @Test func `addresses of one network of IPv6 are one`() {
        #expect(LimitKey.address(of: "2001:db8:1:2::1") == .address(of: "2001:db8:1:2:ffff::2"))
        #expect(LimitKey.address(of: "2001:db8:1:2::1") != .address(of: "2001:db8:1:3::1"))
        #expect(LimitKey.address(of: "::ffff:192.0.2.1") == .address(of: "192.0.2.1"))
    }

    @Test func `texts are the same when their bytes are, whatever Unicode says`() {
        let (composed, decomposed) = ("jos\u{e9}", "jose\u{301}")
        let keys: [LimitKey] = [composed, decomposed].flatMap { name in
            [
                .principal(issuer: "i", subject: name), .principal(issuer: name, subject: "s"), .peer(name),
                .call(issuer: "i", subject: name, tool: "t"), .call(issuer: "i", subject: "s", tool: name),
            ]
        }
        #expect(Set(keys).count == keys.count)
        #expect(LimitKey.principal(issuer: "i", subject: composed) == .principal(issuer: "i", subject: composed))
        let table = LimitTable()
        let policy = LimitPolicy.window(1, within: .seconds(60))
        for key in keys {
            #expect(table.take(key, policy, at: .now).isAllowed)
            #expect(!table.take(key, policy, at: .now).isAllowed)
        }
    }

    @Test func `no two keys have one text`() {
        let keys: [LimitKey] = [
            .principal(issuer: "a", subject: "bc"), .principal(issuer: "ab", subject: "c"),
            .principal(issuer: "", subject: "x|tool:t"), .call(issuer: "", subject: "x", tool: "t"),
            .call(issuer: "", subject: "x|tool:t", tool: "t"), .global, .peer("x"), .address(of: "192.0.2.1"),
        ]
        #expect(Set(keys.map(\.description)).count == keys.count)
    }

    @Test func `a tool is counted for whoever calls it`() {
        #expect(
            LimitKey.principal(issuer: "i", subject: "ada").calling("t")
                == .call(issuer: "i", subject: "ada", tool: "t")
        )
        #expect(LimitKey.address(of: "192.0.2.1").calling("t") == .call(issuer: "", subject: "192.0.2.1", tool: "t"))
    }
}
