internal import HTTP
internal import JSON
private import Synchronization

/// All sessions, as far as this process knows them: ids it can open, and what it remembers of some of them.
///
/// A session of which nothing must be remembered costs nothing here.
final class SessionBook: Sendable {
    /// Ended sessions that are known as such. Beyond that the oldest half of them is forgotten.
    private static let endedLimit = 100_000

    /// What the streams of all sessions keep.
    let replay = ByteBudget()
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>
    /// How many are remembered, where one can look without waiting for anybody.
    private let remembered = Atomic(0)

    fileprivate struct Entry: Sendable {
        let session: LiveSession
        /// As its client shows it.
        let id: SealedID?
        let holder: SessionHolder
        var lastUse: ContinuousClock.Instant
    }
    fileprivate struct State: Sendable {
        var settings: SessionSettings
        var sealing: Sealing
        var opened = OpenedIDs()
        var live: [SessionToken.Key: Entry] = [:]
        /// How many of them each has.
        var counts: [SessionHolder: Int] = [:]
        /// Ended sessions with their expiry, and the order in which they ended.
        var ended: Set<SessionToken.Key> = []
        var endedOrder: [SessionToken.Key] = []
        var isSweeping = false
        /// Changes with the keys: what was opened with others is not kept.
        var generation = 0
    }

    init(
        _ settings: SessionSettings,
        sealing: Sealing,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        state = Mutex(State(settings: settings, sealing: sealing))
        self.now = now
    }

    var settings: SessionSettings { state.withLock { $0.settings } }
    private var sealing: Sealing { state.withLock { $0.sealing } }

    /// Keeps sessions as `settings` say from now on, and ends those whose ids `sealing` does not open.
    func adopt(_ settings: SessionSettings, sealing: Sealing) {
        let live = state.withLock { state in
            state.settings = settings
            state.sealing = sealing
            // Only what is opened again with these keys counts.
            state.opened.removeAll()
            state.generation += 1
            return state.live.map { (key: $0.key, id: $0.value.id) }
        }
        let isOff = settings.mode == .off
        for (key, id) in live where isOff || id.flatMap({ open($0) }) == nil { end(key) }
    }

    /// The id of a new session; `nil` for a caller that can have none.
    func issue(_ version: ProtocolVersion, _ capabilities: JSONObject, to caller: Caller) -> String? {
        let lifetime = Int(clamping: settings.lifetime.components.seconds)
        let token = SessionToken(version, capabilities, of: caller, until: sealing.now() &+ lifetime)
        return token.map { sealing.sealer.seal($0.bytes, for: SessionToken.purpose) }
    }

    /// What `id` says; `nil` when it is no id, was never `caller`'s, or is over. Which of these, nobody learns.
    func open(_ id: ArraySlice<UInt8>, by caller: Caller) -> SessionToken? {
        let name = SealedID(id)
        let (known, hasEnded, time) = state.withLock { state -> (SessionToken?, Bool, @Sendable () -> Int) in
            guard let known = state.opened.token(of: name) else { return (nil, false, state.sealing.now) }
            return (known, state.hasEnded(known), state.sealing.now)
        }
        if hasEnded { return nil }
        guard let token = known ?? open(name), token.expiry > time(), token.belongs(to: caller) else { return nil }
        return token
    }

    /// `nil` for an ended session, too.
    private func open(_ name: SealedID) -> SessionToken? {
        let (generation, sealing) = state.withLock { ($0.generation, $0.sealing) }
        guard let text = name.text, let token = sealing.sealer.open(text, for: SessionToken.purpose) else { return nil }
        let id = name.copy
        guard let token = SessionToken(token, shownAs: id) else { return nil }
        return state.withLock { state in
            guard !state.hasEnded(token) else { return nil }
            guard state.generation == generation else { return token }
            state.opened.keep(token, of: id)
            return token
        }
    }

    /// Sessions of which something is remembered.
    var liveCount: Int { remembered.load(ordering: .acquiring) }

    /// What is remembered of the session, if anything.
    func find(_ token: SessionToken) -> LiveSession? {
        // Where nothing is remembered, nobody waits for the others.
        guard liveCount > 0 else { return nil }
        return state.withLock { state in
            guard let place = state.live.index(forKey: token.key) else { return nil }
            state.live.values[place].lastUse = now()
            return state.live.values[place].session
        }
    }

    /// What is remembered of the session, from now on; `nil` when there are too many.
    ///
    /// - Parameter address: whose session it is, where its principal has no name.
    func remember(_ token: SessionToken, from address: String, by timers: any Timers) -> LiveSession? {
        let settings = settings
        let (session, isFirst) = state.withLock { state -> (LiveSession?, Bool) in
            if let entry = state.live[token.key] {
                state.live[token.key]?.lastUse = now()
                return (entry.session, false)
            }
            guard state.live.count < settings.limit, !state.ended.contains(token.key) else { return (nil, false) }
            let holder = SessionHolder(of: token, from: address)
            guard state.counts[holder, default: 0] < holder.limit(settings) else { return (nil, false) }
            let session = LiveSession(token.version, settings, of: holder, keeping: replay)
            state.counts[holder, default: 0] += 1
            state.live[token.key] = Entry(session: session, id: token.id, holder: holder, lastUse: now())
            remembered.store(state.live.count, ordering: .releasing)
            defer { state.isSweeping = true }
            return (session, !state.isSweeping)
        }
        if isFirst { sweepLater(by: timers) }
        return session
    }

    /// Ends the session; from now on nobody can open its id here.
    func end(_ token: SessionToken) { end(token.key) }

    private func end(_ key: SessionToken.Key) {
        let session = state.withLock { state in
            defer { remembered.store(state.live.count, ordering: .releasing) }
            return state.end(key, limit: Self.endedLimit)
        }
        session?.end()
    }

    private func sweepLater(by timers: any Timers) {
        timers.after(settings.sweepTime) { self.sweep(by: timers) }
    }

    /// Ends sessions of which nothing was heard for too long.
    private func sweep(by timers: any Timers) {
        let (moment, settings) = (now(), settings)
        let idle = state.withLock { state in
            let idle = state.live.filter { _, entry in
                moment - entry.lastUse >= settings.idleTime && !entry.session.isBusy
            }
            for key in idle.keys { _ = state.end(key, limit: Self.endedLimit) }
            remembered.store(state.live.count, ordering: .releasing)
            state.isSweeping = !state.live.isEmpty
            return idle.values.map(\.session)
        }
        for session in idle { session.end() }
        if state.withLock({ $0.isSweeping }) { sweepLater(by: timers) }
    }
}

extension SessionBook.State {
    fileprivate func hasEnded(_ token: SessionToken) -> Bool { !ended.isEmpty && ended.contains(token.key) }

    fileprivate mutating func end(_ key: SessionToken.Key, limit: Int) -> LiveSession? {
        if ended.insert(key).inserted { endedOrder.append(key) }
        if endedOrder.count > limit {
            for key in endedOrder.prefix(limit / 2) { ended.remove(key) }
            endedOrder.removeFirst(limit / 2)
        }
        guard let entry = live.removeValue(forKey: key) else { return nil }
        if let count = counts[entry.holder] { counts[entry.holder] = count > 1 ? count - 1 : nil }
        return entry.session
    }
}

extension SessionSettings {
    /// How often idle sessions are looked for.
    var sweepTime: Duration { max(.seconds(1), idleTime / 4) }
}
