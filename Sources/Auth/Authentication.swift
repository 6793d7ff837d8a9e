public import HTTP

/// Requires a good token of every request.
///
/// A new token makes its request wait only where somebody must be asked about it, its key is not at hand, or failures are
/// counted elsewhere.
public struct Authentication: HTTPFilter {
    private let verifier: any TokenVerifier
    private let remembered: RememberedTokens
    private let challenge: Challenge
    private let leeway: Int
    private let time: Time
    /// Slows down who guesses tokens.
    public var throttle: FailureThrottle?
    var keySets: [KeySet] = []

    /// - Parameters:
    ///   - limit: tokens that are remembered.
    ///   - leeway: seconds after the end of a token in which it still counts.
    public init(_ verifier: any TokenVerifier, challenge: Challenge, remembering limit: Int, leeway: Int, time: Time) {
        self.verifier = verifier
        self.challenge = challenge
        remembered = RememberedTokens(limit: limit)
        self.leeway = leeway
        self.time = time
    }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        // Whatever stood before has nothing to say about who is calling.
        request.caller = .unknown
        switch BearerToken.of(request) {
        case .missing: return challenge.withoutToken
        case .misplaced(let reason): return challenge.refusal(ofRequest: reason)
        case .token(let bytes):
            switch remembered.find(bytes, at: time.now()) {
            case .identity(let identity):
                request.caller = .token(identity)
                return nil
            case .nothing(let fingerprint):
                let token = BearerToken(Array(bytes), fingerprint, from: request.remoteAddress)
                return answer(to: &request, showing: token)
            }
        }
    }

    /// `nil` lets the request through, or leaves it to `decide`.
    private func answer(to request: inout HTTPRequest, showing token: BearerToken) -> HTTPResponse? {
        // Otherwise `decide` would verify a bad token a second time.
        guard throttle?.isAtHand ?? true else { return nil }
        do throws(TokenError) {
            guard token.isWellFormed else { throw .malformed }
            if let verified = try verifier.verifyAtOnce(token) { accept(verified, for: token, &request) }
            return nil
        } catch {
            let refusal = challenge.refusal(of: error)
            return throttle(for: refusal)?.answerAtOnce(afterRefusing: request) ?? refusal
        }
    }

    public func refusal(of head: inout HTTPRequest) -> HTTPResponse? {
        switch BearerToken.of(head) {
        case .missing: challenge.withoutToken
        case .misplaced(let reason): challenge.refusal(ofRequest: reason)
        case .token: nil
        }
    }

    public func mustWait(for request: HTTPRequest) -> Bool {
        if case .token = request.caller { false } else { true }
    }

    public func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        challenge.complete(&response)
        if case .bytes = response.body { return }
        guard case .token(let identity) = request.caller, let end = identity.expires else { return }
        response.end(after: end.adding(leeway), request, time)
    }

    public func decide(_ request: inout HTTPRequest) async -> HTTPResponse? {
        guard case .token(let bytes) = BearerToken.of(request) else { return challenge.withoutToken }
        let token = BearerToken(Array(bytes), from: request.remoteAddress)
        do throws(TokenError) {
            guard token.isWellFormed else { throw .malformed }
            accept(try await verifier.verify(token), for: token, &request)
            return nil
        } catch {
            let refusal = challenge.refusal(of: error)
            return await throttle(for: refusal)?.answer(afterRefusing: request) ?? refusal
        }
    }

    private func accept(_ verified: VerifiedToken, for token: BearerToken, _ request: inout HTTPRequest) {
        remembered.remember(verified, as: token.fingerprint)
        request.caller = .token(verified.identity)
    }

    /// An issuer that is down is not its client's failure.
    private func throttle(for refusal: HTTPResponse) -> FailureThrottle? {
        refusal.status == .unauthorized ? throttle : nil
    }
}

extension BearerToken {
    enum Place {
        case missing
        case misplaced(String)
        case token(ArraySlice<UInt8>)
    }

    /// The token of the only `Authorization` field. Other schemes are no token, and neither is anything in the query,
    /// where it would end up in logs (OAuth 2.1 §5.1.1).
    static func of(_ request: HTTPRequest) -> Place {
        if let query = request.query, query.namesToken {
            return .misplaced("A token belongs in the Authorization header")
        }
        switch request.fields.single(.authorization) {
        case .missing: return .missing
        case .several: return .misplaced("There must be one Authorization header")
        case .value(let bytes): return of(bytes)
        }
    }

    private static func of(_ field: ArraySlice<UInt8>) -> Place {
        guard field.count > scheme.count else { return .missing }
        for index in 0..<scheme.count where field[field.startIndex + index] | 0x20 != scheme[index] { return .missing }
        return .token(field.dropFirst(scheme.count).drop { $0 == 0x20 })
    }

    /// In lower case, which leaves the blank as it is.
    private static var scheme: InlineArray<7, UInt8> { [0x62, 0x65, 0x61, 0x72, 0x65, 0x72, 0x20] }
}

extension String {
    fileprivate var namesToken: Bool {
        split(separator: "&").contains { $0.hasPrefix("access_token=") || $0 == "access_token" }
    }
}
