import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

@Suite struct CodeExchangeTests {
    private let ticket = LoginTicket(issuer: "https://login.example.com", expires: now + 60)

    private func url(_ text: String) throws -> HTTPURL { try #require(HTTPURL(text)) }

    private func exchange(
        _ client: OneAnswer,
        _ change: (inout LoginSettings, inout LoginEndpoints) -> Void = { _, _ in }
    ) throws -> CodeExchange {
        var settings = LoginSettings(clientID: "my client", clientSecret: Secret("s3cret&"))
        var endpoints = LoginEndpoints(
            authorization: try url("https://login.example.com/authorize"),
            token: try url("https://login.example.com/token"),
            origin: .document
        )
        change(&settings, &endpoints)
        return CodeExchange(
            settings: settings,
            endpoints: endpoints,
            redirectURI: try url("https://mcp.example.com/callback"),
            client: client
        )
    }

    private func tokens(for answer: String, _ status: HTTPStatus = .ok) async throws -> CodeExchange.Tokens {
        try await exchange(OneAnswer(status, answer)).tokens(for: "code", ticket)
    }

    @Test func `a code is sent with the verifier, and the secret in the head`() async throws {
        let client = OneAnswer(.ok, #"{"access_token":"t","token_type":"bearer","id_token":"i"}"#)
        let tokens = try await exchange(client) { settings, _ in settings.resource = "https://mcp.example.com/mcp" }
            .tokens(for: "a code", ticket)
        #expect(tokens.access == "t" && tokens.id == "i")
        let request = try #require(client.asked)
        #expect(request.method == .post && request.url.path == "/token" && request.origin == .document)
        let form = try #require(FormFields(parsing: String(decoding: request.body, as: UTF8.self)))
        #expect(form["grant_type"] == "authorization_code" && form["code"] == "a code")
        #expect(form["redirect_uri"] == "https://mcp.example.com/callback" && form["code_verifier"] == ticket.verifier)
        #expect(form["resource"] == "https://mcp.example.com/mcp")
        #expect(form["client_id"] == nil && form["client_secret"] == nil)
        // `my%20client:s3cret%26`: encoded before it is joined (RFC 6749 §2.3.1).
        #expect(request.fields[.authorization] == "Basic bXklMjBjbGllbnQ6czNjcmV0JTI2")
        #expect(request.fields[.contentType] == "application/x-www-form-urlencoded")
    }

    @Test func `a provider that wants the secret in the body gets it there alone`() async throws {
        let client = OneAnswer(.ok, #"{"access_token":"t"}"#)
        _ = try await exchange(client) { $1.secretInBody = true }.tokens(for: "code", ticket)
        let request = try #require(client.asked)
        let form = try #require(FormFields(parsing: String(decoding: request.body, as: UTF8.self)))
        #expect(form["client_id"] == "my client" && form["client_secret"] == "s3cret&" && form["resource"] == nil)
        #expect(request.fields[.authorization] == nil)
    }

    @Test(arguments: [#"{"access_token":"t"}"#, #"{"access_token":"t","token_type":"BEARER","id_token":7}"#])
    func `a bearer token is taken, however its type is spelt`(answer: String) async throws {
        let tokens = try await tokens(for: answer)
        #expect(tokens.access == "t" && tokens.id == nil)
    }

    @Test(arguments: [
        #"{"error":"redirect_uri_mismatch"}"#, #"{"access_token":""}"#, #"{"access_token":7}"#,
        #"{"access_token":"hush","token_type":"dpop"}"#,
    ])
    func `what is no bearer token is none`(answer: String) async throws {
        await #expect(throws: LoginError.provider("no bearer token came for the code")) {
            try await tokens(for: answer)
        }
    }

    @Test(arguments: [(HTTPStatus.badRequest, "invalid_grant"), (.ok, "bad_verification_code")])
    func `a code that the provider does not know is told from a provider that fails`(status: HTTPStatus, word: String)
        async throws
    {
        let answer = #"{"error":"\#(word)"}"#
        await #expect(throws: LoginError.unknownCode) { try await tokens(for: answer, status) }
        await #expect(throws: LoginError.provider("status 503")) { try await tokens(for: answer, .serviceUnavailable) }
    }

    @Test func `nothing of what the provider sent is told`() async throws {
        let answer = #"{"error":"invalid_client","error_description":"hush"}"#
        await #expect(throws: LoginError.provider("status 400")) { try await tokens(for: answer, .badRequest) }
        await #expect(throws: LoginError.provider("not a JSON object")) { try await tokens(for: "hush") }
        await #expect(throws: LoginError.provider("not a JSON object")) { try await tokens(for: #"["hush"]"#) }
        await #expect(throws: LoginError.provider("timedOut")) {
            try await exchange(OneAnswer(failing: .timedOut)).tokens(for: "code", ticket)
        }
    }

    @Test func `the API of the provider says who a token belongs to`() async throws {
        let client = OneAnswer(.ok, #"{"login":"ada"}"#)
        let user = try await exchange(client).user(at: url("https://api.example.com/user"), with: "t")
        #expect(user == ["login": "ada"])
        let request = try #require(client.asked)
        #expect(request.method == .get && request.url.text == "https://api.example.com/user")
        #expect(request.fields[.authorization] == "Bearer t" && request.origin == .configuration)
    }

    @Test func `an answer may be so large and no larger`() async throws {
        let client = OneAnswer(.ok, #"{"access_token":"t"}"#)
        _ = try await exchange(client).tokens(for: "code", ticket)
        #expect(client.asked?.limit == 64 << 10)
    }
}

/// Answers every request alike, and remembers the last one.
private final class OneAnswer: HTTPClient {
    private let answer: Result<HTTPClientResponse, HTTPClientError>
    private let last = Mutex<HTTPClientRequest?>(nil)

    init(_ status: HTTPStatus, _ body: String) { answer = .success(HTTPClientResponse(status, body: Array(body.utf8))) }
    init(failing error: HTTPClientError) { answer = .failure(error) }

    var asked: HTTPClientRequest? { last.withLock(\.self) }

    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        last.withLock { $0 = request }
        return try answer.get()
    }
}
