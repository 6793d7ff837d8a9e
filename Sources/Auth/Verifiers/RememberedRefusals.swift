private import Synchronization

/// Remembers which tokens `verifier` refuses, so that whoever shows one again and again has nobody asked about it.
///
/// Only what is final is remembered: not that nobody can say, and nothing that time mends.
final class RememberedRefusals: TokenVerifier {
    /// Tokens that are remembered. Beyond it, those that were refused longest ago make room.
    static let limit = 4096
    /// An issuer hands out a token, and a part of it that does not know it yet may be asked.
    static let longest = Duration.seconds(30)

    private struct Refusal: Sendable {
        let error: TokenError
        /// Of `Time.uptime`.
        let end: Duration
    }
    private struct Refusals: Sendable {
        var young: [Fingerprint: Refusal] = [:]
        var old: [Fingerprint: Refusal] = [:]
    }

    private let verifier: any TokenVerifier
    private let duration: Duration
    private let time: Time
    private let refusals = Mutex(Refusals())

    /// - Parameter seconds: for which an answer of the issuer holds.
    init(of verifier: any TokenVerifier, for seconds: Int, time: Time) {
        self.verifier = verifier
        duration = min(.seconds(seconds), Self.longest)
        self.time = time
    }

    func verifyAtOnce(_ token: BearerToken) throws(TokenError) -> VerifiedToken? {
        if let error = refusal(of: token.fingerprint) { throw error }
        return try verifier.verifyAtOnce(token)
    }

    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken {
        if let error = refusal(of: token.fingerprint) { throw error }
        do throws(TokenError) {
            return try await verifier.verify(token)
        } catch {
            if error.isFinal { remember(error, of: token.fingerprint) }
            throw error
        }
    }

    var count: Int { refusals.withLock { $0.young.count + $0.old.count } }

    private func refusal(of token: Fingerprint) -> TokenError? {
        let now = time.uptime()
        return refusals.withLock { refusals in
            guard let refusal = refusals.young[token] ?? refusals.old[token], now < refusal.end else { return nil }
            return refusal.error
        }
    }

    private func remember(_ error: TokenError, of token: Fingerprint) {
        let refusal = Refusal(error: error, end: time.uptime() + duration)
        refusals.withLock { refusals in
            if refusals.young.count >= Self.limit / 2 {
                refusals.old = refusals.young
                refusals.young = [:]
            }
            refusals.young[token] = refusal
        }
    }
}

extension TokenError {
    fileprivate var isFinal: Bool {
        switch self {
        case .undecided, .notYetValid: false
        case .malformed, .unsupportedAlgorithm, .unknownKey, .badSignature, .expired, .wrongIssuer, .wrongAudience,
            .notAnAccessToken, .boundToKey, .inactive:
            true
        }
    }
}
