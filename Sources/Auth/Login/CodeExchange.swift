internal import HTTP
internal import JSON
internal import Telemetry

/// Turns the code that a browser brought into tokens (RFC 6749 §4.1.3).
struct CodeExchange: Sendable {
    struct Tokens: Sendable {
        let access: String
        let id: String?
    }

    let settings: LoginSettings
    let endpoints: LoginEndpoints
    let redirectURI: HTTPURL
    let client: any HTTPClient

    /// Nothing of the provider's answer is in what is thrown.
    func tokens(for code: String, _ ticket: LoginTicket) async throws(LoginError) -> Tokens {
        let response = try await response(to: request(code, ticket))
        guard !response.refusesCode else { throw .unknownCode }
        let answer = try response.object()
        // GitHub reports failures with 200 and without a token.
        guard let token = answer["access_token"]?.string, !token.isEmpty,
            (answer["token_type"]?.string ?? "bearer").lowercased() == "bearer"
        else { throw .provider("no bearer token came for the code") }
        return Tokens(access: token, id: answer["id_token"]?.string)
    }

    /// Who the token belongs to, as the provider's own API says it.
    func user(at url: HTTPURL, with token: String) async throws(LoginError) -> JSONObject {
        var request = HTTPClientRequest(.get, url, namedBy: .configuration)
        request.fields = [.accept: "application/json", .authorization: "Bearer \(token)"]
        return try await response(to: request).object()
    }

    private func request(_ code: String, _ ticket: LoginTicket) -> HTTPClientRequest {
        var form = FormFields([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI.text),
            ("code_verifier", ticket.verifier),
        ])
        form.append("resource", settings.resource)
        var request = HTTPClientRequest(.post, endpoints.token, namedBy: endpoints.origin)
        request.fields = [.accept: "application/json", .contentType: "application/x-www-form-urlencoded"]
        if endpoints.secretInBody {
            form.append("client_id", settings.clientID)
            form.append("client_secret", settings.clientSecret.revealed)
        } else {
            request.fields[.authorization] = settings.basicCredentials
        }
        request.body = Array(form.text.utf8)
        return request
    }

    private func response(to request: HTTPClientRequest) async throws(LoginError) -> HTTPClientResponse {
        var request = request
        request.limit = Self.limit
        do throws(HTTPClientError) { return try await client.send(request) } catch { throw .provider("\(error)") }
    }

    /// Largest answer, bytes.
    private static let limit = 64 << 10
}

/// Why a login comes to nothing.
enum LoginError: Error, Sendable, Equatable {
    /// The configuration lacks something.
    case incomplete
    /// The browser brought what does not fit.
    case refused(String)
    /// The provider said that it failed: its code, and its words.
    case denied(error: String, description: String)
    /// The provider did not do its part. The reason is for the log only.
    case provider(String)
    /// The provider does not know the code: it is spent, or invented.
    case unknownCode
    /// As many come back as may at one time.
    case busy
}

extension LoginError {
    /// For the log: what the provider did not do.
    var cause: String {
        switch self {
        case .provider(let cause): cause
        case .unknownCode: "it does not know the code"
        case .incomplete, .refused, .denied, .busy: ""
        }
    }
}

extension HTTPClientResponse {
    fileprivate func object() throws(LoginError) -> JSONObject {
        guard status == .ok else { throw .provider("status \(status.code)") }
        guard let object = JSONObject(untrusted: body) else { throw .provider("not a JSON object") }
        return object
    }

    /// RFC 6749 §5.2; GitHub has a word and a status of its own for it.
    fileprivate var refusesCode: Bool {
        guard status == .badRequest || status == .ok else { return false }
        return switch JSONObject(untrusted: body)?["error"]?.string {
        case "invalid_grant", "bad_verification_code": true
        default: false
        }
    }
}

extension LoginSettings {
    /// RFC 6749 §2.3.1: form-encoded first.
    fileprivate var basicCredentials: String {
        let pair = "\(FormText.escaped(clientID)):\(FormText.escaped(clientSecret.revealed))"
        return "Basic \(Base64.text(Array(pair.utf8)))"
    }
}
