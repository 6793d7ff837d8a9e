internal import HTTP
internal import JSON
internal import Synchronization
internal import Telemetry

/// The keys of one issuer, fetched when first needed and again when they age or a token names another.
///
/// Nobody waits for keys that are there: within twice the interval they serve while newer ones are fetched, and while
/// the issuer is down they serve on.
final class KeySet: Sendable {
    struct Settings: Sendable, Equatable {
        /// How long keys are used before newer ones are asked for.
        var interval = Duration.seconds(300)
        /// Between two fetches for the sake of an unknown key id.
        var unknownInterval = Duration.seconds(30)
        /// Between two attempts while the issuer is down: the first pause, which doubles up to the last.
        var backoff = Duration.seconds(1)...Duration.seconds(60)
        /// Callers that wait for one fetch; of one sender not so many that others cannot. One more is told to come back.
        var waiters = 256
    }

    let source: KeySource
    private let settings: Settings
    let time: Time
    private let log: Logger
    private let waiters: ConcurrencyLimit
    let state: Mutex<KeySetState>

    init(_ source: KeySource, _ settings: Settings = Settings(), time: Time, log: Logger) {
        self.source = source
        self.settings = settings
        self.time = time
        self.log = log
        waiters = ConcurrencyLimit(settings.waiters)
        state = Mutex(KeySetState(settings))
    }

    /// The key that `token` says it is signed with.
    ///
    /// - Parameters:
    ///   - issued: when it says that it was issued, seconds since 1970.
    ///   - sender: who has shown it.
    func key(
        for token: JWS,
        issued: Int? = nil,
        from sender: LimitKey = .peer("")
    ) async throws(TokenError) -> VerificationKey {
        // The fetch that is waited for may have begun before the issuer had the key, so a second one may follow.
        for _ in 0..<2 {
            switch decide(token, issued, sender) {
            case .use(let key): return key
            case .refuse(let error): throw error
            case .wait(let fetch):
                await fetch.value
                waiters.leave(sender)
            }
        }
        return try state.withLock { state throws(TokenError) in try state.result(for: token, at: time.uptime()) }
    }

    /// The key for `token` if the keys are young and it is among them; `nil` leaves it to `key(for:)`. Asks nobody.
    func keyAtHand(for token: JWS) -> VerificationKey? {
        let now = time.uptime()
        return state.withLock { $0.keyAtHand(for: token, at: now) }
    }

    private enum Decision {
        case use(VerificationKey)
        case refuse(TokenError)
        case wait(Task<Void, Never>)
    }

    private func decide(_ token: JWS, _ issued: Int?, _ sender: LimitKey) -> Decision {
        let now = time.uptime()
        return state.withLock { state in
            switch state.step(for: token, issued: issued, at: now) {
            case .use(let key): return .use(key)
            case .refuse(let error): return .refuse(error)
            case .refresh(let key):
                _ = fetch(&state)
                return .use(key)
            case .wait:
                guard waiters.enter(sender) else { return .refuse(.undecided(retryAfter: 1)) }
                return .wait(fetch(&state))
            }
        }
    }

    /// The fetch that runs, or a new one. Nobody cancels it: many wait for it, and each request in it has its deadline.
    private func fetch(_ state: inout KeySetState) -> Task<Void, Never> {
        if let fetching = state.fetching { return fetching }
        let known = state.set?.keys ?? []
        let task = Task { await self.finish(self.outcome(reusing: known)) }
        state.fetching = task
        return task
    }

    private func outcome(reusing known: [VerificationKey]) async -> Result<JWKSet, KeySource.Failure> {
        do throws(KeySource.Failure) {
            return .success(try await source.keys(reusing: known))
        } catch {
            return .failure(error)
        }
    }

    private func finish(_ outcome: Result<JWKSet, KeySource.Failure>) {
        let (now, date) = (time.uptime(), time.now())
        let (wasDown, excess) = state.withLock { state in
            let earlier = (state.failures > 0, state.set?.excess ?? 0)
            state.finish(try? outcome.get(), at: now, date: date)
            return earlier
        }
        switch outcome {
        case .success(let set):
            if wasDown { log.info("the issuer's keys are back", ["issuer": .string(source.issuer)]) }
            if set.excess > 0, set.excess != excess {
                log.warning(
                    "the issuer has too many keys, and the last of them verify nothing",
                    ["issuer": .string(source.issuer), "limit": .int(JWKSet.limit), "excess": .int(set.excess)]
                )
            }
        case .failure(let failure):
            log.warning(
                "the issuer's keys cannot be fetched",
                ["issuer": .string(source.issuer), "reason": .string(failure.reason)]
            )
        }
    }
}
