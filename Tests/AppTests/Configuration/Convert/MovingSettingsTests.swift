import TOML
import Testing

@testable import App

@Suite struct MovingSettingsTests {
    private func moved(_ text: String) -> MovingSettings {
        var moving = MovingSettings(SettingTree(TOMLDocument(text).root))
        moving.move()
        return moving
    }

    @Test func `an address with a port becomes two keys`() {
        let moving = moved("[server.transport.http]\nhost = ':8080'")
        #expect(moving.tree.string("server.transport.http.host") == "::")
        #expect(moving.tree[path: "server.transport.http.port"] == .value(.integer(8080)))
        #expect(moving.notes == ["server.transport.http.host: from ':8080'"])
    }

    @Test func `keys move to where they belong, and lists are joined`() throws {
        let moving = moved(
            """
            [middleware.jwt.validation]
            jwt_exposed_claims = "all"
            [middleware.jwt.validation.local]
            whitelist_domains = ["a", "b"]
            [oauth_protected_resource]
            oauth_whitelist_domains = ["b", "c"]
            """
        )
        #expect(moving.tree.string("jwt_exposed_claims") == "all")
        guard case .value(let domains) = moving.tree["oauth_whitelist_domains"] else { return #expect(Bool(false)) }
        #expect(domains.text == #"["b", "c", "a"]"#)
        #expect(moving.tree[path: "middleware.jwt.validation.local.whitelist_domains"] == nil)
    }

    @Test func `an issuer that is not named is the one that metadata come from`() {
        let moving = moved(
            """
            [middleware.jwt.validation]
            strategy = "local"
            [middleware.jwt.validation.local]
            jwks_uri = "https://a.example/keys"
            [oauth_authorization_server]
            issuer_uri = "https://a.example"
            """
        )
        #expect(moving.tree.string("middleware.jwt.validation.local.issuer") == "https://a.example")
        #expect(moving.notes.count == 1)
    }

    @Test func `where nobody is believed a placeholder shows where to say who`() {
        let moving = moved("[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'forwarded'")
        #expect(moving.tree.string("middleware.jwt.validation.strategy") == "external")
        guard case .value(let proxies) = moving.tree[path: "server.transport.http.trusted_proxies"] else {
            return #expect(Bool(false))
        }
        #expect(proxies.text == #"["192.0.2.1"]"#)
    }

    @Test func `keys that there are not are dropped, and named without their values`() {
        let moving = moved("[server]\nname = 'x'\nsecret = 'hunter2'\n[foo]\na = 1")
        #expect(
            moving.notes == [
                "dropped, because there is no such key: 'server.secret'",
                "dropped, because there is no such key: 'foo'",
            ]
        )
        #expect(moving.tree["foo"] == nil && moving.tree.string("server.name") == "x")
    }

    @Test func `a name that could end a comment cannot`() {
        #expect(moved("\"a\\nb = 1\" = 2").comments[""]?.first?.contains("\n") == false)
    }

    @Test(arguments: [("a $HOME b", 1), ("${HOME}", 0), ("$5", 0), ("a$", 0)])
    func `a variable without braces is pointed out`(text: String, count: Int) {
        #expect(moved("[server]\ninstructions = '\(text)'").notes.count == count)
    }

    @Test func `empty texts are left out`() {
        let moving = moved("[oauth_protected_resource]\nresource_tos_uri = ''\nresource_name = ''")
        #expect(moving.tree[path: "oauth_protected_resource"] == .table(SettingTree()))
    }
}
