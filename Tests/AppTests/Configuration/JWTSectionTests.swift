import HTTP
import TOML
import Testing

@testable import App

@Suite struct JWTSectionTests {
    private let enabled = "[middleware.jwt]\nenabled = true\n"

    @Test func `half a configuration is refused`() {
        #expect(ConfigurationText(enabled).errors.contains("missing key 'middleware.jwt.validation.strategy'"))
        #expect(ConfigurationText("[middleware.jwt]").errors == ["missing key 'middleware.jwt.enabled'"])
        #expect(
            ConfigurationText(enabled + "[middleware.jwt.validation]\nstrategy = 'local'").errors == [
                "missing key 'middleware.jwt.validation.local.jwks_uri'"
            ]
        )
    }

    @Test func `a strategy with a slip in it is not taken for another`() {
        let problems = ConfigurationText(enabled + "[middleware.jwt.validation]\nstrategy = 'externl'").problems
        #expect(problems.contains { $0.suggestion == "did you mean 'external'?" })
    }

    @Test func `external needs nothing but a header`() {
        let table = enabled + "[middleware.jwt.validation]\nstrategy = 'external'\n"
        #expect(ConfigurationText(table).configuration.jwt == .external(header: "X-Validated-Jwt"))
        #expect(
            ConfigurationText(table + "forwarded_header = 'X-Mine'").configuration.jwt == .external(header: "X-Mine")
        )
        #expect(ConfigurationText(table + "forwarded_header = 'X: Mine'").errors.count == 1)
    }

    @Test func `the cache interval may be a number, or a duration in words`() {
        for interval in ["3600", "'PT1H'", "'1h'", "'60m'"] {
            let text = ConfigurationText(
                enabled + "[middleware.jwt.validation]\nstrategy = 'local'\n[middleware.jwt.validation.local]\n"
                    + "jwks_uri = 'https://a.example/keys'\ncache_interval = \(interval)"
            )
            guard case .local(let local) = text.configuration.jwt else { return #expect(Bool(false)) }
            #expect(local.cacheInterval == .seconds(3600))
            #expect(text.problems.isEmpty)
        }
    }

    @Test func `a table that is switched off may be incomplete, but not misspelt`() {
        let text = ConfigurationText(
            "[middleware.jwt]\nenabled = false\n[middleware.jwt.validation.local]\njwks_ur = 1"
        )
        #expect(text.configuration.jwt == .disabled)
        #expect(text.errors == ["unknown key 'middleware.jwt.validation.local.jwks_ur'"])
    }

    @Test func `a condition without an expression is refused`() {
        let text = ConfigurationText(
            enabled + "[middleware.jwt.validation]\nstrategy = 'local'\n[middleware.jwt.validation.local]\n"
                + "jwks_uri = 'https://a.example/keys'\n[[middleware.jwt.validation.local.allow_conditions]]"
        )
        #expect(text.errors == ["missing key 'middleware.jwt.validation.local.allow_conditions[0].expression'"])
    }
}
