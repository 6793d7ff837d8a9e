internal import HTTP
private import Synchronization

/// One event stream of a session: numbered events, of which the last are kept for a client whose connection was cut.
final class SessionStream: Sendable {
    /// Events kept of one stream, however short they are.
    static let eventLimit = 256

    fileprivate struct Event: Sendable {
        let number: Int
        let bytes: [UInt8]
    }
    fileprivate struct State: Sendable {
        var events: [Event] = []
        var bytes = 0
        /// The newest event.
        var last = 0
        /// The newest event that a reader took.
        var taken = 0
        var isEnded = false
        var reader: Int?
        var readers = 0
        var waiter: CheckedContinuation<Void, Never>?
    }
    /// Begins the id of every event, and is no other stream's: 64 bits of chance.
    let name = RequestNumber().text
    /// What the call uses that it belongs to. Whoever comes for its events must be allowed that.
    let use: ItemUse?
    private let limit: Int
    /// What all streams keep, and the most that it may be.
    private let budget: ByteBudget
    private let budgetLimit: Int
    private let state = Mutex(State())

    /// - Parameter limit: bytes of events that are kept.
    init(limit: Int, of budget: ByteBudget = ByteBudget(), limit budgetLimit: Int = .max, using use: ItemUse? = nil) {
        self.use = use
        self.limit = limit
        self.budget = budget
        self.budgetLimit = budgetLimit
    }

    deinit { budget.giveBack(state.withLock { $0.bytes }) }

    /// Adds an event. A dispensable one is left out when a reader is behind by all that is kept.
    @discardableResult
    func put(_ bytes: [UInt8], isDispensable: Bool) -> Bool {
        let (isTaken, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            guard !state.isEnded, !(isDispensable && state.isBehind(by: limit)) else { return (false, nil) }
            let fits = budget.take(bytes.count, limit: budgetLimit)
            if !fits {
                // Whoever reads waits for it; who comes back later finds the stream gone.
                budget.giveBack(state.trim(to: 0))
                guard state.reader != nil, !isDispensable || state.taken == state.last else {
                    // A number without an event: nobody can go on after it.
                    if !isDispensable { state.last += 1 }
                    return (false, nil)
                }
                budget.add(bytes.count)
            }
            state.last += 1
            state.events.append(Event(number: state.last, bytes: bytes))
            state.bytes += bytes.count
            budget.giveBack(state.trim(to: limit))
            return (true, state.waiter.take())
        }
        waiter?.resume()
        return isTaken
    }

    /// Nothing comes after what there is.
    func end() {
        let waiter = state.withLock { state in
            state.isEnded = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Ends the connection of whoever reads, but not the stream.
    func letGo() {
        let waiter = state.withLock { state in
            state.reader = nil
            return state.waiter.take()
        }
        waiter?.resume()
    }

    var isAttached: Bool { state.withLock { $0.reader != nil } }
    var isEnded: Bool { state.withLock { $0.isEnded } }
    /// Bytes that are kept.
    var size: Int { state.withLock { $0.bytes } }

    /// Begins to read after event `number`, in the place of whoever read before.
    ///
    /// - Returns: who reads, until it is let go; `nil` when events after `number` are gone, or it never was.
    func read(after number: Int) -> Reading? { attach(after: number).map { Reading(self, $0) } }

    private func attach(after number: Int) -> Int? {
        let (reader, waiter) = state.withLock { state -> (Int?, CheckedContinuation<Void, Never>?) in
            let oldest = state.events.first?.number ?? state.last + 1
            guard number >= oldest - 1, number <= state.last else { return (nil, nil) }
            state.taken = number
            state.readers += 1
            state.reader = state.readers
            return (state.readers, state.waiter.take())
        }
        waiter?.resume()
        return reader
    }

    /// The events that wait, as text; `nil` after the last, when another reads, or when the task is cancelled.
    fileprivate func next(for reader: Int) async -> [UInt8]? {
        while !Task.isCancelled {
            switch state.withLock({ $0.take(for: reader) }) {
            case .events(let events): return events.flatMap { ServerSentEvent.text($0.bytes, id: id($0.number)) }
            case .nothingEver: return nil
            case .nothingYet: await wait(reader)
            }
        }
        return nil
    }

    /// Says that nobody reads any more, unless another does.
    fileprivate func detach(_ reader: Int) {
        state.withLock { state in if state.reader == reader { state.reader = nil } }
    }

    /// An event without data, which names the place where a client goes on reading (SEP-1699).
    func primer(retry: Duration) -> [UInt8] {
        Array("id: \(id(state.withLock { $0.taken }))\nretry: \(retry.milliseconds)\ndata: \n\n".utf8)
    }

    private func id(_ number: Int) -> String { "\(name)_\(number)" }

    private func wait(_ reader: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.reader == reader, state.taken == state.last, !state.isEnded, !Task.isCancelled else {
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in state.reader == reader ? state.waiter.take() : nil }
            waiter?.resume()
        }
    }

    fileprivate enum Taken { case events(ArraySlice<Event>), nothingYet, nothingEver }
}

extension SessionStream.State {
    fileprivate mutating func take(for reader: Int) -> SessionStream.Taken {
        guard self.reader == reader else { return .nothingEver }
        guard taken < last else { return isEnded ? .nothingEver : .nothingYet }
        let next = events.firstIndex { $0.number > taken } ?? events.endIndex
        taken = last
        return .events(events[next...])
    }

    /// Whether a reader is there, and leaves more waiting than is kept.
    fileprivate func isBehind(by limit: Int) -> Bool {
        guard reader != nil else { return false }
        let waiting = events.lazy.filter { $0.number > taken }
        return waiting.count >= SessionStream.eventLimit || waiting.reduce(0) { $0 + $1.bytes.count } >= limit
    }

    /// Forgets the oldest: what was taken, and what waits only where nobody reads.
    ///
    /// - Returns: bytes that became free.
    fileprivate mutating func trim(to limit: Int) -> Int {
        let before = bytes
        while bytes > limit || events.count > SessionStream.eventLimit {
            guard events.count > 1 || limit == 0, let first = events.first, first.number <= taken || reader == nil
            else { break }
            bytes -= first.bytes.count
            events.removeFirst()
        }
        return before - bytes
    }
}

/// One connection that reads a stream. It makes room for the next when it is let go.
final class Reading: Sendable {
    private let stream: SessionStream
    private let reader: Int

    fileprivate init(_ stream: SessionStream, _ reader: Int) {
        self.stream = stream
        self.reader = reader
    }
    deinit { end() }

    /// Makes room, unless another reads already.
    func end() { stream.detach(reader) }

    /// The events that wait, as text; `nil` after the last, when another reads, or when the task is cancelled.
    func next() async -> [UInt8]? { await stream.next(for: reader) }

    /// Writes events until there are no more.
    func response(primer: [UInt8]?) -> HTTPResponse {
        .eventStream { write in
            if let primer { await write(primer) }
            while let events = await self.next() { await write(events) }
            self.end()
        }
    }
}

/// The place in a stream that `Last-Event-ID` names: `<stream>_<number>`.
struct StreamPlace: Equatable {
    let stream: String
    let number: Int

    init?(_ text: ArraySlice<UInt8>) {
        let parts = text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 16, let number = Int(String(decoding: parts[1], as: UTF8.self)),
            number >= 0
        else { return nil }
        stream = String(decoding: parts[0], as: UTF8.self)
        self.number = number
    }
}

extension ServerSentEvent {
    /// `message` with the id under which it can be asked for again.
    static func text(_ message: [UInt8], id: String) -> [UInt8] { Array("id: \(id)\n".utf8) + text(message) }
}
