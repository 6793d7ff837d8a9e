public import HTTP
internal import JSON
public import Telemetry

/// Logs people in with a browser: `/login` sends them to the provider, `/callback` takes them back (RFC 6749 §4.1 with
/// RFC 7636, 8707 and 9207).
public struct Login: Sendable {
    private let settings: LoginSettings
    private let server: String
    private let provider: IssuerDocument?
    private let client: any HTTPClient
    private let keys: IDTokenKeys
    private let sealer: any Sealer
    private let time: Time
    private let log: Logger
    private let spent: SpentStates
    /// Anybody may bring a code, and each leads to a request: they must not take the places of those about tokens.
    private let exchanges = ConcurrencyLimit(exchangeLimit)
    static let exchangeLimit = 8
    /// Slows down who guesses codes.
    public var throttle: FailureThrottle?

    /// - Parameters:
    ///   - server: how people know this server.
    ///   - provider: the metadata of the issuer, where the provider is one.
    ///   - spent: what has come back already.
    public init(
        _ settings: LoginSettings,
        server: String,
        provider: IssuerDocument?,
        client: any HTTPClient,
        sealer: any Sealer,
        spent: SpentStates = SpentStates(),
        time: Time,
        log: Logger
    ) {
        self.spent = spent
        self.settings = settings
        self.server = server
        self.provider = provider
        self.client = client
        self.sealer = sealer
        self.time = time
        self.log = log
        keys = IDTokenKeys(from: client, time: time, log: log)
    }

    /// Sends the browser to the provider.
    public func begin(_ request: HTTPRequest) async -> HTTPResponse {
        do throws(LoginError) {
            let (endpoints, redirectURI) = try await wayOut()
            let seconds = Int(clamping: settings.time.components.seconds)
            let ticket = LoginTicket(issuer: endpoints.name, expires: time.now().adding(seconds))
            var response = HTTPResponse(.found)
            response.fields[.location] = endpoints.authorizationURL(question(ticket, redirectURI))
            let sealed = ticket.sealed(by: sealer)
            response.fields["Set-Cookie"] = LoginCookie(for: redirectURI).kept(sealed, for: seconds)
            response.protect()
            return response
        } catch {
            return refusal(error, of: request)
        }
    }

    /// Takes the browser back. Whatever comes of it, the login is over; unless there are too many, and it may come again.
    public func finish(_ request: HTTPRequest) async -> HTTPResponse {
        let browser = LimitKey.address(of: request.remoteAddress)
        guard exchanges.enter(browser) else { return refusal(.busy, of: request) }
        defer { exchanges.leave(browser) }
        var response: HTTPResponse
        do throws(LoginError) {
            response = try await page(for: request).response
        } catch {
            response = refusal(error, of: request)
            if error == .unknownCode, let excess = await throttle?.answer(afterRefusing: request) {
                response = page("Too many codes were refused", of: request, orElse: excess)
            }
        }
        if let redirectURI = settings.redirectURI {
            response.fields["Set-Cookie"] = LoginCookie(for: redirectURI).forgotten
        }
        return response
    }

    private func page(for request: HTTPRequest) async throws(LoginError) -> LoginPage {
        let (endpoints, redirectURI) = try await wayOut()
        let answer = try LoginAnswer(request.query ?? "")
        guard let text = LoginCookie(for: redirectURI).text(in: request),
            let ticket = LoginTicket(text, openedBy: sealer, at: time.now()), ticket.issuer == endpoints.name
        else { throw .refused("No login is under way in this browser, or it took too long") }
        guard answer.bears(ticket.state), spent.spend(ticket.state) else {
            throw .refused("The answer belongs to another login")
        }
        let code = try answer.code(from: endpoints)
        let exchange = CodeExchange(
            settings: settings,
            endpoints: endpoints,
            redirectURI: redirectURI,
            client: client
        )
        let tokens = try await exchange.tokens(for: code, ticket)
        let person = try await person(tokens, ticket, exchange)
        log.info("somebody logged in", ["issuer": .string(endpoints.name)])
        return LoginPage(
            server: server,
            person: person,
            issuer: endpoints.name,
            token: settings.showsToken ? tokens.access : nil
        )
    }

    // MARK: The provider

    private func wayOut() async throws(LoginError) -> (LoginEndpoints, redirectURI: HTTPURL) {
        guard let redirectURI = settings.redirectURI, let provider = settings.provider else { throw .incomplete }
        switch provider {
        case .oauth2(let authorization, let token, _):
            let endpoints = LoginEndpoints(
                authorization: authorization,
                token: token,
                origin: .configuration,
                secretInBody: true
            )
            return (endpoints, redirectURI)
        case .oidc:
            guard let metadata = try? await self.provider?.current() else { throw .provider("no metadata") }
            guard let endpoints = LoginEndpoints(metadata) else {
                throw .provider("the metadata lacks an endpoint, or its https")
            }
            return (endpoints, redirectURI)
        }
    }

    private func question(_ ticket: LoginTicket, _ redirectURI: HTTPURL) -> FormFields {
        var fields = FormFields([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirectURI.text),
            ("scope", settings.scopes.joined(separator: " ")), ("state", ticket.state),
            ("code_challenge", ticket.challenge), ("code_challenge_method", "S256"),
        ])
        if case .oidc = settings.provider { fields.append("nonce", ticket.nonce) }
        fields.append("resource", settings.resource)
        fields.append("audience", settings.audience)
        return fields
    }

    /// The name of whoever logged in, which the provider vouches for.
    private func person(
        _ tokens: CodeExchange.Tokens,
        _ ticket: LoginTicket,
        _ exchange: CodeExchange
    ) async throws(LoginError) -> String {
        if case .oauth2(_, _, let user) = settings.provider {
            return try await exchange.user(at: user, with: tokens.access).person
        }
        guard let text = tokens.id else { throw .provider("no ID token came for the code") }
        do throws(TokenError) {
            let token = try await IDToken(
                text,
                for: ticket,
                clientID: settings.clientID,
                accessToken: tokens.access,
                keys: keys.keys(of: ticket.issuer),
                at: time.now()
            )
            return token.claims.person
        } catch {
            throw .provider("the ID token is not accepted: \(error.explanation)")
        }
    }

    /// JSON, and a page for whoever asks for one.
    private func refusal(_ error: LoginError, of request: HTTPRequest) -> HTTPResponse {
        let json: HTTPResponse
        let reason: String
        switch error {
        case .incomplete:
            log.warning("nobody can log in: [auth] lacks redirect_uri, or who logs people in")
            reason = "Config incomplete"
            json = .error(.badRequest, reason)
        case .refused(let text):
            reason = text
            json = .error(.badRequest, text)
        case .denied(let code, let description):
            reason = "\(description) (\(code))"
            json = .json(["error": .string(code), "description": .string(description)], .badRequest)
        case .provider, .unknownCode:
            log.warning("a login failed at its provider", ["reason": .string(error.cause)])
            reason = "The login server did not answer as it should"
            json = .error(.badGateway, reason)
        case .busy:
            reason = "Too many people are logging in; try again in a moment"
            json = .unavailable(reason, retryAfter: 1)
        }
        return page(reason, of: request, orElse: json)
    }

    private func page(_ reason: String, of request: HTTPRequest, orElse json: HTTPResponse) -> HTTPResponse {
        var json = json
        json.protect()
        return FailurePage(server: server, status: json.status, reason: reason).response(to: request, orElse: json)
    }
}

extension LoginEndpoints {
    /// Who logs people in, as people see it.
    fileprivate var name: String { issuer ?? authorization.origin }
}

extension JSONObject {
    /// The first of the usual names that is there, no longer than a line.
    fileprivate var person: String {
        let names = ["name", "email", "preferred_username", "login", "sub", "id"].lazy.compactMap { key in
            self[key]?.string ?? self[key]?.int.map { "\($0)" }
        }
        return String((names.first { !$0.isEmpty } ?? "somebody").prefix(200))
    }
}
