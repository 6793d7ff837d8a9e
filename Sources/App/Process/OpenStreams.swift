import Auth
import HTTP
import MCP
import Synchronization

/// Event streams and WebSockets that are open, and what their clients showed when they came. When a reload changes who may
/// come in, those end whose clients may not any more.
final class OpenStreams: Sendable {
    /// Who has opened one, and by which rules it came in.
    final class Guest: Sendable {
        fileprivate let request: HTTPRequest
        fileprivate let admission: Admission

        init(_ request: HTTPRequest, by admission: Admission) {
            var request = request
            request.body = []
            request.memory = nil
            self.request = request
            self.admission = admission
        }
    }
    private struct Book {
        var guests: [Int: Guest] = [:]
        var next = 0
        /// The rules of the last reload that has changed them.
        var admission: Admission?
    }

    private let book = Mutex(Book())
    private let pauses: [Duration]

    /// - Parameter pauses: after which those are asked again of whom nobody can say. At last they end, too.
    init(askingAgainAfter pauses: [Duration] = [.seconds(1), .seconds(5), .seconds(15), .seconds(40)]) {
        self.pauses = pauses
    }

    var count: Int { book.withLock { $0.guests.count } }

    /// A stream is open, until `leave`. It is stopped when its client may not stay.
    ///
    /// - Returns: the name for `leave`.
    func enter(_ guest: Guest) -> Int {
        let (id, newer) = book.withLock { book in
            book.next += 1
            book.guests[book.next] = guest
            return (book.next, book.admission)
        }
        // Came in by the old rules, and is here after the new ones were held against everybody.
        if let newer, newer !== guest.admission { review([id], by: newer) }
        return id
    }

    func leave(_ id: Int) { book.withLock { _ = $0.guests.removeValue(forKey: id) } }

    /// From now on it is `admission` that says who may stay.
    func hold(against admission: Admission) {
        let ids = book.withLock { book in
            book.admission = admission
            // What this process decides by itself does not wait for issuers.
            let (own, others) = book.guests.keys.reduce(into: ([Int](), [Int]())) { parts, id in
                let issuer = book.guests[id]?.request.caller.identity?.issuer
                if issuer == nil || issuer == StaticTokenSettings.issuer {
                    parts.0.append(id)
                } else {
                    parts.1.append(id)
                }
            }
            return own + others
        }
        review(ids, by: admission)
    }

    private func review(_ ids: [Int], by admission: Admission) {
        guard !ids.isEmpty else { return }
        // Nobody cancels it: it is over after the pauses, or when other rules come.
        Task {
            var ids = await undecided(ids, by: admission)
            for pause in pauses where !ids.isEmpty {
                try? await PoolTimers().sleep(for: pause)
                ids = await undecided(ids, by: admission)
            }
            for id in ids { end(id, by: admission) }
        }
    }

    /// Ends those of `ids` that may not stay.
    ///
    /// - Returns: those of whom nobody can say.
    private func undecided(_ ids: [Int], by admission: Admission) async -> [Int] {
        await withTaskGroup(of: Int?.self) { group in
            var undecided: [Int] = []
            for (index, id) in ids.enumerated() {
                if index >= Self.atOnce, let next = await group.next() { undecided += [next].compactMap(\.self) }
                group.addTask { await self.isUndecided(id, by: admission) ? id : nil }
            }
            for await case let id? in group { undecided.append(id) }
            return undecided
        }
    }

    private func isUndecided(_ id: Int, by admission: Admission) async -> Bool {
        guard let request = book.withLock({ $0.admission === admission ? $0.guests[id]?.request : nil }) else {
            return false
        }
        switch await admission.verdict(on: request) {
        case .admitted(let caller) where caller.principal == request.caller.principal: return false
        case .undecided: return true
        case .admitted, .refused:
            end(id, by: admission)
            return false
        }
    }

    private func end(_ id: Int, by admission: Admission) {
        let guest = book.withLock { $0.admission === admission ? $0.guests[id] : nil }
        guest?.request.exchange.stop()
    }

    /// Questions about tokens that this asks at one time, fewer than one address may have.
    private static let atOnce = 16
}
