internal import HTTP

/// One client's connection: at most one request at a time, answered in order (RFC 9112 §9.3.2).
///
/// Belongs to the thread of its loop. Tasks hold its identifier, never the connection.
final class HTTPConnection {
    enum Phase {
        /// Between requests, or within a head.
        case head
        case body
        case chunks
        /// A handler is at work.
        case handling
        /// Refused: the answer is on its way, and what still comes is dropped.
        case lingering
        case closed
    }
    let socket: TCPSocket
    let worker: HTTPWorker
    /// What came of the header with which a proxy names its client; `nil` when none is expected any more.
    var prelude: [UInt8]?
    /// Encrypts; `nil` for plain HTTP.
    var tls: TLSSession?
    /// Once the handshake is over.
    var tlsFacts: TLSFacts?
    var remoteAddress: String
    /// Whether the connection counts; one beyond the limits is only told so.
    var isAdmitted = true
    var phase = Phase.head

    // Input
    /// What has come and is not yet used.
    var input: [UInt8] = []
    var gate = HeadGate()
    /// The last head, where it may come again.
    var known: KnownHead?
    /// Bytes of memory that it takes.
    var knownSize = 0
    /// Whether the head at hand is that one.
    var isKnownHead = false
    /// How many more may differ until none is remembered any more.
    var headPatience = headPatience
    var head: RequestHead?
    var body: [UInt8] = []
    var chunks = ChunkDecoder(bodyLimit: 0)
    /// Whether the first byte of a request has come.
    var isInRequest = false
    var isConsuming = false
    /// Whether the peer will send no more.
    var hasEnded = false

    // The request at hand
    /// Changes with each request and each answer, so that a late answer is known as such.
    var serial: UInt64 = 0
    /// When it was handed to its handler, nanoseconds; 0 once that has been counted.
    var began: UInt64 = 0
    /// Whether the handler runs for the first time, and has not waited.
    var isStarting = false
    var task: Task<Void, Never>?
    var terms: (any Terms)?
    /// Who hears of a handler that holds its loop, and how long one took that never waited, where nobody has agreed to
    /// terms.
    var blamed: (any Terms)?
    /// What the handler does when the server is asked to stop.
    var drainAction: (@Sendable () -> Void)?
    var capTick = Int.max
    var isStreaming = false
    /// Once the connection has left HTTP; its phase then stays `handling`.
    var webSocket: WebSocket?
    var sendsComments = false
    var closesAfterReply = false
    /// The request is HEAD: the answer has no body.
    var isHead = false
    /// The request is HTTP/1.0: the answer has no chunks.
    var isHTTP10 = false
    /// Bytes of messages that wait for whoever serves a WebSocket.
    var heldMessages = 0

    /// The name of the request, which the answer repeats.
    var requestID = ""
    /// What the access log will say of it; `nil` without a log.
    var record: AccessRecord?
    /// When its first byte came, if there is a log.
    var recordBegin: UInt64 = 0

    // Output
    /// Written and not yet offered to the socket.
    var output: [UInt8] = []
    /// What the socket did not take.
    var queue = OutputQueue()
    /// Bytes of the write that the socket works on.
    var inFlight = 0
    /// Whether the worker will flush at the end of this round.
    var isUnflushed = false
    var closesAfterFlush = false
    var hasShutDown = false
    var writers: [CheckedContinuation<Void, Never>] = []

    // Deadlines, in ticks of the worker's wheel
    var requestTick = Int.max
    var writeTick = Int.max
    var commentTick = Int.max
    /// When the wheel will ask.
    private var filedTick = Int.max
    /// Since when, and how much of, what waits was taken.
    var rateTick = 0
    var rateBytes = 0
    /// Bytes taken from the memory budget, but for those of `tls`; and whether these are.
    var charged = 0
    var hasChargedTLS = false

    var id: HandleID { socket.id }
    var isOpen: Bool { phase != .closed }

    init(_ socket: TCPSocket, worker: HTTPWorker, from remoteAddress: String) {
        self.socket = socket
        self.worker = worker
        self.remoteAddress = remoteAddress
    }

    /// Begins to read.
    func open() {
        let isPlain = tls == nil && prelude == nil
        requestTick = worker.tick(after: isPlain ? worker.ticks.request : worker.ticks.handshake)
        file()
        socket.startReading()
    }

    func close() {
        // After a broken answer the peer is to notice.
        if tls != nil, phase != .handling { sayEnd() }
        socket.close()
    }

    // MARK: Deadlines

    /// Tells the wheel when to ask next, if that is sooner than it would.
    func file() {
        let next = min(requestTick, writeTick, commentTick)
        if next < filedTick { filedTick = worker.file(id, at: next) }
    }

    /// The wheel has come to a tick that this connection was filed under.
    func reached(_ tick: Int) {
        guard tick == filedTick else { return }
        filedTick = .max
        if writeTick <= tick { return close() }
        if commentTick <= tick { comment() }
        if requestTick <= tick { expire() }
        if isOpen { file() }
    }

    private func expire() {
        requestTick = .max
        if prelude != nil || tls?.isEstablished == false { return expireHandshake() }
        switch phase {
        case .handling where webSocket != nil: expireWebSocket()
        case .handling:
            if let terms, !isStreaming {
                task?.cancel()
                finish(terms.late())
            }
        // Not idle: an answer is still being read, for which the write deadline stands.
        case .head where !isInRequest && pending > 0: requestTick = worker.tick(after: worker.ticks.idle)
        case .head where !isInRequest, .lingering, .closed: close()
        case .head, .body, .chunks: refuse(.requestTimeout)
        }
    }
}

extension HTTPConnection: SocketOwner {
    func ended() {
        hasEnded = true
        // A peer that has finished sending may still read what is on its way, and what it has asked for before it read;
        // a running handler is abandoned.
        let isFlushing = inFlight > 0 || !queue.isEmpty || !output.isEmpty
        guard isFlushing, phase != .handling else { return close() }
        if input.isEmpty || !isCongested { closesAfterFlush = true }
    }

    func closed() {
        let wasHandling = phase == .handling
        endRecord(isAborted: webSocket == nil)
        if sendsComments { worker.meter.eventStreamEnded() }
        phase = .closed
        serial &+= 1
        if wasHandling { task?.cancel() }
        abandonWebSocket()
        task = nil
        terms = nil
        drainAction = nil
        releaseMemory()
        forgetHead()
        for writer in writers { writer.resume() }
        writers = []
        worker.forget(self)
    }
}
