internal import HTTP
internal import JSON

/// Where people are sent to log in, and where their code becomes a token.
struct LoginEndpoints: Sendable, Equatable {
    var authorization: HTTPURL
    var token: HTTPURL
    /// Who named `token`.
    var origin: HTTPClientRequest.Origin
    /// What `iss` must be in answers; `nil` for providers that are no issuers.
    var issuer: String?
    /// Whether an answer without `iss` is a forged one (RFC 9207 §2.4).
    var sendsIssuer = false
    /// Whether the secret stands in the body of a request and not in its head (RFC 6749 §2.3.1).
    var secretInBody = false
}

extension LoginEndpoints {
    /// The endpoints that the metadata of an issuer names; `nil` when it lacks one, or an issuer with TLS names one
    /// without, where codes and the secret could be read on the way.
    init?(_ metadata: JSONObject) {
        guard let issuer = metadata["issuer"]?.string,
            let authorization = metadata["authorization_endpoint"]?.string.flatMap(HTTPURL.init),
            let token = metadata["token_endpoint"]?.string.flatMap(HTTPURL.init),
            HTTPURL(issuer)?.isSecure == false || authorization.isSecure && token.isSecure
        else { return nil }
        let methods = metadata["token_endpoint_auth_methods_supported"]?.array?.compactMap(\.string)
        self.init(
            authorization: authorization,
            token: token,
            origin: .document,
            issuer: issuer,
            sendsIssuer: metadata["authorization_response_iss_parameter_supported"]?.bool ?? false,
            secretInBody: methods.map { !$0.contains("client_secret_basic") } ?? false
        )
    }

    /// The URL that a browser is sent to.
    func authorizationURL(_ fields: FormFields) -> String {
        let text = authorization.text.prefix { $0 != "#" }
        return "\(text)\(text.contains("?") ? "&" : "?")\(fields.text)"
    }
}
