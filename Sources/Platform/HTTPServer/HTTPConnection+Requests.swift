internal import CUV
internal import HTTP
internal import Telemetry

/// From requests to answers.
extension HTTPConnection {
    /// Gives a request to the handler. One that never waits is answered before this returns.
    func dispatch(_ head: consuming RequestHead, _ body: consuming [UInt8]) {
        isInRequest = false
        closesAfterReply = !head.keepsAlive || worker.isDraining
        isHead = head.method == .head
        isHTTP10 = head.isHTTP10
        requestTick = .max
        terms = nil
        capTick = .max
        serial &+= 1
        phase = .handling
        let length = body.count
        let size = length &+ head.fields.size &+ Self.cost
        var request = counted(head, body)
        guard worker.load.hasRoom, worker.load.bears(length &+ Self.cost, from: remoteAddress) else {
            worker.meter.refused(worker.load.hasRoom ? .memory : .requests)
            return finish(.unavailable("The server is busy"))
        }
        start(&request, holding: size)
    }

    /// A request for a handler.
    private func counted(_ head: consuming RequestHead, _ body: consuming [UInt8]) -> HTTPRequest {
        var request = request(head, body)
        requestID = worker.nextRequestID()
        request.id = requestID
        record(request)
        request.exchange = RequestExchange(worker: worker, id: id, serial: serial)
        return request
    }

    func request(_ head: consuming RequestHead, _ body: consuming [UInt8]) -> HTTPRequest {
        var request = HTTPRequest(head, body: body, from: remoteAddress)
        if let tlsFacts { request.tls = tlsFacts }
        return request
    }

    /// Asks the handler, and starts a task for what must wait, which takes so many bytes of memory while it does.
    private func start(_ request: inout HTTPRequest, holding size: Int) {
        began = uv_hrtime()
        worker.loop.executor.coreWait.mark(at: began)
        isStarting = true
        let current = serial
        let ended = worker.endedCount
        // Cancelled when the peer leaves or the terms run out. Once it has answered, another request may be its own.
        let task = answer(with: worker.outcome(of: &request))
        isStarting = false
        let held = uv_hrtime() &- began
        if worker.loop.executor.isStall(held) {
            worker.meter.stalled(nanoseconds: held)
            (terms ?? blamed)?.stalled(for: .nanoseconds(held))
        }
        if let blamed {
            self.blamed = nil
            if worker.endedCount != ended { blamed.took(nanoseconds: held) }
        }
        guard phase == .handling, serial == current else {
            // Answered without waiting, usually: the clock has been read.
            record(held)
            // The handler has met a dead connection, and may wait for ever all the same.
            if worker.endedCount == ended {
                if !isOpen { task?.current?.cancel() }
                worker.suspended(id, current, holding: size, from: remoteAddress)
            }
            return
        }
        if self.task == nil { self.task = task?.current }
        if let terms, !isStreaming, webSocket == nil { startClock(of: terms) }
        // A WebSocket may be over, and wait for its peer alone.
        if worker.endedCount == ended { worker.suspended(id, current, holding: size, from: remoteAddress) }
    }

    /// - Returns: the task that answers, or has answered; none for what needs no waiting.
    private func answer(with outcome: consuming HTTPOutcome) -> HandlerTask? {
        switch consume outcome {
        case .now(let response):
            guard case .bytes = response.body else { return worker.start(id, serial, .now(response)) }
            let answered = serial
            finish(response)
            worker.ended(id, answered)
            return nil
        case .later(let respond): return worker.start(id, serial, .later(respond))
        }
    }

    /// Takes new terms for the request at hand. Their clock starts when its handler waits for the first time, which most
    /// never do.
    func agree(to terms: any Terms) {
        self.terms = terms
        if !isStarting { startClock(of: terms) }
    }

    private func startClock(of terms: any Terms) {
        capTick = worker.tick(after: DeadlineWheel.ticks(terms.cap))
        renew()
    }

    func onDrain(_ action: @escaping @Sendable () -> Void) {
        if worker.isDraining { action() } else { drainAction = action }
    }

    func renew() {
        guard let terms, !isStarting else { return }
        requestTick = min(worker.tick(after: DeadlineWheel.ticks(terms.limit)), capTick)
        file()
    }

    /// Sends a whole answer.
    func finish(_ response: HTTPResponse) {
        guard phase == .handling else { return }
        write(response)
        endRequest()
    }

    /// Sends the head of an answer whose body comes in pieces.
    ///
    /// - Returns: whether a body is wanted.
    func begin(_ response: HTTPResponse) -> Bool {
        guard phase == .handling else { return false }
        isStreaming = true
        forgetHead()
        record?.status = response.status.code
        worker.meter.answered(response.status)
        requestTick = .max
        if isHTTP10 { closesAfterReply = true }
        borrowOutput()
        ResponseWriter.head(
            of: response,
            framing: isHTTP10 ? .close : .chunked,
            closes: closesAfterReply,
            at: worker.date,
            id: requestID,
            to: &output
        )
        sendsComments = response.fields.holds(.contentType, "text/event-stream")
        if sendsComments { worker.meter.eventStreamBegan() }
        postponeComment()
        flush()
        return isOpen && !isHead
    }

    /// Sends a piece of the body.
    func send(_ piece: [UInt8]) {
        guard phase == .handling, isStreaming else { return }
        record?.sent += piece.count
        borrowOutput()
        if isHTTP10 { output.append(contentsOf: piece) } else { ResponseWriter.chunk(piece, to: &output) }
        postponeComment()
        flush()
    }

    /// Ends a body that came in pieces.
    func endBody() {
        guard phase == .handling, isStreaming else { return }
        borrowOutput()
        if !isHTTP10, !isHead { output.append(contentsOf: ResponseWriter.lastChunk) }
        if worker.isDraining { closesAfterReply = true }
        if closesAfterReply { closesAfterFlush = true }
        endRecord()
        endRequest()
    }

    private func endRequest() {
        if !isStarting { record(uv_hrtime() &- began) }
        if sendsComments { worker.meter.eventStreamEnded() }
        phase = .head
        isStreaming = false
        sendsComments = false
        commentTick = .max
        task = nil
        drainAction = nil
        serial &+= 1
        requestTick = worker.tick(after: worker.ticks.idle)
        file()
        if isConsuming { return }
        worker.flushLater(self)
        if !closesAfterFlush { pump() }
    }

    /// The request at hand was answered within `nanoseconds`.
    private func record(_ nanoseconds: UInt64) {
        guard began != 0 else { return }
        began = 0
        guard !sendsComments, webSocket == nil else { return }
        worker.meter.durations.recordAlone(nanoseconds: nanoseconds)
        terms?.took(nanoseconds: nanoseconds)
    }

    /// Shows that an event stream is alive. Events that it waits for show the same.
    func comment() {
        commentTick = .max
        if webSocket != nil { return ping() }
        guard phase == .handling, isStreaming, sendsComments else { return }
        send(Array(":\n\n".utf8))
    }

    /// Bytes that a request takes while its handler waits, besides its fields and its body: tasks, timers, and what was
    /// read from a small body.
    private static let cost = 8 << 10

    private func postponeComment() {
        guard sendsComments else { return }
        commentTick = worker.tick(after: worker.ticks.comment)
        file()
    }
}
