internal import HTTP
private import Synchronization

/// The responses of a batch, which go out as one when all are there, or so many that they should not be kept;
/// everything else goes on at once.
final class BatchReplies: ReplySink {
    /// Bytes of responses that wait for others.
    private static let limit = 1 << 20

    private let outbox: Outbox
    private let memory: HeldMemory?
    private let state = Mutex(State())

    private struct State: Sendable {
        /// Requests that run, and whoever still reads the batch.
        var pending = 1
        var responses: [[UInt8]] = []
        var bytes = 0

        mutating func takeResponses() -> [[UInt8]] {
            defer { (responses, bytes) = ([], 0) }
            return responses
        }
    }

    /// - Parameter memory: what the batch takes until it is answered.
    init(to outbox: Outbox, holding memory: HeldMemory? = nil) {
        self.outbox = outbox
        self.memory = memory
    }

    @discardableResult
    func put(_ message: Outbox.Message) -> Bool {
        guard message.isResponse else { return outbox.put(message) }
        send(
            state.withLock { state in
                state.responses.append(message.bytes)
                state.bytes += message.bytes.count
                return state.bytes > Self.limit ? state.takeResponses() : []
            }
        )
        return true
    }

    /// One more request runs, until `end`.
    func begin() { state.withLock { $0.pending += 1 } }

    /// A request has been answered or never will be; or the batch has been read.
    func end() {
        send(
            state.withLock { state in
                state.pending -= 1
                return state.pending == 0 ? state.takeResponses() : []
            }
        )
    }

    private func send(_ responses: [[UInt8]]) {
        if !responses.isEmpty { outbox.put(Outbox.Message(bytes: BatchAnswers.array(of: responses))) }
    }
}
