public import HTTP

/// Believes what a trusted proxy in front says of callers whose tokens it has verified. From anybody else the header is
/// nothing, and is not handed on.
public struct ForwardedAuthentication: HTTPFilter {
    private let header: HTTPFieldName
    private let forwarded: ForwardedIdentity
    private let remembered: RememberedTokens
    private let challenge: Challenge
    private let time: Time

    public init(_ settings: ExternalJWTSettings, challenge: Challenge, time: Time) {
        header = settings.header
        forwarded = ForwardedIdentity(identities: settings.identities)
        remembered = RememberedTokens(limit: settings.rememberedHeaders)
        self.challenge = challenge
        self.time = time
    }

    public var duties: FilterDuties { .adjusting }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        request.caller = .unknown
        let field = request.fields.single(header)
        let isFromProxy = request.forwarding != nil
        if case .missing = field { return challenge.withoutToken }
        request.fields[header] = nil
        guard isFromProxy else { return challenge.withoutToken }
        guard case .value(let text) = field else {
            return challenge.refusal(ofRequest: "There must be one \(header.text) header")
        }
        do throws(TokenError) {
            request.caller = .token(try identity(in: text, at: time.now()))
            return nil
        } catch {
            return challenge.refusal(of: error)
        }
    }

    public func refusal(of head: inout HTTPRequest) -> HTTPResponse? { answer(to: &head) }

    /// A proxy writes the same for the same token, so most headers have been read before.
    private func identity(in text: ArraySlice<UInt8>, at now: Int) throws(TokenError) -> Identity {
        guard text.count <= JWS.sizeLimit else { throw .malformed }
        switch remembered.find(text, at: now) {
        case .identity(let identity): return identity
        case .nothing(let fingerprint):
            let identity = try forwarded.identity(in: text, at: now)
            let end = min(identity.expires ?? .max, now.adding(Self.longestMemory))
            remembered.remember(VerifiedToken(identity, goodUntil: end), as: fingerprint)
            return identity
        }
    }

    var rememberedCount: Int { remembered.count }

    /// Seconds for which a header is remembered at most.
    private static let longestMemory = 300

    public func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        guard case .token(let identity) = request.caller, let end = identity.expires else { return }
        response.end(after: end.adding(ClaimRules().leeway), request, time)
    }
}
