import HTTP
import Testing

@testable import Auth

@Suite struct ChallengeTests {
    private let challenge = Challenge(
        to: HTTPURL("https://mcp.example.com/mcp"),
        scopes: ["tool:user", "tool:admin"]
    )
    private let place = #"resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp""#

    @Test func `no token is no error`() {
        let response = challenge.withoutToken
        #expect(response.status == .unauthorized)
        #expect(response.fields[.wwwAuthenticate] == #"Bearer \#(place), scope="tool:user tool:admin""#)
    }

    @Test func `a bad token is one`() {
        let response = challenge.refusal(of: .expired)
        #expect(response.status == .unauthorized)
        #expect(
            response.fields[.wwwAuthenticate]
                == #"Bearer error="invalid_token", error_description="The token has expired", \#(place), scope="tool:user tool:admin""#
        )
    }

    @Test func `what a handler asks for is told with where to get it`() {
        let needed = #"Bearer error="insufficient_scope", scope="a b""#
        var response = HTTPResponse(.forbidden, fields: [.wwwAuthenticate: needed])
        challenge.complete(&response)
        #expect(response.fields[.wwwAuthenticate] == "\(needed), \(place)")
    }

    @Test func `a refusal that no scope would mend stays plain`() {
        var response = HTTPResponse(.forbidden)
        challenge.complete(&response)
        #expect(response.fields[.wwwAuthenticate] == nil)
    }

    @Test func `what cannot be decided is for later`() {
        let response = challenge.refusal(of: .undecided(retryAfter: 7))
        #expect(response.status == .serviceUnavailable && response.fields[.retryAfter] == "7")
        #expect(response.fields[.wwwAuthenticate] == nil)
    }

    @Test func `a challenge has at least one parameter`() {
        #expect(Challenge().withoutToken.fields[.wwwAuthenticate] == #"Bearer realm="mcp""#)
    }

    @Test(arguments: [
        ("https://h.example", "https://h.example/.well-known/oauth-protected-resource"),
        ("https://h.example/", "https://h.example/.well-known/oauth-protected-resource"),
        ("https://h.example:8443/a/b", "https://h.example:8443/.well-known/oauth-protected-resource/a/b"),
    ])
    func `the path of a resource goes behind the well-known one`(resource: String, place: String) {
        #expect(HTTPURL(resource).flatMap(Challenge.metadata)?.text == place)
    }

    @Test func `no scope can end its string`() {
        let value = Challenge(scopes: ["a\"b\\c\r\nd"]).value()
        #expect(value == #"Bearer scope="a\"b\\cd""#)
    }
}
