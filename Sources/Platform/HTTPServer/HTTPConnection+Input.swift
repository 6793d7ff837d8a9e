internal import HTTP

/// From bytes to requests.
extension HTTPConnection {
    func received() {
        if prelude != nil, !takePrelude() { return }
        if let tls { openReceived(tls) } else { take() }
    }

    /// Takes what `loop.input` holds.
    func take() {
        if phase == .lingering { return }
        if input.isEmpty, phase != .handling, !isCongested {
            // The usual case: parsed where it lies; what is left over is kept. Without any, the flush at the end of the
            // round settles.
            let received = worker.loop.input
            let used = consume(received)
            guard used < received.count, isOpen, phase != .lingering, !closesAfterFlush else { return }
            input.append(contentsOf: received[used...])
            if webSocket != nil { return takeMessages() }
        } else {
            input.append(contentsOf: worker.loop.input)
            if webSocket != nil { return takeMessages() }
            if phase != .handling, !isCongested { return pump() }
            if input.count > Self.inputLimit { socket.stopReading() }
        }
        if isOpen { settle() }
    }

    /// Goes on with what was kept, and reads again when there is room.
    func pump() {
        if !input.isEmpty, phase != .handling, !isCongested {
            let kept = input
            input = []
            let used = consume(kept)
            guard isOpen, phase != .lingering, !closesAfterFlush else { return }
            if used < kept.count { input = used == 0 ? kept : Array(kept[used...]) }
            if webSocket != nil { return takeMessages() }
            settle()
        }
        if hasEnded { return finishAfterEnd() }
        if isOpen, input.count <= Self.inputLimit, !isCongested { socket.startReading() }
    }

    /// The peer sends no more: what it had asked for is answered, and that was all.
    private func finishAfterEnd() {
        guard isOpen, phase != .handling, !isCongested, !closesAfterFlush else { return }
        closesAfterFlush = true
        worker.flushLater(self)
    }

    /// Parses and answers as many requests as `bytes` holds.
    ///
    /// - Returns: how many bytes are used up.
    private func consume(_ bytes: [UInt8]) -> Int {
        isConsuming = true
        var index = 0
        scan: while isOpen, !closesAfterFlush, !isCongested {
            if output.count > Self.outputLimit {
                flush()
                continue
            }
            switch phase {
            case .head:
                if index == bytes.count { break scan }
                guard let end = readHead(bytes, from: index) else { break scan }
                index = end
            case .body:
                if index == bytes.count { break scan }
                index = readBody(bytes, from: index)
            case .chunks:
                if index == bytes.count { break scan }
                guard let end = readChunks(bytes, from: index) else { break scan }
                index = end
            case .handling, .lingering, .closed: break scan
            }
        }
        isConsuming = false
        worker.flushLater(self)
        return index
    }

    /// - Returns: the index after what is used up, or `nil` when the head is not whole or was refused.
    private func readHead(_ bytes: [UInt8], from start: Int) -> Int? {
        if let known, let reading = read(known, in: bytes, from: start) {
            gate.reset()
            isKnownHead = reading.isSame
            return take(known.head(reading, of: bytes), before: reading.end, in: bytes)
        }
        isKnownHead = false
        if isInRequest, !gate.opens(bytes, from: start, limit: worker.load.limits.head) { return nil }
        switch worker.parser.parse(bytes, from: start) {
        case .incomplete:
            _ = gate.opens(bytes, from: start, limit: worker.load.limits.head)
            begin()
            return nil
        case .refused(let status):
            refuse(status)
            return nil
        case .complete(let head, let end):
            gate.reset()
            keep(head, from: bytes[start..<end])
            return take(head, before: end, in: bytes)
        }
    }

    /// - Returns: the index after what is used up.
    private func take(_ head: consuming RequestHead, before start: Int, in bytes: [UInt8]) -> Int {
        if head.framing.mayBeLarge, let refusal = worker.refusal(of: request(copy head, [])) {
            self.head = head
            refuse(with: refusal)
            return start
        }
        if head.expectsContinue, start == bytes.count {
            output.append(contentsOf: ResponseWriter.continue)
        }
        switch head.framing {
        case .none:
            dispatch(head, [])
            return start
        case .length(let length):
            // The usual case: it has come with its head.
            if bytes.count - start >= length {
                // What came ahead of its turn is no longer the connection's.
                if charged > knownSize { settle() }
                guard phase == .head else { return start }
                dispatch(head, Array(bytes[start..<(start + length)]))
                return start + length
            }
            phase = .body
        case .chunked:
            phase = .chunks
            chunks = ChunkDecoder(bodyLimit: worker.load.limits.body)
        }
        self.head = head
        begin()
        return start
    }

    private func readBody(_ bytes: [UInt8], from start: Int) -> Int {
        guard case .length(let length)? = head?.framing else { return bytes.count }
        let count = min(length - body.count, bytes.count - start)
        reserve(count, of: length)
        body.append(contentsOf: bytes[start..<(start + count)])
        if body.count == length { dispatchBody() }
        return start + count
    }

    /// Grows in steps: what a client only announces takes no memory.
    private func reserve(_ count: Int, of length: Int) {
        let needed = body.count + count
        if needed > body.capacity { body.reserveCapacity(min(length, max(needed, body.count * 2))) }
    }

    private func readChunks(_ bytes: [UInt8], from start: Int) -> Int? {
        switch chunks.read(bytes, from: start, into: &body) {
        case .more: return bytes.count
        case .done(let end):
            dispatchBody()
            return end
        case .refused(let status):
            refuse(status)
            return nil
        }
    }

    private func dispatchBody() {
        guard let head = head.take() else { return }
        let whole = body
        body = []
        // From now on the request counts, not the connection.
        if charged > knownSize { settle() }
        dispatch(head, whole)
    }

    /// The clock of a request runs from its first byte to its last, however they come.
    private func begin() {
        guard !isInRequest else { return }
        isInRequest = true
        beginRecord()
        requestTick = worker.tick(after: worker.ticks.request)
        file()
    }

    /// Answers with an error of the protocol's own and closes, once the client has had time to read it.
    func refuse(_ status: HTTPStatus, as refusal: Refusal? = nil, saying reason: String? = nil) {
        worker.meter.refused(refusal ?? Refusal(status))
        var response = reason.map { .error(status, $0) } ?? HTTPResponse.error(status)
        if status == .serviceUnavailable { response.fields[.retryAfter] = "1" }
        refuse(with: response)
    }

    /// Answers ahead of what may still come of the request, and closes.
    private func refuse(with response: HTTPResponse) {
        closesAfterReply = true
        recordRefusal(head)
        body = []
        head = nil
        isHead = false
        isHTTP10 = false
        write(response)
        phase = .lingering
        requestTick = worker.tick(after: worker.ticks.linger)
        file()
        if !isConsuming { flush() }
    }

    /// Bytes of answers that are collected before they are offered to the socket.
    private static let outputLimit = 64 << 10
    /// Bytes that a client may send ahead of the answer to its request.
    private static let inputLimit = 64 << 10
}

extension RequestHead.Framing {
    /// Whether it is worth while to ask if the body must be read.
    fileprivate var mayBeLarge: Bool {
        switch self {
        case .none: false
        case .length(let length): length > 64 << 10
        case .chunked: true
        }
    }
}
