import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct ForwardedAuthenticationTests {
    private let spy = Spy()
    private let gate = ForwardedAuthentication(
        ExternalJWTSettings(header: "X-Validated-Jwt"),
        challenge: Challenge(scopes: ["a"]),
        time: .standing()
    )

    private func send(_ fields: HTTPFields, fromProxy: Bool) async -> HTTPResponse {
        var request = HTTPRequest(.post, "/mcp", fields: fields)
        request.forwarding = fromProxy ? Forwarding() : nil
        request.caller = .token(Identity(subject: "eve", scopes: []))
        return await Router([Route.any("/mcp", spy)].behind([gate])).respond(to: request)
    }

    @Test func `a trusted proxy's word counts`() async {
        #expect(await send(["x-validated-jwt": #"{"sub":"ana"}"#], fromProxy: true).status == .ok)
        #expect(spy.passed == ["ana"])
    }

    @Test func `nobody else's does`() async {
        let response = await send(["X-Validated-Jwt": #"{"sub":"ana"}"#], fromProxy: false)
        #expect(response.status == .unauthorized)
        #expect(response.fields[.wwwAuthenticate] == #"Bearer scope="a""#)
        #expect(spy.passed.isEmpty)
    }

    @Test func `without the header nobody is calling`() async {
        #expect(await send([:], fromProxy: true).status == .unauthorized)
        #expect(await send([.authorization: "Bearer x"], fromProxy: true).status == .unauthorized)
        #expect(await send(["X-Validated-Jwt": "rubbish"], fromProxy: true).status == .unauthorized)
        let twice: HTTPFields = ["X-Validated-Jwt": #"{"sub":"ana"}"#, "x-validated-jwt": #"{"sub":"eve"}"#]
        #expect(await send(twice, fromProxy: true).status == .badRequest)
        #expect(spy.passed.isEmpty)
    }

    @Test func `who is not let in is told so before there is a body`() {
        func refusal(_ fields: HTTPFields, fromProxy: Bool) -> HTTPStatus? {
            var request = HTTPRequest(.post, "/mcp", fields: fields)
            request.forwarding = fromProxy ? Forwarding() : nil
            return gate.refusal(of: &request)?.status
        }
        let shown: HTTPFields = ["X-Validated-Jwt": #"{"sub":"ana"}"#]
        #expect(refusal(shown, fromProxy: true) == nil)
        #expect(refusal(shown, fromProxy: false) == .unauthorized)
        #expect(refusal([:], fromProxy: true) == .unauthorized)
        #expect(refusal(["X-Validated-Jwt": "rubbish"], fromProxy: true) == .unauthorized)
    }

    @Test func `what was read once is not read again, until it ends`() async {
        let clock = TestClock()
        let begin = clock.uptime
        let gate = ForwardedAuthentication(
            ExternalJWTSettings(header: "X-Validated-Jwt"),
            challenge: Challenge(scopes: []),
            time: .standing(at: { now + Int((clock.uptime - begin).components.seconds) })
        )
        func caller(_ text: String) -> Identity? {
            var request = HTTPRequest(.post, "/mcp", fields: ["X-Validated-Jwt": text])
            request.forwarding = Forwarding()
            return gate.answer(to: &request) == nil ? request.caller.identity : nil
        }
        let text = #"{"sub":"ana","exp":\#(now + 10)}"#
        #expect(caller(text)?.subject == "ana" && caller(text)?.subject == "ana")
        #expect(caller(text + " ")?.subject == "ana")
        #expect(caller(#"{"sub":"eve","exp":\#(now + 10)}"#)?.subject == "eve")
        clock.advance(.seconds(69))
        #expect(caller(text)?.subject == "ana")
        clock.advance(.seconds(1))
        #expect(caller(text) == nil && caller(text) == nil)
    }

    @Test func `a flood of headers does not grow what is remembered`() {
        var settings = ExternalJWTSettings(header: "X-Validated-Jwt")
        settings.rememberedHeaders = 4
        let gate = ForwardedAuthentication(settings, challenge: Challenge(scopes: []), time: .standing())
        for index in 0..<100 {
            var request = HTTPRequest(.post, "/mcp", fields: ["X-Validated-Jwt": #"{"sub":"\#(index)"}"#])
            request.forwarding = Forwarding()
            #expect(gate.answer(to: &request) == nil && request.caller.identity?.subject == "\(index)")
        }
        #expect(gate.rememberedCount <= 4)
    }

    @Test func `the header is not handed on`() async {
        var request = HTTPRequest(.post, "/mcp", fields: ["X-Validated-Jwt": #"{"sub":"ana"}"#])
        request.forwarding = Forwarding()
        let answer = gate.answer(to: &request)
        #expect(answer == nil)
        #expect(request.fields["X-Validated-Jwt"] == nil)
        #expect(request.caller.identity?.subject == "ana")
    }
}
