/// What a set of keys knows, and what follows from it. All times are of one clock that never goes back.
struct KeySetState: Sendable {
    private let settings: KeySet.Settings
    private(set) var set: JWKSet?
    private var fetchedAt = Duration.zero
    /// The same by the clock on the wall, seconds since 1970.
    private var fetchedDate = Int.min
    /// Before then a failed fetch is not tried again.
    private var retryAt = Duration.zero
    private(set) var failures = 0
    /// When an unknown key id last led to a fetch.
    private var askedAt: Duration?
    var fetching: Task<Void, Never>?

    init(_ settings: KeySet.Settings) { self.settings = settings }

    enum Step {
        case use(VerificationKey)
        /// Use the key, and fetch newer ones meanwhile.
        case refresh(VerificationKey)
        /// Wait for the fetch that runs, or for a new one.
        case wait
        case refuse(TokenError)
    }

    /// - Parameter issued: when the token says that it was issued. One that is younger than the keys may be signed with
    ///   a key that is younger still, so nobody can say that it is not good.
    mutating func step(for token: JWS, issued: Int?, at now: Duration) -> Step {
        guard let set else { return mayFetch(at: now) ? .wait : .refuse(undecided(at: now)) }
        let age = now - fetchedAt
        switch set.match(for: token) {
        case .key(let key) where age < settings.interval: return .use(key)
        case .key(let key):
            guard mayFetch(at: now) else { return .use(key) }
            return age < settings.interval * 2 || failures > 0 ? .refresh(key) : .wait
        case .otherAlgorithm where age < settings.interval: return .refuse(.unsupportedAlgorithm)
        case .otherAlgorithm, .unknown: return stepForUnknown(issued, ofAge: age, at: now)
        }
    }

    /// The key of `token` while the keys are young: `step` would use it, too, and fetch nothing.
    func keyAtHand(for token: JWS, at now: Duration) -> VerificationKey? {
        now - fetchedAt < settings.interval ? set?.key(for: token) : nil
    }

    private mutating func stepForUnknown(_ issued: Int?, ofAge age: Duration, at now: Duration) -> Step {
        if fetching != nil { return .wait }
        guard mayFetch(at: now) else { return .refuse(undecided(at: now)) }
        if age < settings.interval {
            if let askedAt, now - askedAt < settings.unknownInterval {
                guard let issued, issued > fetchedDate else { return .refuse(.unknownKey) }
                return .refuse(.undecided(retryAfter: seconds(from: now, to: askedAt + settings.unknownInterval)))
            }
            askedAt = now
        }
        return .wait
    }

    /// What can be said after waiting.
    func result(for token: JWS, at now: Duration) throws(TokenError) -> VerificationKey {
        switch set?.match(for: token) {
        case .key(let key)?: return key
        case .otherAlgorithm?: throw .unsupportedAlgorithm
        case .unknown? where failures == 0: throw .unknownKey
        case .unknown?, nil: throw undecided(at: now)
        }
    }

    /// `new` is `nil` when the fetch failed. Keys that are gone vouch for nothing any more.
    mutating func finish(_ new: JWKSet?, at now: Duration, date: Int) {
        fetching = nil
        guard let new else {
            let pause = settings.backoff.lowerBound * (1 << min(failures, 16))
            retryAt = now + min(pause, settings.backoff.upperBound)
            failures += 1
            return
        }
        for key in set?.keys ?? [] where !new.keys.contains(where: { $0 === key }) { key.retire() }
        set = new
        fetchedAt = now
        fetchedDate = date
        retryAt = .zero
        failures = 0
    }

    /// How long ago the keys were fetched; `nil` when there are none.
    func age(at now: Duration) -> Duration? { set == nil ? nil : now - fetchedAt }

    private func mayFetch(at now: Duration) -> Bool { fetching != nil || now >= retryAt }

    private func undecided(at now: Duration) -> TokenError {
        .undecided(retryAfter: seconds(from: now, to: retryAt))
    }

    private func seconds(from now: Duration, to then: Duration) -> Int {
        max(1, Int(clamping: (then - now).components.seconds + 1))
    }
}
