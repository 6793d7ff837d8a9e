internal import HTTP
private import Synchronization

/// Tokens that were found good, by their digests. Looking one up neither waits nor allocates.
final class RememberedTokens: Sendable {
    private struct Tokens: Sendable {
        /// Those that were remembered or asked for lately.
        var young: [Fingerprint: VerifiedToken] = [:]
        var old: [Fingerprint: VerifiedToken] = [:]
        var recent = RecentDigests()
    }

    private let half: Int
    private let tokens = Mutex(Tokens())

    /// Holds at most `limit` tokens. Beyond it, those that were not asked for longest make room.
    init(limit: Int) { half = max(1, limit / 2) }

    /// - Parameter now: seconds since 1970.
    func identity(provenBy token: ArraySlice<UInt8>, at now: Int) -> Identity? {
        tokens.withLock { tokens in
            if let fingerprint = tokens.recent.digest(of: token) {
                return identity(provenBy: fingerprint, at: now, in: &tokens)
            }
            let fingerprint = Fingerprint(of: token.span)
            guard let identity = identity(provenBy: fingerprint, at: now, in: &tokens) else { return nil }
            tokens.recent.keep(fingerprint, of: token)
            return identity
        }
    }

    private func identity(provenBy fingerprint: Fingerprint, at now: Int, in tokens: inout Tokens) -> Identity? {
        if let token = tokens.young[fingerprint] {
            if token.isGood(at: now) { return token.identity }
            tokens.young[fingerprint] = nil
        } else if let token = tokens.old.removeValue(forKey: fingerprint), token.isGood(at: now) {
            add(token, fingerprint, to: &tokens)
            return token.identity
        }
        return nil
    }

    func remember(_ token: VerifiedToken, as fingerprint: Fingerprint) {
        tokens.withLock { add(token, fingerprint, to: &$0) }
    }

    var count: Int { tokens.withLock { $0.young.count + $0.old.count } }

    private func add(_ token: VerifiedToken, _ fingerprint: Fingerprint, to tokens: inout Tokens) {
        if tokens.young.count >= half {
            tokens.old = tokens.young
            tokens.young = [:]
        }
        tokens.young[fingerprint] = token
    }
}

extension VerifiedToken {
    fileprivate func isGood(at now: Int) -> Bool { now < goodUntil && key?.isCurrent != false }
}
