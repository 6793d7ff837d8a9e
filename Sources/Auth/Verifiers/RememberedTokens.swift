internal import HTTP
private import Synchronization

/// Tokens that were found good, by their digests. One that came lately is found without allocating.
final class RememberedTokens: Sendable {
    private struct Tokens: Sendable {
        /// Those that were remembered or looked up lately.
        var young: [Fingerprint: VerifiedToken] = [:]
        var old: [Fingerprint: VerifiedToken] = [:]
        var recent = RecentTokens()
    }

    private let half: Int
    private let tokens = Mutex(Tokens())

    /// Holds at most `limit` tokens, beside the few that came last. Beyond it, those that were not looked up longest make room.
    init(limit: Int) { half = max(1, limit / 2) }

    enum Found {
        case identity(Identity)
        /// None, under this digest.
        case nothing(Fingerprint)
    }

    /// - Parameter now: seconds since 1970.
    func find(_ text: ArraySlice<UInt8>, at now: Int) -> Found {
        let recent: Identity? = tokens.withLock { tokens in
            guard let token = tokens.recent.token(text) else { return nil }
            if token.isGood(at: now) { return token.identity }
            tokens.recent.forget(text)
            return nil
        }
        if let recent { return .identity(recent) }
        let fingerprint = Fingerprint(of: text.span)
        return tokens.withLock { tokens in
            guard let token = token(fingerprint, at: now, in: &tokens) else { return .nothing(fingerprint) }
            // It was asked for all the while, though not here.
            let known = RecentTokens.Known(token: token, fingerprint: fingerprint)
            if let earlier = tokens.recent.keep(known, as: text), earlier.token.isGood(at: now),
                tokens.young[earlier.fingerprint] == nil
            {
                tokens.old[earlier.fingerprint] = nil
                add(earlier.token, earlier.fingerprint, to: &tokens)
            }
            return .identity(token.identity)
        }
    }

    private func token(_ fingerprint: Fingerprint, at now: Int, in tokens: inout Tokens) -> VerifiedToken? {
        if let token = tokens.young[fingerprint] {
            if token.isGood(at: now) { return token }
            tokens.young[fingerprint] = nil
        } else if let token = tokens.old.removeValue(forKey: fingerprint), token.isGood(at: now) {
            add(token, fingerprint, to: &tokens)
            return token
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
