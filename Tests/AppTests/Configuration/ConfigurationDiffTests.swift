import Testing

@testable import App

@Suite struct ConfigurationDiffTests {
    private func diff(_ old: String?, _ new: String) throws -> String {
        let files = ["old": old, "new": new]
        let loader = ConfigurationLoader(
            readFile: { path in .success(Array((files[path].flatMap(\.self) ?? "").utf8)) },
            variable: { _ in nil }
        )
        return ConfigurationDiff(from: try old.map { _ in try loader.load("old") }, to: try loader.load("new")).text
    }

    @Test func `what says the same differs in nothing`() throws {
        #expect(try diff("[mcp]\npage_size = 7", "# words\nmcp.page_size = 7") == "no differences")
        #expect(try diff(nil, "") == "no differences")
    }

    @Test func `each key stands there with both values, and when they apply`() throws {
        #expect(
            try diff("[server.limits]\nbody = '1KiB'\n[mcp]\npage_size = 7\n", "[mcp]\npage_size = 8\n") == """
                mcp.page_size: 7 → 8 (applies on reload)
                server.limits.body: "1KiB" → (default) (needs a restart)
                """
        )
        #expect(try diff(nil, "[log]\nlevel = 'debug'") == "log.level: (default) → \"debug\" (applies on reload)")
    }

    @Test func `secrets are compared, and not shown`() throws {
        let ring = { (letter: String) in "[server.keys]\nring = ['\(String(repeating: letter, count: 40))']" }
        #expect(try diff(ring("a"), ring("a")) == "no differences")
        #expect(
            try diff(ring("a"), ring("b")) == "server.keys.ring: [secret] → [secret] (applies on reload)"
        )
    }

    @Test func `whom a listener lets connect stays as it was opened`() throws {
        let proxies = { (proxy: String) in "[server.transport.http]\ntrusted_proxies = ['\(proxy)']\n" }
        let changed = "server.transport.http.trusted_proxies: [\"10.0.0.1\"] → [\"10.0.0.2\"]"
        #expect(try diff(proxies("10.0.0.1"), proxies("10.0.0.2")) == "\(changed) (applies on reload)")
        let only = "proxy_protocol = true\n"
        let both = try diff(proxies("10.0.0.1") + only, proxies("10.0.0.2") + only)
        #expect(both == "\(changed) (needs a restart)")
    }
}
