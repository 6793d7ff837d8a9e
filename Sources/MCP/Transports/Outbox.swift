private import Synchronization

/// Messages on their way to one reader, in order. Senders never wait: what is dispensable is dropped when the
/// reader is slow, and a response never is.
final class Outbox: ReplySink {
    struct Message: Sendable, Equatable {
        var bytes: [UInt8]
        /// The error of a response that is one.
        var error: RPCError?
        var isResponse = true
    }

    /// Bytes that wait, beyond which notifications are dropped and `room` does not return.
    private let limit: Int
    private let state = Mutex(State())

    private struct State: Sendable {
        var waiting: [Message] = []
        var bytes = 0
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?
        /// Several, where messages come by several requests.
        var writers: [CheckedContinuation<Void, Never>] = []

        mutating func takeWriters() -> [CheckedContinuation<Void, Never>] {
            defer { writers = [] }
            return writers
        }
    }

    init(limit: Int = 1 << 20) { self.limit = limit }

    /// Hands a message on; a notification only while there is room. Returns whether it was taken.
    @discardableResult
    func put(_ message: Message) -> Bool {
        let (taken, reader) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            guard !state.isClosed, message.isResponse || state.bytes < limit else { return (false, nil) }
            state.waiting.append(message)
            state.bytes += message.bytes.count
            return (true, state.reader.take())
        }
        reader?.resume()
        return taken
    }

    /// Nothing comes after what waits now.
    func close() {
        let (reader, writers) = state.withLock { state in
            state.isClosed = true
            return (state.reader.take(), state.takeWriters())
        }
        reader?.resume()
        for writer in writers { writer.resume() }
    }

    /// All messages that wait, as soon as there is one; `nil` after the last.
    ///
    /// One task reads. When it is cancelled, this returns `nil`.
    func next() async -> [Message]? {
        while true {
            if let messages = take() { return messages.isEmpty ? nil : messages }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        if !state.waiting.isEmpty || state.isClosed || Task.isCancelled { return true }
                        state.reader = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            } onCancel: {
                state.withLock { $0.reader.take() }?.resume()
            }
            if Task.isCancelled { return nil }
        }
    }

    /// Returns when the reader has taken enough.
    func room() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.bytes < limit || state.isClosed { return true }
                state.writers.append(continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// What waits; `nil` for nothing yet, an empty array for nothing ever.
    private func take() -> [Message]? {
        let (messages, writers) = state.withLock { state -> ([Message]?, [CheckedContinuation<Void, Never>]) in
            guard !state.waiting.isEmpty else { return (state.isClosed ? [] : nil, []) }
            defer {
                state.waiting = []
                state.bytes = 0
            }
            return (state.waiting, state.takeWriters())
        }
        for writer in writers { writer.resume() }
        return messages
    }
}
